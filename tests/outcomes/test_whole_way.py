"""A wish goes its whole way through all seven steps."""

from sqlmodel import select

from tests.cast import Town, signed_in
from wishboard.accounts.viewer import wisher_of
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.forms import AnswerForm
from wishboard.outcomes.queries import outcome_of
from wishboard.quotas.models import Credit
from wishboard.wishes.stages import Ending, Stage


async def test_a_confirmed_wish_closes_by_itself_and_credits_the_member(town: Town) -> None:
    wish = await town.delivered("member")
    async with transaction() as db:
        form = AnswerForm(done=True, rating=5, words="谢谢")
        await answer_wish(db, wish.key, form, by=wisher_of(wish.key))
    wish = await town.fresh(wish)
    assert (wish.stage, wish.ending) == (Stage.closed, Ending.fulfilled)
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        written = (await db.exec(select(Credit))).all()
        kinds = [event.kind for event in await history_of(db, "wish", wish.key)]
    assert outcome is not None
    assert outcome.confirmed == outcome.reported == 1
    assert [(row.holder, row.holder_id) for row in written] == [
        ("person", town.people["member"].id)
    ]
    assert kinds == [
        "wish.collected",
        "wish.registered",
        "wish.published",
        "claim.made",
        "outcome.delivered",
        "outcome.confirmed",
        "outcome.closed",
    ]


async def test_a_flagged_answer_waits_for_the_keeper(town: Town) -> None:
    wish = await town.answered()
    assert wish.stage is Stage.answered
    wish = await town.closed()
    assert wish.ending is Ending.fulfilled


async def test_the_sign_in_page_opens(town: Town) -> None:
    async with signed_in(town) as browser:
        assert (await browser.get("/sign-in")).status_code == 200
