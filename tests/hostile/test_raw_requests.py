"""Whatever is sent to the real web server: no fault, the house's headers, nothing said back raw."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlencode

import pytest

from tests.hostile import bodies, frames, programs, targets, words
from tests.hostile.conftest import Served
from tests.hostile.wire import HOST, Header, Heard, ask, complaints, shout
from tests.shape.source import ROOT
from tests.shape.test_access import routes, table
from tests.torture.processes import times

pytestmark = pytest.mark.torture

AT_ONCE = 8
POSTED = ("/track", "/wishes", "/sign-in", "/verify")
CALLED = ("/api/v1/wishes", "/api/v1/tracking", "/api/v1/sessions")
HOSTS = (
    *(
        b"",
        b"elsewhere.example",
        b"127.0.0.1:99999",
        b"\xff",
        "别处".encode(),
        b"a b",
        b"a@b",
        b"<xq7>",
    ),
    *(b"a\tb", b"[::1", b"elsewhere.example/..", b"h" * 3000),
)
EVERYTHING = ("administrator", "supervisor", "clerk", "street_clerk", "leader", "member")
IN_AN_ADDRESS = re.compile(r'(?:\.get\(\s*"|^    )(\w+)(?:"|: FromQuery)', re.MULTILINE)


async def send(port: int, requests: Iterable[tuple[str, bytes]]) -> dict[str, Heard | None]:
    """Send requests, a few at a time; what was heard by name. Fails with all complaints."""
    heard: dict[str, Heard | None] = {}
    wrong: list[str] = []
    waiting = iter(requests)

    async def work() -> None:
        for name, said in waiting:
            try:
                heard[name] = await shout(port, said)
            except TimeoutError:
                wrong.append(f"{name}: no answer")
            else:
                wrong.extend(f"{name}: {why}" for why in complaints(heard[name]))

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    assert not wrong, f"{len(wrong)} of {len(heard)}:\n" + "\n".join(wrong[:60])
    return heard


def share(things: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """All of a long table under torture, else every tenth line."""
    return things[:: len(things) // times(len(things))]


def asked_for() -> Iterator[tuple[str, bytes]]:
    for target in targets.TARGETS:
        yield f"GET {target[:60]!r}", ask("GET", target)
        yield f"POST {target[:60]!r}", ask("POST", target, body=b"")
    for query in words.RAW_QUERY:
        for path in (b"/", b"/issues", b"/api/v1/wishes"):
            yield f"{path!r} ?{query[:40]!r}", ask("GET", path + b"?" + query)


def methods() -> Iterator[tuple[str, bytes]]:
    for method in targets.METHODS:
        for path in ("/", "/track", "/desk", "/api/v1/wishes", "/static/built/app.css"):
            yield f"{method[:20]!r} {path}", ask(method, path)


def headers() -> Iterator[tuple[str, bytes]]:
    for name, own in words.HEADERS.items():
        for value in (*own, *words.CONTROLLED):
            told = f"{name}: {value[:40]!r}"
            yield f"GET {told}", ask("GET", "/", [(name, value)])
            kind: list[Header] = [] if name == "Content-Type" else [("Content-Type", bodies.FORM)]
            sent: list[Header] = [*kind, (name, value)]
            yield f"POST {told}", ask("POST", "/track", sent, b"code=1&pin=2")
            if name.startswith("HX-"):
                swap: list[Header] = [("HX-Request", "true"), (name, value)]
                yield f"swap {told}", ask("GET", "/issues?q=灯", swap)
        yield f"twice {name}", ask("GET", "/", [(name, value) for value in own])
    for cookie in words.COOKIES:
        for path in ("/", "/me", "/track/wish"):
            yield f"{path} {cookie[:40]!r}", ask("GET", path, [("Cookie", cookie)])
    for host in HOSTS:
        for path in ("/", "/desk", "/wishes/new"):
            yield f"{path} at {host[:30]!r}", ask("GET", path, host=("Host", host))
    yield "two hosts", ask("GET", "/", [HOST])
    yield "no host", ask("GET", "/", host=None)


def signed_in_with(served: Served) -> Iterator[tuple[str, bytes]]:
    """Deeds of somebody who is signed in, with tokens and keys that are none."""
    known, _token = served.signed_in("clerk")
    for token in words.HEADERS["X-CSRF-Token"]:
        sent = [known, ("Content-Type", bodies.FORM)]
        yield f"field {token[:20]!r}", ask("POST", "/sign-out", sent, b"_csrf=" + token)
        yield (
            f"escaped {token[:20]!r}",
            ask("POST", "/sign-out", sent, b"_csrf=" + quote(token).encode()),
        )
        yield (
            f"header {token[:20]!r}",
            ask("POST", "/sign-out", [*sent, ("X-CSRF-Token", token)], b""),
        )
        file = bodies.field(b"_csrf", token, b'; filename="t.txt"')
        yield (
            f"file {token[:20]!r}",
            ask("POST", "/sign-out", [known, ("Content-Type", bodies.PARTS)], file),
        )


def forms() -> Iterator[tuple[str, bytes]]:
    for kind, body in bodies.FORMS:
        for path in POSTED:
            sent = [("Content-Type", kind)]
            yield f"{path} {kind[:40]!r} {body[:60]!r}", ask("POST", path, sent, body)
    for body in programs.PROGRAMS:
        for path in CALLED:
            sent = [("Content-Type", bodies.JSON)]
            yield f"{path} {body[:40]!r}", ask("POST", path, sent, body)


def framed() -> Iterator[tuple[str, bytes]]:
    for number, frame in enumerate(frames.FRAMES):
        yield f"{number} {frame[:70]!r}", frame


def parameters() -> list[str]:
    """The name of every parameter that a list of the house reads from an address."""
    folders = (
        ROOT / "wishboard" / name
        for name in ("web", "api", "wishes", "issues", "reports", "catalogue")
    )
    found = {
        name
        for folder in folders
        for file in sorted(folder.rglob("*.py"))
        for name in IN_AN_ADDRESS.findall(file.read_text("utf-8"))
    }
    return sorted(found)


def somebody_for(route: str) -> str:
    """Who of the cast may see a page, most powerful first."""
    return next((part for part in EVERYTHING if part in table()[route]), "nobody")


def queries(served: Served) -> list[tuple[str, bytes]]:
    """Each list with each nasty value in all its parameters at once, and in each alone."""
    made = []
    names = parameters()
    lists = [route for route in routes() if route.startswith("GET") and "{" not in route]
    for route in lists:
        path, sent = route.split(" ")[1], served.signed_in(somebody_for(route))
        for number, (kind, word) in enumerate(words.QUERY.items()):
            alone = names[number % len(names)]
            for told, given in (("all", dict.fromkeys(names, word)), (alone, {alone: word})):
                if len(word) < 1000 or told != "all":
                    query = urlencode(given)
                    made.append((f"{path} {told}={kind}", ask("GET", f"{path}?{query}", sent)))
    return made


def ids(served: Served) -> list[tuple[str, bytes]]:
    """Each address that names a thing, with each nasty name."""
    made = []
    for route in routes():
        method, path = route.split(" ")
        sent = served.signed_in(somebody_for(route))
        for name in words.IDS if "{" in path else ():
            address = re.sub(r"\{[^}]*\}", lambda _: name, path)  # noqa: B023
            body = None if method == "GET" else b""
            made.append((f"{method} {address[:90]}", ask(method, address, sent, body)))
    return made


async def test_addresses_and_methods(served: Served) -> None:
    heard = await send(served.port, [*asked_for(), *methods()])
    assert len(heard) >= 200


async def test_headers_and_cookies(served: Served) -> None:
    heard = await send(served.port, [*share(list(headers())), *signed_in_with(served)])
    assert len(heard) >= 70


async def test_bodies_and_frames(served: Served) -> None:
    heard = await send(served.port, [*forms(), *framed()])
    assert len(heard) >= 300


async def test_every_parameter_of_every_list(served: Served) -> None:
    heard = await send(served.port, share(queries(served)))
    assert {answer.status for answer in heard.values() if answer} >= {200}


async def test_every_name_in_an_address(served: Served) -> None:
    heard = await send(served.port, share(ids(served)))
    assert {answer.status for answer in heard.values() if answer} <= {
        200,
        303,
        400,
        401,
        403,
        404,
        405,
        409,
        422,
        429,
    }
