"""Old problems: looked at every year in public words, and never closed in silence."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import BUREAU, dispatched, fresh, opened, reply, solve, solved
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm, LegacyForm, SponsorForm
from wishboard.issues.handling.assignments import dispatch_issue
from wishboard.issues.handling.forms import DispatchForm
from wishboard.issues.legacy.commands import ask_for_reviews, review_legacy, year_after
from wishboard.issues.legacy.forms import ReviewForm
from wishboard.issues.models import Issue
from wishboard.issues.opening import describe_legacy, sponsor_issue
from wishboard.issues.queries import hold_issue
from wishboard.issues.solving import close_issue, decline_issue
from wishboard.issues.stages import IssueKind, IssueStage

WHERE_IT_STANDS = "产权已经查清，正在和开发商谈移交。"


async def old(town: Town) -> Issue:
    """An old problem whose sponsor is the leader."""
    sponsor = town.people["leader"].public_id
    return await opened(town, kind="legacy", since_year=2009, sponsor=sponsor)


async def review(town: Town, issue: Issue, by: str = "leader", **fields: object) -> None:
    form = ReviewForm.model_validate({"words": WHERE_IT_STANDS} | fields)
    await done(review_legacy, issue.public_id, form, by=await town.viewer(by))


async def solved_old(town: Town, issue: Issue | None = None) -> Issue:
    """An old problem that the bureau reports as solved."""
    issue = issue or await old(town)
    form = DispatchForm(organization=town.organizations[BUREAU].public_id)
    await done(dispatch_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    await reply(town, issue)
    return await solve(town, issue)


async def kinds(issue: Issue) -> list[str]:
    return [event.kind for event in await done(history_of, "issue", issue.key)]


async def test_an_old_problem_is_looked_at_after_a_year(town: Town) -> None:
    assert (await old(town)).review_on == year_after(today())
    assert (await opened(town)).review_on is None


async def test_what_turns_out_to_be_old_is_looked_at_too(town: Town) -> None:
    issue = await opened(town)
    form = LegacyForm(since_year=2011, blocking="产权不清")
    await done(describe_legacy, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert (await fresh(issue)).review_on == year_after(today())
    assert (await kinds(issue))[-1] == "issue.described"


async def test_what_a_body_has_in_hand_becomes_old_with_a_leader(town: Town) -> None:
    issue, clerk = await dispatched(town), await town.viewer("street_clerk")
    with refused("sponsor_needed"):
        await done(describe_legacy, issue.public_id, LegacyForm(since_year=2011), by=clerk)
    leader = SponsorForm(sponsor=town.people["leader"].public_id)
    await done(sponsor_issue, issue.public_id, leader, by=clerk)
    with refused("tells_too_much"):
        told = LegacyForm(blocking="业主13812345678不同意。")
        await done(describe_legacy, issue.public_id, told, by=clerk)
    await done(describe_legacy, issue.public_id, LegacyForm(since_year=2011), by=clerk)
    assert (await fresh(issue)).kind is IssueKind.legacy


async def test_what_is_over_is_not_described_or_sponsored_anew(town: Town) -> None:
    issue, clerk = await opened(town), await town.viewer("street_clerk")
    no = DeclineIssueForm(reason="decline_other", explanation="已列入明年改造计划。")
    await done(decline_issue, issue.public_id, no, by=clerk)
    with refused("issue_not_now"):
        await done(describe_legacy, issue.public_id, LegacyForm(since_year=2011), by=clerk)
    with refused("issue_not_now"):
        leader = SponsorForm(sponsor=town.people["leader"].public_id)
        await done(sponsor_issue, issue.public_id, leader, by=clerk)


@pytest.mark.parametrize("part", ["leader", "street_clerk", "supervisor"])
async def test_a_review_sets_the_next_one(town: Town, part: str) -> None:
    issue = await old(town)
    await review(town, issue, part, next_on=today() + timedelta(days=90))
    assert (await fresh(issue)).review_on == today() + timedelta(days=90)
    await review(town, issue, part)
    assert (await fresh(issue)).review_on == year_after(today())


@pytest.mark.parametrize("days", [0, 400])
async def test_the_next_look_is_within_a_year(town: Town, days: int) -> None:
    with refused("within_a_year"):
        await review(town, await old(town), next_on=today() + timedelta(days=days))


async def test_only_who_answers_for_it_reviews_it(town: Town) -> None:
    issue = await old(town)
    for part in ("handler", "other_clerk", "member"):
        with refused("not_allowed"):
            await review(town, issue, part)


async def test_other_problems_are_not_reviewed(town: Town) -> None:
    with refused("not_legacy"):
        await review(town, await opened(town))


async def test_a_review_names_nobody(town: Town) -> None:
    with refused("tells_too_much"):
        await review(town, await old(town), words="已联系13812345678。")


async def test_the_clock_asks_once_for_each_look(town: Town) -> None:
    issue = await old(town)
    with frozen(year_after(today())):
        assert await done(ask_for_reviews) == 1
        assert await done(ask_for_reviews) == 0
        await review(town, issue)
        assert await done(ask_for_reviews) == 0
    with frozen(year_after(year_after(today()))):
        assert await done(ask_for_reviews) == 1
    assert (await kinds(issue)).count("issue.review_due") == 2


async def test_an_old_problem_without_a_day_gets_one(town: Town) -> None:
    issue = await old(town)
    async with transaction() as db:
        (await hold_issue(db, issue.key)).review_on = None
    assert await done(ask_for_reviews) == 1
    assert (await fresh(issue)).review_on == year_after(today())
    assert "issue.review_due" not in await kinds(issue)


async def test_it_is_not_closed_in_silence(town: Town) -> None:
    issue = await solved_old(town)
    by = await town.viewer("street_clerk")
    with refused("closing_word_needed"):
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=9), by=by)
    form = CloseIssueForm(confirmed=9, words="十五年的断头路，今年通车了。")
    closed = await done(close_issue, issue.public_id, form, by=by)
    assert closed.stage is IssueStage.closed and closed.review_on is None


async def test_a_review_after_it_was_solved_is_a_last_word_too(town: Town) -> None:
    issue = await solved_old(town)
    await review(town, issue)
    by = await town.viewer("street_clerk")
    closed = await done(close_issue, issue.public_id, CloseIssueForm(confirmed=9), by=by)
    assert closed.stage is IssueStage.closed


async def test_a_review_before_it_was_solved_is_none(town: Town) -> None:
    with frozen(today() - timedelta(days=30)):
        issue = await old(town)
        await review(town, issue)
    issue = await solved_old(town, issue)
    with refused("closing_word_needed"):
        by = await town.viewer("street_clerk")
        await done(close_issue, issue.public_id, CloseIssueForm(confirmed=9), by=by)


async def test_other_problems_are_closed_without_a_word(town: Town) -> None:
    issue, by = await solved(town), await town.viewer("street_clerk")
    closed = await done(close_issue, issue.public_id, CloseIssueForm(confirmed=9), by=by)
    assert closed.stage is IssueStage.closed


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 22), date(2027, 11, 22)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_year_later(day: date, later: date) -> None:
    assert year_after(day) == later
