"""A closed wish is opened again: by its wisher for a time, by who oversees it at any time."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, refused
from tests.servers import environment
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.disclosure.retention import purge_contacts
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import WithdrawForm
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.outcomes.models import Outcome
from wishboard.outcomes.queries import outcome_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage
from wishboard.wishes.wishers import contact_of

FRIDAY = date(2025, 11, 21)


async def reopen(town: Town, wish: Wish, by: str | Viewer = "", **fields: Any) -> Wish:
    viewer = by if isinstance(by, Viewer) else await town.viewer(by) if by else wisher_of(wish.key)
    form = ReopenForm.model_validate({"reason": "灯又坏了"} | fields)
    return await done(reopen_wish, wish.key, form, by=viewer)


async def test_the_wisher_opens_it_again(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.closed()
    with frozen(FRIDAY + timedelta(days=3)):
        wish = await reopen(town, wish)
        assert wish.board_at == now()
    wish = await town.fresh(wish)
    assert (wish.stage, wish.ending, wish.closed_at) == (Stage.published, None, None)
    assert (wish.reopened, wish.taken, wish.priority, wish.on_board) == (1, 0, True, True)
    assert wish.due_on == date(2025, 12, 1), "somebody should be found within five working days"
    async with transaction() as db:
        assert await outcome_of(db, wish) is None
    event = (await events_of(wish))[-1]
    assert event.kind == "outcome.reopened" and event.facts["round"] == 1
    undone = await done(AsyncSession.get_one, Outcome, event.facts["outcome"])
    assert undone.undone_because == "灯又坏了"


async def test_it_can_go_its_whole_way_again(town: Town) -> None:
    wish = await town.closed()
    await reopen(town, wish)
    outcome = await town.deliver(await town.claim(wish, "comrade"))
    assert outcome.round == 1


async def test_ninety_days_are_the_wishers(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.closed()
        last = now() + timedelta(days=90)
    with frozen(last + timedelta(seconds=1)), refused("too_late", days=90):
        await reopen(town, wish)
    sooner = environment(reopen_within_days="7")
    with sooner, frozen(FRIDAY + timedelta(days=8)), refused("too_late", days=7):
        await reopen(town, wish)
    with frozen(last):
        await reopen(town, wish)


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("clerk", True),
        ("street_clerk", True),
        ("leader", True),
        ("supervisor", True),
        ("other_clerk", False),
        ("collector", False),
        ("member", False),
        ("administrator", False),
        ("nobody", False),
    ],
)
async def test_who_oversees_it_opens_it_at_any_time(town: Town, part: str, may: bool) -> None:
    with frozen(FRIDAY):
        wish = await town.closed()
    with frozen(FRIDAY + timedelta(days=400)):
        if may:
            assert (await reopen(town, wish, part)).stage is Stage.published
            return
        with refused("not_allowed"):
            await reopen(town, wish, part)


async def test_the_wisher_of_another_wish_does_not(town: Town) -> None:
    wish, other = await town.closed(), await town.collected()
    with refused("not_allowed"):
        await reopen(town, wish, wisher_of(other.key))


async def test_purged_contact_data_are_given_again(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.closed()
    with frozen(FRIDAY + timedelta(days=31)):
        await done(purge_contacts)
        for given in ({}, {"name": "王秀英"}, {"phone": RESIDENT_PHONE}):
            with refused("contact_gone"):
                await reopen(town, wish, **given)
        wish = await reopen(town, wish, name="王秀英", phone="13900001111")
        assert not wish.purged
        assert (await done(contact_of, wish)).phone == "13900001111"


async def test_contact_data_that_are_there_are_kept(town: Town) -> None:
    wish = await town.closed()
    wish = await reopen(town, wish, name="别人", phone="13900001111")
    assert (await done(contact_of, wish)).phone == RESIDENT_PHONE


async def test_what_ended_otherwise_is_not_reopened(town: Town) -> None:
    wish = await town.collected()
    await done(withdraw_wish, wish.key, WithdrawForm(), by=wisher_of(wish.key))
    with refused("not_now", stage=Stage.closed):
        await reopen(town, wish)


async def test_what_is_open_is_not_reopened(town: Town) -> None:
    wish = await town.answered()
    with refused("not_now", stage=Stage.answered):
        await reopen(town, wish)


async def test_reopening_needs_a_reason() -> None:
    with pytest.raises(Invalid):
        read(ReopenForm, {"reason": ""})
