"""Too many noes behind a solved issue, and it goes back to work one rung up."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import accepted, answer, fresh, opened, reply, several, solve, solved
from tests.supervision.climbs import steps_of
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.issues.forms import CloseIssueForm, FollowUpForm, MergeIssueForm
from wishboard.issues.handling.models import Reply
from wishboard.issues.merging import merge_issue
from wishboard.issues.models import Issue
from wishboard.issues.solving import close_issue, follow_up
from wishboard.issues.stages import IssueStage
from wishboard.outcomes.answers import record_silences
from wishboard.supervision.dissatisfaction import weigh_answers
from wishboard.supervision.ladder.forms import SendBackForm
from wishboard.supervision.sending_back import send_back
from wishboard.supervision.tally import Tally
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

NOT_DONE = SendBackForm(reason="现场看过，还有一条路没有亮。")


@pytest.mark.parametrize(
    ("valid", "noes", "back"),
    [
        (2, 1, False),
        (2, 2, True),
        (20, 2, True),
        (21, 2, False),
        (30, 3, True),
        (0, 0, False),
        (100, 12, True),
    ],
)
def test_two_and_a_tenth_are_too_many(valid: int, noes: int, back: bool) -> None:
    assert Tally(valid, noes).too_many(2, 10) is back


async def asked(town: Town, many: int) -> tuple[Issue, list[Wish]]:
    """A solved issue with several wishers behind it who are asked."""
    wishes = await several(town, many)
    return await solved(town, *wishes), wishes


async def test_two_of_four_are_too_many(town: Town) -> None:
    issue, wishes = await asked(town, 4)
    for wish in wishes[:2]:
        await answer(wish, yes=False)
    await answer(wishes[2], yes=True, rating=5)
    assert await weigh_answers() == 0, "somebody is still asked"
    await answer(wishes[3], yes=True, rating=4)
    assert await weigh_answers() == 1
    assert await weigh_answers() == 0
    issue = await fresh(issue)
    assert (issue.stage, issue.rung, issue.round) == (IssueStage.accepted, 1, 1)
    assert issue.due_on is not None and issue.due_on > today()
    assert await steps_of(issue) == [(1, "blue", "dissatisfied")]
    stages = [(await town.fresh(wish)).stage for wish in wishes]
    assert stages == [Stage.raised, Stage.raised, Stage.closed, Stage.closed]


async def test_done_but_poorly_counts_and_is_asked_again(town: Town) -> None:
    issue, wishes = await asked(town, 3)
    await answer(wishes[0], yes=False)
    await answer(wishes[1], yes=True, rating=2)
    await answer(wishes[2], yes=True, rating=3)
    assert await weigh_answers() == 1
    poor = await town.fresh(wishes[1])
    assert (poor.stage, poor.due_on) == (Stage.raised, None)
    await reply(town, issue)
    await solve(town, await fresh(issue))
    for wish in wishes[:2]:
        assert (await town.fresh(wish)).stage is Stage.delivered
        await answer(wish, yes=True, rating=5)
    assert await weigh_answers() == 0
    assert (await fresh(issue)).rung == 1


async def test_closing_is_not_quicker_than_the_clock(town: Town) -> None:
    issue, wishes = await asked(town, 3)
    for wish in wishes:
        await answer(wish, yes=True, rating=1)
    clerk = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=10), by=clerk)
    assert await weigh_answers() == 1
    assert (await fresh(issue)).stage is IssueStage.accepted


async def test_what_was_closed_long_ago_rests(town: Town) -> None:
    issue, wishes = await asked(town, 3)
    for wish in wishes:
        await answer(wish, yes=True, rating=1)
    clerk = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=10), by=clerk)
    with frozen(now() + timedelta(days=3)):
        assert await weigh_answers() == 0


async def test_the_second_time_is_another_rung(town: Town) -> None:
    issue, wishes = await asked(town, 2)
    for rung in (1, 2):
        for wish in wishes:
            await answer(wish, yes=False)
        assert await weigh_answers() == 1
        assert (await fresh(issue)).rung == rung
        await reply(town, issue)
        issue = await solve(town, await fresh(issue))
    for wish in wishes:
        await answer(wish, yes=True)
    assert await weigh_answers() == 0
    assert [cause for _rung, _colour, cause in await steps_of(issue)] == ["dissatisfied"] * 2


async def test_a_single_no_is_a_follow_up_with_a_date(town: Town) -> None:
    issue, wishes = await asked(town, 3)
    await answer(wishes[0], yes=False)
    for wish in wishes[1:]:
        await answer(wish, yes=True)
    assert await weigh_answers() == 0
    lonely = await town.fresh(wishes[0])
    assert lonely.stage is Stage.raised and lonely.due_on is not None
    form = FollowUpForm(done="单独为您家门口加装了一盏灯。")
    handler = await town.viewer("handler")
    await done(follow_up, issue.public_id, lonely.public_id, form, by=handler)
    await answer(lonely, yes=True)
    assert await weigh_answers() == 0
    assert (await fresh(issue)).stage is IssueStage.solved


async def test_silence_says_nothing(town: Town) -> None:
    issue, wishes = await asked(town, 3)
    await answer(wishes[0], yes=False)
    with frozen(now().replace(year=now().year + 1)):
        await record_silences()
        assert await weigh_answers() == 0
    assert (await fresh(issue)).stage is IssueStage.solved


async def test_without_a_measure_it_goes_back(town: Town) -> None:
    issue, wishes = await asked(town, 1)
    await answer(wishes[0], yes=True)
    assert await weigh_answers() == 0
    async with transaction() as db:
        await db.execute(update(Reply).values(clear=False))
    assert await weigh_answers() == 1
    assert await steps_of(issue) == [(1, "blue", "no_measure")]


@pytest.mark.parametrize("part", ["supervisor", "leader"])
async def test_a_supervisor_or_leader_sends_back_what_is_not_done(town: Town, part: str) -> None:
    issue = await solved(town)
    await done(send_back, issue.public_id, NOT_DONE, by=await town.viewer(part))
    issue = await fresh(issue)
    assert (issue.stage, issue.rung) == (IssueStage.accepted, 1)
    assert await steps_of(issue) == [(1, "blue", "sent_back")]


async def test_a_closed_issue_is_sent_back_too(town: Town) -> None:
    issue, wishes = await asked(town, 1)
    await answer(wishes[0], yes=True, rating=1)
    clerk = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=10), by=clerk)
    await done(send_back, issue.public_id, NOT_DONE, by=await town.viewer("supervisor"))
    assert (await fresh(issue)).confirmed is None
    assert (await town.fresh(wishes[0])).stage is Stage.raised


@pytest.mark.parametrize("part", ["street_clerk", "handler", "administrator"])
async def test_nobody_else_sends_back(town: Town, part: str) -> None:
    issue = await solved(town)
    with refused("not_allowed"):
        await done(send_back, issue.public_id, NOT_DONE, by=await town.viewer(part))


async def test_what_was_never_solved_is_not_sent_back(town: Town) -> None:
    issue, other = await accepted(town), await opened(town)
    into = MergeIssueForm(into=issue.public_id)
    await done(merge_issue, other.public_id, into, by=await town.viewer("street_clerk"))
    for one in (issue, other):
        with refused("nothing_to_send_back"):
            await done(send_back, one.public_id, NOT_DONE, by=await town.viewer("supervisor"))
