"""Every route and every part of the cast: who is let in, and that everybody else is not.

`tests/shape/access.txt` is the table: one line a route, then who may. A route without a line fails.
Being let in means any answer but 401, 403, 404 and being sent away to sign in or to type a code;
an empty form is refused with 422 to those who may send it.

The town is full of known people (`seeds.py`), and no answer holds more of them than may be known to
whom it was given; nor do addresses, logs, history, the queue and the tables.
"""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response
from PIL import Image

from tests.cast import PEOPLE, Browser, Town, application, at_the_door, load_town
from tests.certificates.scene import certificate_scene
from tests.disclosure.asking import rights_scene
from tests.issues.knots import accepted
from tests.quotas.scene import OURS, quota_scene
from tests.reports.scene import rates_scene
from tests.servers import connected, environment, new_database
from tests.shape.roads import roads
from tests.shape.seeds import (
    EVERYTHING,
    SeededTown,
    in_queue,
    in_table,
    listening,
    person,
    seed_wishes,
    told,
    told_by,
    told_by_addresses,
)
from tests.shape.sent_to_issues import SENT_TO_ISSUES
from tests.shape.supervised import SENT_TO_SUPERVISION, supervised
from tests.torture.processes import times
from tests.triage.crowds import crowd
from wishboard.accounts.sessions import open_session
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.database import transaction
from wishboard.files.commands import add_photo
from wishboard.http import cookies
from wishboard.tables import METADATA
from wishboard.wishes.codes import slip_token

pytestmark = pytest.mark.torture

# What is sent, where an empty form would be refused before it is asked who sends it. Each is
# refused for another reason to those who may, so that the town stays as it is.
SENT: dict[str, dict[str, str]] = {
    "/desk/wishes/{public_id:str}/answer": {"done": "yes"},
    "/desk/wishes/{public_id:str}/closing": {"confirmed": "1"},
    "/desk/wishes/{public_id:str}/correction": {
        "title": "台灯",
        "summary": "王秀英",
        "category": "study",
    },
    "/desk/wishes/{public_id:str}/decline": {"reason": "none", "explanation": "…"},
    "/desk/wishes/{public_id:str}/deferral": {
        "explanation": "以后再看看",
        "review_on": "2020-01-01",
    },
    "/desk/wishes/{public_id:str}/mediation": {"receiver": "none"},
    "/desk/wishes/{public_id:str}/merge": {"into": "none"},
    "/desk/wishes/{public_id:str}/registration": {
        "title": "台灯",
        "summary": "台灯",
        "category": "study",
    },
    "/desk/wishes/{public_id:str}/reopening": {"reason": "还没有办好"},
    "/desk/wishes/{public_id:str}/reveal": {"purpose": "check"},
    "/desk/wishes/{public_id:str}/transfer": {"receiver": "none", "explanation": "不归我们管"},
    **SENT_TO_ISSUES,
    **SENT_TO_SUPERVISION,
    "/desk/erasure": {"code": "none", "asked": "yes"},
    "/track/wish/data": {"pin": "000000"},
    "/track/wish/erasure": {"pin": "000000"},
    "/exports/{public_id:str}/refusal": {"words": "请逐条查看。"},
    "/track/wish/answer": {"done": "yes"},
    "/track/wish/reopening": {"reason": "还没有办好"},
    "/claims/{claim_id:str}/extension": {"promised_on": "2020-01-01", "reason": "出差"},
    "/claims/{claim_id:str}/outcome": {"done": "好了", "delivered_on": "2190-01-01"},
    "/claims/{claim_id:str}/release": {"reason": "来不了"},
    "/claims/{claim_id:str}/reveal": {"purpose": "check"},
    "/wishes/{public_id:str}/claims": {"promised_on": "2020-01-01"},
    "/api/v1/claims/{claim_id:str}/outcome": {"done": "好了", "delivered_on": "2190-01-01"},
    "/api/v1/claims/{claim_id:str}/release": {"reason": "来不了"},
    "/api/v1/wishes/{wish_id:str}/claims": {"promised_on": "2020-01-01"},
}
TABLE = Path(__file__).with_name("access.txt")
OFFICE = ("clerk", "street_clerk", "leader", "supervisor")
PARTS = ("nobody", "wisher", *PEOPLE)
PRESSES = ("wishboard.certificates.paper.pdf", "wishboard.reports.bulletins.paper.pdf")
LOGGED = ("/desk/calls", "/exports/{public_id:str}/file")
"""Where offices read contact data, each look a line in the log that the wisher reads."""
SENT_AWAY = ("/sign-in", "/track")
DESK = "/desk/wishes/{public_id:str}"
LAST = (
    "/desk/people/{public_id:str}/password",
    "/track/wish/withdrawal",
    "/track/leave",
    "/slips/{public_id:str}/{token:str}",
    "/sign-out",
    "/api/v1/sessions/own",
)
NOT_TRIED = {"/static/{file_path:path}", "/schema/{path:str}", "/schema/openapi.json"}


def routes() -> list[str]:
    """Every route of the house as `METHOD /path`."""
    found = [
        (method, route.path)
        for route in application().routes
        for handler in getattr(route, "route_handlers", [])
        for method in handler.http_methods
    ]
    kept = [r for r in found if r[0] not in ("OPTIONS", "HEAD") and r[1] not in NOT_TRIED]
    return sorted(f"{method} {path}" for method, path in kept)


def in_order(known: list[str]) -> list[str]:
    """Routes with those last that end a wish, or after which a browser is somebody else's."""

    def place(route: str) -> tuple[int, str]:
        path = route.split(" ")[1]
        return (LAST.index(path) if path in LAST else -1, route)

    return sorted(known, key=place)


def table() -> dict[str, set[str]]:
    """Who may, by route."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line]
    read = dict(line.split(": ") for line in lines)
    return {route: _parts(words.split()) for route, words in read.items()}


def _parts(words: list[str]) -> set[str]:
    if words == ["none"]:
        return set()
    if words[0] == "everybody":
        return set(PARTS) - {word.removeprefix("-") for word in words[1:]}
    return set(words)


@dataclass
class World:
    """The town of the table: an address for each route, a browser for each part."""

    addresses: dict[str, str]
    browsers: dict[str, Browser]
    heard: list[str]

    async def knock(self, part: str, route: str) -> Response:
        """What somebody of the cast is answered at a route."""
        method, path = route.split(" ")
        address, browser = self.addresses.get(path, path), self.browsers[part]
        if "/api/" in path and method != "GET":
            headers = {"X-CSRF-Token": browser.csrf}
            body = SENT.get(path, {})
            return await browser.client.request(method, address, json=body, headers=headers)
        if method == "GET":
            return await browser.get(address)
        return await browser.post(address, SENT.get(path))


async def unprinted(_page: str) -> bytes:
    """Who may have a paper is asked here, not what is on it."""
    return b"%PDF-"


@pytest.fixture(scope="module")
async def world(
    postgres_server: str, valkey_server: str, peopled_template: str
) -> AsyncIterator[World]:
    """A town with a promise of the member's, and a wisher who follows it."""
    application()  # which sets up logging, before anybody listens to it
    with (
        pytest.MonkeyPatch.context() as here,
        new_database(postgres_server, peopled_template) as url,
        environment(database_url=url, redis_url=valkey_server),
        listening() as heard,
    ):
        for press in PRESSES:
            here.setattr(press, unprinted)
        async with connected(url):
            yield await _world_at(url, heard)


async def _world_at(url: str, heard: list[str]) -> World:
    town = await load_town(url, SeededTown)
    assert isinstance(town, SeededTown)
    async with transaction() as db:
        await seed_wishes(db, town, times(10_000))
    paper = await certificate_scene(town)
    wish, claim = await town.claimed("member", places=3)
    _again, handed_back = await town.claimed("member")
    full, _taken = await town.claimed("neighbour")
    async with transaction() as db:
        await join_waiting_list(db, full.key, by=await town.viewer("comrade"))
    fresh = await town.collected("collector")
    rights = await rights_scene(town)
    await town.recruit("guest")
    hot, _wishes = await crowd(town)
    issue = await accepted(town)
    rates = await rates_scene(town)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    async with transaction() as db:
        photo = await add_photo(
            db, picture.getvalue(), owner_kind="wish", owner_id=wish.key, publishable=False
        )
    addresses = {
        "/photos/{public_id:str}": f"/photos/{photo.public_id}",
        "/slips/{public_id:str}/{token:str}": f"/slips/{wish.public_id}/{slip_token(wish)}",
        "/language/{code:str}": "/language/en",
        "/api/v1/years/{year:int}": "/api/v1/years/2026",
        "/collect/{public_id:str}": f"/collect/{fresh.public_id}",
        "/wishes/{public_id:str}/waiting/end": f"/wishes/{full.public_id}/waiting/end",
        "/claims/{claim_id:str}/release": f"/claims/{handed_back.public_id}/release",
        "/api/v1/claims/{claim_id:str}/release": (
            f"/api/v1/claims/{handed_back.public_id}/release"
        ),
        **{
            f"{DESK}/{deed}": f"/desk/wishes/{other.public_id}/{deed}"
            for deed, other in {
                "answer": await town.delivered("neighbour"),
                "closing": await town.answered(by="neighbour"),
                "reopening": await town.closed(by="neighbour"),
                "approval": await town.registered(worth=900),
            }.items()
        },
        **await roads(town, issue),
        **await supervised(town, issue),
    }
    town.always = person(899_999)
    year = await quota_scene(town)
    years = f"/quotas/organizations/{year['committee']}/years/2025"
    addresses |= {
        "/quotas/organizations/{public_id:str}/years/{year:int}": years,
        "/quotas/organizations/{public_id:str}/years/{year:int}/closing": f"{years}/closing",
        "/verify/{serial:str}/{code:str}": f"/verify/{paper['serial']}/{paper['check']}",
    }
    for route in routes():
        path = route.split(" ")[1]
        if path not in addresses and "{" in path:
            head, _, tail = path.partition("{")
            own = {
                "claims": claim.public_id,
                "people": town.people["guest"].public_id,
                "mail": town.people["guest"].public_id,
                "hot": hot.public_id,
                "members": town.people["member"].public_id,
                "organizations": town.organizations[OURS].public_id,
                "excuses": year["excuse"],
                "statements": year["statement"],
                "rules": year["rule"],
                "doubts": year["doubt"],
                "certificates": paper["certificate"],
                "issues": issue.public_id,
                "frozen": rates["frozen"],
                "exclusions": rates["exclusion"],
                "reports": rates["report"],
                "subscriptions": rates["subscription"],
                "exports": rights["export"],
                "delegations": rights["delegation"],
            }
            place = own.get(head.strip("/").split("/")[-1], wish.public_id)
            addresses[path] = head + place + tail.partition("}")[2]
    browsers = {part: await _browser(town, part, wish.key) for part in PARTS}
    return World(addresses, browsers, heard)


async def _browser(town: Town, part: str, wish_id: int) -> Browser:
    client = at_the_door()
    if part == "wisher":
        followed = cookies.followed_cookie(wish_id).value or ""
        client.cookies.set(cookies.FOLLOWED, followed, domain="127.0.0.1")
    if part in ("nobody", "wisher"):
        return Browser(client)
    async with transaction() as db:
        token = await open_session(db, town.people[part].key)
    client.cookies.set(cookies.SESSION, token, domain="127.0.0.1")
    return Browser(client, token)


def may_read(part: str, route: str) -> set[str]:
    """Which values of a wisher somebody may read in the answer of a route.

    The number stands in the original words, which offices read, also on a page that refuses them a
    deed; everything else is shown by a look that is logged.
    """
    method, path = route.split(" ")
    let_through = part in table()[route]
    if part in OFFICE:
        looks = method == "POST" and (path.endswith("/reveal") or path in LOGGED)
        return EVERYTHING if looks and let_through else {"number"}
    if not let_through:
        return set()
    if part == "member" and route == "POST /claims/{claim_id:str}/reveal":
        return {"phone", "address"}
    filed = part == "collector" and path in ("/collect", "/collect/{public_id:str}")
    return {"number"} if filed or (part == "wisher" and path.startswith("/track/wish")) else set()


def let_in(answer: Response) -> bool:
    """Whether an answer is one for somebody who may."""
    away = answer.headers.get("location", "").split("?")[0] in SENT_AWAY
    asked = answer.request.method == "GET" or answer.headers.get("location", "") != "/track"
    return answer.status_code not in (401, 403, 404) and not (
        answer.status_code == 303 and away and asked
    )


def test_every_route_has_its_line() -> None:
    assert sorted(table()) == routes()


@pytest.mark.parametrize("route", in_order(list(table())))
async def test_who_may(world: World, route: str) -> None:
    may = table()[route]
    assert may <= set(PARTS)
    for part in PARTS:
        answer = await world.knock(part, route)
        assert answer.status_code < 500, f"{part}: {answer.text[:300]}"
        assert let_in(answer) == (part in may), f"{part} got {answer.status_code}"
        spilt = told_by(answer) - may_read(part, route)
        assert not spilt, f"{part} reads {sorted(spilt)} of somebody"
        assert not told_by_addresses(answer)


async def test_nothing_of_a_wisher_lies_where_nobody_looks(
    world: World, valkey_server: str
) -> None:
    assert len(world.heard) > 100, "the crawl was listened to"
    assert not told("\n".join(world.heard))
    assert not told(in_queue(valkey_server))
    kept = {name: kinds for name in METADATA.tables if (kinds := told(await in_table(name)))}
    assert kept == {"words": {"number"}}
