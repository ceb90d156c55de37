"""Only what was confirmed, closed, not in doubt, and has hours can be certified."""

import pytest

from tests.cast import Town
from tests.certificates.scene import delivered, served
from tests.deeds import done
from wishboard.accounts.viewer import wisher_of
from wishboard.certificates.issuers import issuers_for
from wishboard.certificates.service import Bar, Deed, certifiable, deeds_of, minutes_in
from wishboard.core.clock import today
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.doubts.grounds import OFTEN
from wishboard.outcomes.forms import ReopenForm


async def deeds(town: Town, part: str = "volunteer") -> list[Deed]:
    return await done(deeds_of, town.people[part].key)


async def test_a_deed_counts_once_it_is_confirmed_and_closed(town: Town) -> None:
    await delivered(town)
    (deed,) = await deeds(town)
    assert deed.bar is Bar.unconfirmed and minutes_in([deed]) == 0
    wish = await served(town, hours=1.5)
    _open, closed = await deeds(town)
    assert closed.counts and closed.wish == wish.public_id
    assert (closed.minutes, closed.done_on) == (90, today())
    assert minutes_in([_open, closed]) == 90


async def test_without_hours_there_is_nothing_to_certify(town: Town) -> None:
    await served(town, hours=0)
    assert [deed.bar for deed in await deeds(town)] == [Bar.no_hours]


async def test_what_was_opened_again_does_not_count_any_more(town: Town) -> None:
    wish = await served(town)
    form = ReopenForm(reason="灯又坏了")
    await done(reopen_wish, wish.key, form, by=wisher_of(wish.key))
    assert [deed.bar for deed in await deeds(town)] == [Bar.undone]


async def test_what_is_in_doubt_waits_for_a_second_person(town: Town) -> None:
    for _ in range(OFTEN + 1):
        await served(town)
    assert [deed.bar for deed in await deeds(town)] == [None] * OFTEN + [Bar.in_doubt]


async def test_nobody_has_the_deeds_of_another(town: Town) -> None:
    await served(town)
    assert await deeds(town, "neighbour") == []


async def test_who_recorded_can_certify_and_whoever_is_above(town: Town) -> None:
    await served(town)
    able = await done(issuers_for, await deeds(town))
    assert [body.name for body in able] == ["柳荫社区党委", "柳荫街道党工委"]


async def test_an_open_deed_is_nobodys_to_certify(town: Town) -> None:
    await delivered(town)
    assert await done(issuers_for, await deeds(town)) == []


@pytest.mark.parametrize(("body", "count"), [("柳荫街道党工委", 1), ("河东社区党委", 0)])
async def test_an_organization_certifies_what_it_or_one_below_has_recorded(
    town: Town, body: str, count: int
) -> None:
    await served(town)
    assert len(certifiable(await deeds(town), town.organizations[body])) == count
