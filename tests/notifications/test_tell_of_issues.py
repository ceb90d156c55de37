"""Everybody who has a part in an issue is told what happens to it, and is led to its page."""

from collections.abc import Awaitable

import pytest
from sqlalchemy import event

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import (
    BUREAU,
    accepted,
    answer,
    dispatched,
    opened,
    replied,
    several,
    solve,
    solved,
)
from tests.notifications.told import hush, told
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import CLOCK, NOBODY
from wishboard.core.calendar import add_working_days
from wishboard.core.database import engine, transaction
from wishboard.events.history import record, untold
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.forms import CloseIssueForm, JoinForm, SponsorForm
from wishboard.issues.handling.assignments import call_support
from wishboard.issues.handling.forms import DecideForm, ExtendForm, ObjectForm, SupportForm
from wishboard.issues.handling.objections import decide_objection, object_to
from wishboard.issues.handling.time import ask_for_time, decide_extension
from wishboard.issues.joining import join_issue
from wishboard.issues.models import Issue
from wishboard.issues.opening import sponsor_issue
from wishboard.issues.solving import close_issue
from wishboard.notifications.queries import notices_of
from wishboard.notifications.recipients import recipients


async def after(town: Town, deed: Awaitable[object]) -> dict[tuple[str, str], int]:
    """Who is told of what a deed did."""
    await hush(town)
    await deed
    return dict(await told(town))


async def support(town: Town, issue: Issue, part: str = "stranger") -> None:
    """Have the volunteer team support, for which somebody handles issues."""
    await town.appoint(part, Role.handler, body="暖阳志愿队")
    form = SupportForm(organization=town.organizations["暖阳志愿队"].public_id)
    await done(call_support, issue.public_id, form, by=await town.viewer("street_clerk"))


async def test_the_body_responsible_is_told_that_it_has_the_issue(town: Town) -> None:
    await dispatched(town)
    assert (await told(town))["issue.dispatched", "handler"] == 1


async def test_the_coordinator_is_told_that_it_was_accepted(town: Town) -> None:
    issue = await accepted(town)
    found = await told(town)
    assert found["issue.accepted", "street_clerk"] == 1
    assert found["issue.accepted", "handler"] == 0
    (notice, *_more) = await done(notices_of, town.people["street_clerk"].key)
    assert (notice.title, notice.path) == (issue.title, f"/desk/issues/{issue.public_id}")
    assert notice.line.who == "马骏（城市管理局）"


async def test_an_objection_goes_to_the_coordinator_and_its_decision_to_both_bodies(
    town: Town,
) -> None:
    issue = await dispatched(town)
    await town.appoint("stranger", Role.handler, body="暖阳志愿队")
    other = town.organizations["暖阳志愿队"].public_id
    form = ObjectForm(other=other, reason="路灯归志愿队。")
    handler, clerk = await town.viewer("handler"), await town.viewer("street_clerk")
    found = await after(town, done(object_to, issue.public_id, form, by=handler))
    assert found == {("issue.objected", "street_clerk"): 1}
    decided = done(decide_objection, issue.public_id, DecideForm(granted=True), by=clerk)
    assert await after(town, decided) == {
        ("issue.objection_decided", "handler"): 1,
        ("issue.objection_decided", "stranger"): 1,
    }


async def test_who_supports_is_told_of_it_and_of_the_end(town: Town) -> None:
    issue = await replied(town)
    assert await after(town, support(town, issue)) == {
        ("issue.supported", "stranger"): 1,
        ("issue.supported", "handler"): 1,
    }
    found = await after(town, solve(town, issue))
    assert found == {
        ("issue.solved", "stranger"): 1,
        ("issue.solved", "street_clerk"): 1,
        ("issue.solved", "supervisor"): 1,
    }


async def test_more_time_is_asked_above_and_answered_below(town: Town) -> None:
    issue = await accepted(town)
    assert issue.due_on
    form = ExtendForm(until=add_working_days(issue.due_on, 5), reason="灯杆还在路上。")
    asked = done(ask_for_time, issue.public_id, form, by=await town.viewer("handler"))
    assert await after(town, asked) == {("issue.extension_asked", "street_clerk"): 1}
    clerk = await town.viewer("street_clerk")
    decided = done(decide_extension, issue.public_id, DecideForm(granted=True), by=clerk)
    assert await after(town, decided) == {("issue.extension_decided", "handler"): 1}


async def test_the_sponsor_is_told_of_the_issue_and_of_its_way(town: Town) -> None:
    issue = await opened(town)
    form = SponsorForm(sponsor=town.people["leader"].public_id)
    clerk = await town.viewer("street_clerk")
    sponsored = done(sponsor_issue, issue.public_id, form, by=clerk)
    assert await after(town, sponsored) == {("issue.sponsored", "leader"): 1}


async def test_a_day_of_joiners_is_one_notice_that_leads_to_the_issue(town: Town) -> None:
    issue = await accepted(town)
    await hush(town)
    for number in range(3):
        form = JoinForm(name="李四", phone=f"1371234000{number}", may_contact=True)
        await done(join_issue, issue.public_id, form, by=NOBODY)
        assert (await told(town))["issue.joined", "handler"] == 1
    (notice,) = await done(notices_of, town.people["handler"].key)
    assert (notice.path, notice.line.facts["times"]) == (f"/desk/issues/{issue.public_id}", 3)


async def test_the_collector_is_told_what_becomes_of_what_they_filed(town: Town) -> None:
    wish = await town.collected(by="collector")
    issue = await solved(town, wish)
    found = await told(town)
    assert found["raised.sent_up", "collector"] == found["raised.delivered", "collector"] == 1
    await answer(wish, yes=True, rating=5)
    form = CloseIssueForm(confirmed=1200)
    closed = done(close_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert await after(town, closed) == {("issue.closed", "handler"): 1}


async def test_a_claimer_is_told_that_the_wish_belongs_to_an_issue(town: Town) -> None:
    wish, _claim = await town.claimed()
    assert await after(town, opened(town, wish)) == {
        ("raised.linked", "member"): 1,
        ("raised.linked", "clerk"): 1,
    }


async def test_a_named_body_is_told_through_its_handlers(town: Town) -> None:
    issue = await dispatched(town)
    await town.appoint("stranger", Role.handler, body="暖阳志愿队")
    await hush(town)
    both = [town.organizations[name].key for name in (BUREAU, "暖阳志愿队")]
    async with transaction() as db:
        kind = IssueEvent.whistled
        await record(db, kind, SUBJECT, issue.key, by=CLOCK, organizations=both)
    assert dict(await told(town)) == {
        ("issue.whistled", part): 1 for part in ("handler", "stranger", "street_clerk")
    }


@pytest.mark.parametrize("many", [1, 5])
async def test_finding_the_people_takes_as_many_queries_for_one_as_for_many(
    town: Town, many: int
) -> None:
    await hush(town)
    for _number in range(many):
        await replied(town, *await several(town, 1))
    sent: list[str] = []

    def note(*given: object) -> None:
        sent.append(str(given[2]))

    async with transaction() as db:
        events = await untold(db)
        event.listen(engine().sync_engine, "before_cursor_execute", note)
        assert await recipients(db, events)
    assert len(sent) <= 9
