"""Excuses: by the committee, never by oneself, and they take away what is owed."""

from datetime import date

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.core.clock import frozen
from wishboard.quotas.excuses.commands import end_excuse, excuse_member
from wishboard.quotas.excuses.forms import ExcuseForm
from wishboard.quotas.excuses.models import Excuse, ExcuseCode
from wishboard.quotas.year import own_year

SPRING = date(2026, 3, 1)
FRAIL = ExcuseForm(code=ExcuseCode.frail, since=date(2026, 1, 1))


async def owed(town: Town, part: str = "member") -> int | None:
    return (await done(own_year, await town.viewer(part), 2026)).owed


async def excuse(town: Town, part: str = "member", by: str = "clerk") -> Excuse:
    person = town.people[part].public_id
    return await done(excuse_member, person, FRAIL, by=await town.viewer(by))


async def test_who_is_excused_all_year_owes_nothing(town: Town) -> None:
    with frozen(SPRING):
        assert await owed(town) == 1
        await excuse(town)
        assert await owed(town) == 0


async def test_an_ended_excuse_counts_until_then(town: Town) -> None:
    with frozen(SPRING):
        one = await excuse(town)
        person = await done(end_excuse, one.public_id, by=await town.viewer("street_clerk"))
        assert person.id == town.people["member"].id
        assert await owed(town) == 1, "ten months are left"
        with refused("excuse_over"):
            await done(end_excuse, one.public_id, by=await town.viewer("clerk"))


async def test_nobody_is_excused_twice_for_the_same(town: Town) -> None:
    with frozen(SPRING):
        await excuse(town)
        with refused("excused_already"):
            await excuse(town)


async def test_nobody_excuses_themselves_or_members_of_elsewhere(town: Town) -> None:
    with frozen(SPRING):
        for part, by in (("clerk", "clerk"), ("member", "other_clerk"), ("comrade", "clerk")):
            with refused("not_found"):
                await excuse(town, part, by)
        with refused("not_found"):
            await excuse(town, "volunteer", "clerk")
