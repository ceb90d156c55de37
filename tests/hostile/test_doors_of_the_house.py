"""Limits that hold at every door: bodies, policies, ways out, attempts."""

import ast
import asyncio
import re
from collections import Counter

import pytest
from litestar.handlers import HTTPRouteHandler

from tests.cast import Town, application, signed_in
from tests.hostile.wire import ask, shout
from tests.servers import environment
from tests.shape.source import python_files
from tests.shape.test_access import routes
from tests.torture.processes import running_web, wait_until_open
from wishboard.app import BODY_LIMIT
from wishboard.http.headers import HEADERS
from wishboard.web.entrance import local

TAKES_FILES = {"/collect", "/claims/{claim_id:str}/outcome", "/desk/calendar", "/wishes"}
OWN_POLICY = {"/photos/{public_id:str}"}
POLICY = dict(HEADERS)[b"content-security-policy"].decode()
CALLS_OUT = {"httpx", "aiohttp", "requests", "urllib3", "http.client", "urllib.request", "smtplib"}
ELSEWHERE = (
    *(
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
    ),
    *(
        "///elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        " //elsewhere.example",
    ),
    *(
        "https:elsewhere.example",
        "http:///elsewhere.example",
        "javascript:alert(1)",
        "data:text/html,x",
    ),
    *(
        "elsewhere.example",
        "@elsewhere.example",
        "/\r\nLocation: //elsewhere.example",
        "/\0/elsewhere.example",
    ),
    *(
        "／／elsewhere.example",
        "/。elsewhere",
        "\u2028//elsewhere.example",
        "%2f%2felsewhere.example",
        "",
    ),
)
GUESSES = 24


def test_only_doors_for_files_take_megabytes() -> None:
    limits = {
        route.path: handler.resolve_request_max_body_size()
        for route in application().routes
        for handler in getattr(route, "route_handlers", [])
        if isinstance(handler, HTTPRouteHandler) and "POST" in handler.http_methods
    }
    assert len(limits) > 100
    assert {path for path, most in limits.items() if most != BODY_LIMIT} == TAKES_FILES
    assert all(most is not None and most <= 40_000_000 for most in limits.values())


def test_the_policy_allows_nothing_foreign_and_nothing_inline() -> None:
    said = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert said["default-src"] == said["script-src"] == said["style-src"] == "'self'"
    assert said["object-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert said["form-action"] == "'self'"
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY


async def test_every_route_answers_under_the_policy(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        for route in routes():
            method, path = route.split(" ")
            address = re.sub(r"\{[^}]*\}", "1", path)
            answer = await browser.client.request(method, address, follow_redirects=False)
            if path not in OWN_POLICY:
                assert answer.headers["content-security-policy"] == POLICY, route
            for name, value in HEADERS[1:]:
                assert answer.headers[name.decode()] == value.decode(), route


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_nobody_is_led_elsewhere(onward: str) -> None:
    assert local(onward) == "/"


def test_nothing_fetches_what_somebody_names() -> None:
    """Only mail and the identity provider are spoken to, at addresses that the operator set."""
    calling = {
        path
        for path, module in python_files().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
        if any(name == one or name.startswith(f"{one}.") for one in (*CALLS_OUT, "apprise"))
    }
    assert calling == {
        "wishboard/accounts/single_sign_on/provider.py",
        "wishboard/notifications/overheard.py",
        "wishboard/notifications/sender.py",
    }


async def test_attempts_are_counted_across_processes_and_without_redis(town: Town) -> None:
    body = b"username=nobody-known&password=a+guess"
    sent = [("Content-Type", "application/x-www-form-urlencoded")]
    with (
        environment(database_url=town.url),
        running_web(2, redis_url="redis://127.0.0.1:9") as (
            web,
            port,
        ),
    ):
        await wait_until_open(port)
        assert len(web.children()) >= 2
        heard = [shout(port, ask("POST", "/sign-in", sent, body)) for _ in range(GUESSES)]
        statuses = Counter(answer.status for answer in await asyncio.gather(*heard) if answer)
    assert statuses == {422: 10, 429: GUESSES - 10}
