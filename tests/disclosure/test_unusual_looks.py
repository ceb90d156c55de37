"""Looking at many people's contact data is told to those above, once for each burst."""

from datetime import datetime, timedelta

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.notifications.told import hush, told
from tests.servers import environment
from wishboard.core.clock import frozen, start_of, today
from wishboard.core.database import transaction
from wishboard.disclosure.models import Purpose, RevealBurst, Unusual
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.wishes.models import Wish

FEW = {"reveals_an_hour": "2", "reveals_a_day": "3", "reveals_a_night": "1"}


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of today, in the city."""
    return start_of(today()) + timedelta(hours=hour, minutes=minute)


async def wishes_of(town: Town, many: int) -> list[Wish]:
    """Wishes of different people."""
    return [await town.collected(phone=f"1380000{n:04d}") for n in range(many)]


async def look(town: Town, part: str, wishes: list[Wish]) -> None:
    viewer = await town.viewer(part)
    for wish in wishes:
        async with transaction() as db:
            sight = await sight_of(db, await db.get_one(Wish, wish.key), viewer)
            await reveal_contact(db, sight, Purpose.check, by=viewer)


async def bursts() -> list[tuple[Unusual, int]]:
    async with transaction() as db:
        found = (await db.exec(select(RevealBurst).order_by("id"))).all()
    return [(one.why, one.people) for one in found]


async def test_a_few_looks_are_everyday_work(town: Town) -> None:
    with environment(**FEW), frozen(at(10)):
        wishes = await wishes_of(town, 2)
        await look(town, "clerk", wishes * 3)
    assert await bursts() == [], "the same people again are nobody new"


async def test_many_within_an_hour_are_told_once(town: Town) -> None:
    with environment(**FEW):
        wishes = await wishes_of(town, 5)
        await hush(town)
        with frozen(at(10)):
            await look(town, "clerk", wishes[:4])
        with frozen(at(10, 30)):
            await look(town, "clerk", wishes)
        assert await bursts() == [(Unusual.in_an_hour, 5), (Unusual.in_a_day, 5)]
        looks = {key: n for key, n in (await told(town)).items() if "many" in key[0]}
    kind = "contact.revealed_many"
    assert looks == {(kind, "supervisor"): 2, (kind, "administrator"): 2}


async def test_a_new_burst_is_told_anew(town: Town) -> None:
    with environment(**FEW | {"reveals_a_day": "0"}):
        wishes = await wishes_of(town, 3)
        for hour in (9, 14):
            with frozen(at(hour)):
                await look(town, "clerk", wishes)
    assert await bursts() == [(Unusual.in_an_hour, 3)] * 2


async def test_the_night_is_watched_more_closely(town: Town) -> None:
    with environment(**FEW):
        wishes = await wishes_of(town, 2)
        with frozen(at(23)):
            await look(town, "clerk", wishes[:1])
        with frozen(at(27)):
            await look(town, "clerk", wishes[1:])
    assert await bursts() == [(Unusual.at_night, 2)]


async def test_own_promises_do_not_count(town: Town) -> None:
    with environment(**FEW | {"open_claims_cap": "0"}), frozen(at(10)):
        promised = [(await town.claimed("member"))[0] for _n in range(4)]
        await look(town, "member", promised)
    assert await bursts() == []


async def test_the_page_says_who_when_and_how_many_and_no_contact_data(town: Town) -> None:
    with environment(**FEW), frozen(at(10)):
        await look(town, "clerk", await wishes_of(town, 3))
        for part in ("supervisor", "administrator"):
            async with signed_in(town, part) as browser:
                page = (await browser.get("/supervision/looks")).text
            assert "林静" in page and "柳荫社区党委" in page and "一小时内人数多" in page
            assert "王秀英" not in page and "1380000" not in page
        async with signed_in(town, "clerk") as browser:
            assert (await browser.get("/supervision/looks")).status_code == 403
