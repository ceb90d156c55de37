"""Solved: every wisher is asked and answers for themselves; it is counted once."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import (
    accepted,
    answer,
    fresh,
    opened,
    replied,
    reply,
    several,
    solve,
    solved,
)
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm, FollowUpForm, SolveForm
from wishboard.issues.queries import hold_issue
from wishboard.issues.solving import (
    assign_again,
    close_issue,
    decline_issue,
    follow_up,
    solve_issue,
)
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.outcomes.answers import record_silences
from wishboard.outcomes.queries import outcome_of
from wishboard.quotas.ledger import total_in
from wishboard.quotas.models import Holder
from wishboard.wishes.stages import Ending, Stage


async def test_without_a_clear_measure_nothing_is_solved(town: Town) -> None:
    issue = await accepted(town)
    form = SolveForm(result="已经完成。", reported=5)
    with refused("no_clear_measure"):
        await done(solve_issue, issue.public_id, form, by=await town.viewer("handler"))


async def test_every_wisher_is_asked_and_a_claimed_wish_goes_its_own_way(town: Town) -> None:
    wishes = await several(town, 3)
    claimed, _claim = await town.claimed()
    await solved(town, *wishes, claimed)
    assert [(await town.fresh(wish)).stage for wish in wishes] == [Stage.delivered] * 3
    assert (await town.fresh(claimed)).stage is Stage.claimed


async def test_a_promise_is_not_followed_up_by_the_body(town: Town) -> None:
    wish, _claim = await town.claimed()
    issue = await solved(town, wish)
    form, handler = FollowUpForm(done="又装了一盏灯。"), await town.viewer("handler")
    with refused("not_now"):
        await done(follow_up, issue.public_id, wish.public_id, form, by=handler)
    assert (await town.fresh(wish)).stage is Stage.claimed


async def test_what_is_public_names_nobody(town: Town) -> None:
    issue, handler = await replied(town), await town.viewer("handler")
    with refused("tells_too_much"):
        await reply(town, issue, measure="9月30日前更换，找13812345678。")
    with refused("tells_too_much"):
        told = SolveForm(result="已为13812345678的住户装灯。", reported=5)
        await done(solve_issue, issue.public_id, told, by=handler)


async def test_the_wishes_add_nobody_to_the_issues_own_figure(town: Town) -> None:
    wishes = await several(town, 2)
    issue = await solved(town, *wishes)
    for wish in wishes:
        await answer(wish, yes=True, rating=5)
        after = await town.fresh(wish)
        assert after.ending is Ending.fulfilled
        outcome = await done(outcome_of, after)
        assert outcome is not None and (outcome.reported, outcome.confirmed) == (0, 0)
    by = await town.viewer("street_clerk")
    closed = await done(close_issue, issue.public_id, CloseIssueForm(confirmed=900), by=by)
    assert (closed.reported, closed.confirmed, closed.ending) == (1200, 900, IssueEnding.solved)


async def test_the_lead_is_credited_once_and_loses_it_when_it_is_not_done(town: Town) -> None:
    bureau, year = town.organizations["城市管理局"].key, today().year
    issue = await solved(town)
    by = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=by)
    assert await done(total_in, Holder.organization, bureau, year) == 1
    async with transaction() as db:
        held = await hold_issue(db, issue.key)
        await assign_again(db, held, by=CLOCK, cause="by_hand")
    assert await done(total_in, Holder.organization, bureau, year) == 0
    again = await fresh(issue)
    assert (again.stage, again.round, again.confirmed) == (IssueStage.accepted, 1, None)


async def test_nobody_closes_before_every_wisher_is_heard(town: Town) -> None:
    yes, no = await several(town, 2)
    issue = await solved(town, yes, no)
    by = await town.viewer("street_clerk")
    with refused("not_everybody_heard", count=2):
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=by)
    await answer(yes, yes=True)
    await answer(no, yes=False)
    assert (await town.fresh(no)).stage is Stage.raised
    with refused("not_everybody_heard", count=1):
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=by)
    handler, told = await town.viewer("handler"), FollowUpForm(done="当天补装了门口那盏灯。")
    await done(follow_up, issue.public_id, no.public_id, told, by=handler)
    await answer(no, yes=True)
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=by)


async def test_who_stays_silent_does_not_hold_the_issue_up(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await solved(town, wish)
    with frozen(now() + timedelta(days=30)):
        assert await record_silences() == 1
        by = await town.viewer("street_clerk")
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=7), by=by)
    assert (await town.fresh(wish)).ending is Ending.unconfirmed


async def test_a_wish_of_another_issue_gets_no_follow_up(town: Town) -> None:
    issue, stranger = await solved(town), await town.collected(phone="13900002222")
    await opened(town, stranger)
    with refused("not_behind"):
        told = FollowUpForm(done="已处理。门口的灯修好了")
        by = await town.viewer("handler")
        await done(follow_up, issue.public_id, stranger.public_id, told, by=by)


async def test_the_body_that_handled_it_does_not_close_it(town: Town) -> None:
    issue = await solved(town)
    with refused("not_allowed"):
        handler = await town.viewer("handler")
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=handler)
    await town.appoint("street_clerk", Role.handler, body="城市管理局")
    with refused("own_issue"):
        by = await town.viewer("street_clerk")
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=1), by=by)


async def test_assigned_again_it_needs_a_reply_anew_and_asks_only_the_others(town: Town) -> None:
    yes, no = await several(town, 2)
    issue = await solved(town, yes, no)
    await answer(yes, yes=True)
    await answer(no, yes=False)
    async with transaction() as db:
        held = await hold_issue(db, issue.key)
        await assign_again(db, held, by=CLOCK, cause="dissatisfied")
    issue = await fresh(issue)
    with refused("no_clear_measure"):
        await solve(town, issue)
    await reply(town, issue)
    await solve(town, issue)
    assert (await town.fresh(yes)).stage is Stage.closed
    assert (await town.fresh(no)).stage is Stage.delivered


@pytest.mark.parametrize("at", [opened, accepted, replied])
async def test_what_is_declined_is_explained_to_every_wisher(town: Town, at: object) -> None:
    wish, (claimed, _claim) = await town.collected(), await town.claimed()
    issue = await at(town, wish, claimed)  # type: ignore[operator]
    form = DeclineIssueForm(
        reason="decline_other", explanation="这条路属于在建工程，由建设单位负责。"
    )
    by = await town.viewer("street_clerk")
    declined = await done(decline_issue, issue.public_id, form, by=by)
    assert declined.ending is IssueEnding.declined
    assert (await town.fresh(wish)).ending is Ending.declined
    assert (await town.fresh(claimed)).stage is Stage.claimed
