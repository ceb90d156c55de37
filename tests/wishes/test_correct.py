"""What was registered is put right before anybody has promised anything on it."""

from typing import Any

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, refused
from wishboard.core.database import transaction
from wishboard.wishes.commands import approve_worth, publish_wish
from wishboard.wishes.corrections import correct_wish, record_consent
from wishboard.wishes.forms import RegisterForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane, Stage

FILLED = {
    "title": "想要一盏台灯",
    "summary": "孩子写作业看不清。",
    "category": "study",
    "worth": 80,
}


async def correct(town: Town, wish: Wish, by: str = "clerk", **fields: Any) -> Wish:
    form = RegisterForm.model_validate(FILLED | fields)
    return await done(correct_wish, wish.key, form, by=await town.viewer(by))


@pytest.mark.parametrize("stage", ["registered", "published"])
async def test_words_and_measure_are_put_right(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    version = wish.version
    wish = await correct(town, wish, title="想要两盏台灯", places=2, expected=4)
    assert (wish.title, wish.places, wish.expected) == ("想要两盏台灯", 2, 4)
    assert (wish.stage, wish.version) == (Stage(stage), version + 1)
    assert (await events_of(wish))[-1].kind == "wish.corrected"


@pytest.mark.parametrize("stage", ["collected", "claimed", "delivered", "closed"])
async def test_at_other_stages_the_words_stand(town: Town, stage: str) -> None:
    made = await getattr(town, stage)()
    wish = made if isinstance(made, Wish) else made[0]
    with refused("not_now", stage=Stage(stage)):
        await correct(town, wish)


@pytest.mark.parametrize("part", ["other_clerk", "collector", "member", "leader", "nobody"])
async def test_only_the_keeper_puts_it_right(town: Town, part: str) -> None:
    with refused("not_allowed"):
        await correct(town, await town.registered(), part)


async def test_what_registration_refuses_is_refused_here_too(town: Town) -> None:
    wish = await town.registered()
    with refused("tells_too_much"):
        await correct(town, wish, summary="请打13800001111")
    with refused("two_for_minors"):
        await correct(town, wish, risks=["minors"])
    with refused("no_such_category"):
        await correct(town, wish, category="unheard-of")


async def test_what_is_on_the_board_stays_individual(town: Town) -> None:
    assert (await correct(town, await town.registered(), lane="shared")).lane is Lane.shared
    with refused("not_individual"):
        await correct(town, await town.published(), lane="shared")


async def test_an_approval_holds_for_the_worth_it_was_given_for(town: Town) -> None:
    wish = await town.registered(worth=500)
    street_clerk, clerk = await town.viewer("street_clerk"), await town.viewer("clerk")
    await done(approve_worth, wish.key, by=street_clerk)
    assert (await correct(town, wish, worth=450)).approved_by_id
    await correct(town, wish, worth=900)
    with refused("above_the_cap", worth=900):
        await done(publish_wish, wish.key, by=clerk)


async def test_a_dear_wish_does_not_slip_onto_the_board_by_a_correction(town: Town) -> None:
    wish = await town.published()
    with refused("above_the_cap", worth=5000, cap=300):
        await correct(town, wish, worth=5000)
    assert (await town.fresh(wish)).worth == 80


async def test_a_consent_asked_for_later_is_written_down(town: Town) -> None:
    wish = await town.registered()
    async with transaction() as db:
        wish.may_publish = False
        db.add(wish)
    for part in ("other_clerk", "member", "nobody"):
        with refused("not_allowed"):
            await done(record_consent, wish.key, by=await town.viewer(part))
    clerk = await town.viewer("clerk")
    assert (await done(record_consent, wish.key, by=clerk)).may_publish
    assert (await events_of(wish))[-1].facts == {"purpose": "publish"}
    assert (await done(publish_wish, wish.key, by=clerk)).stage is Stage.published


async def test_a_closed_wish_needs_no_consent(town: Town) -> None:
    with refused("not_now", stage=Stage.closed):
        await done(record_consent, (await town.closed()).key, by=await town.viewer("clerk"))
