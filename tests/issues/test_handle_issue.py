"""Dispatch, accept or object, first contact, more time, reply: an issue in somebody's hands."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import (
    BUREAU,
    MEASURE,
    accepted,
    another_bureau,
    dispatched,
    fresh,
    opened,
    replied,
    reply,
    solve,
)
from wishboard.accounts.roles import Role
from wishboard.core.calendar import add_working_days, explained
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.issues.events import DUTY
from wishboard.issues.forms import SponsorForm
from wishboard.issues.handling.assignments import call_support, dispatch_issue, lead_of
from wishboard.issues.handling.duties import DutyForm, LineForm, remove_duty, set_duty
from wishboard.issues.handling.forms import (
    ContactedForm,
    DecideForm,
    DispatchForm,
    ExtendForm,
    ObjectForm,
    SupportForm,
)
from wishboard.issues.handling.hops import readers
from wishboard.issues.handling.models import Duty
from wishboard.issues.handling.objections import accept_issue, decide_objection, object_to
from wishboard.issues.handling.replies import has_clear_reply, mark_read, replies_to
from wishboard.issues.handling.time import (
    ask_for_time,
    clock_began,
    decide_extension,
    first_contact,
    open_extension,
)
from wishboard.issues.opening import sponsor_issue
from wishboard.issues.stages import IssueKind, IssueStage
from wishboard.supervision.ladder.forms import SendBackForm
from wishboard.supervision.sending_back import send_back
from wishboard.web.desk.issues.picture import issue_picture


async def test_the_clock_starts_at_dispatch(town: Town) -> None:
    issue = await dispatched(town)
    assert issue.stage is IssueStage.dispatched
    assert issue.due_on == add_working_days(today(), 15)
    lead = await done(lead_of, issue)
    assert lead is not None and lead.organization_id == town.organizations[BUREAU].id


@pytest.mark.parametrize(
    ("lines", "responsible"),
    [
        ([("", "", "桐川市委")], "桐川市委"),
        ([("", "", "桐川市委"), ("tidy", "", BUREAU)], BUREAU),
        ([("tidy", "", BUREAU), ("tidy", "柳荫街道", "柳荫街道党工委")], "柳荫街道党工委"),
        ([("tidy", "", BUREAU), ("", "柳荫街道", "柳荫街道党工委")], BUREAU),
        ([("tidy", "柳荫社区", BUREAU), ("", "桐川市", "桐川市委")], "桐川市委"),
    ],
)
async def test_the_nearest_line_of_the_duty_catalogue_holds(
    town: Town, lines: list[tuple[str, str, str]], responsible: str
) -> None:
    async with transaction() as db:
        issue_category = (await opened(town)).category_id
        for category, area, body in lines:
            db.add(
                Duty(
                    category_id=issue_category if category else None,
                    area_id=town.areas[area].id if area else None,
                    organization_id=town.organizations[body].key,
                )
            )
    issue = await opened(town)
    by = await town.viewer("street_clerk")
    lead = await done(dispatch_issue, issue.public_id, DispatchForm(), by=by)
    assert lead.organization_id == town.organizations[responsible].id and lead.by_duty


async def test_every_change_of_the_duty_catalogue_is_written_down(town: Town) -> None:
    by, power = await town.viewer("administrator"), await another_bureau(town)
    bureau = DutyForm(organization=town.organizations[BUREAU].public_id, category="tidy")
    line = await done(set_duty, bureau, by=by)
    await done(set_duty, bureau, by=by)
    await done(set_duty, bureau.model_copy(update={"organization": power.public_id}), by=by)
    await done(remove_duty, LineForm(category="tidy"), by=by)
    history = await done(history_of, DUTY, line.key)
    assert [(event.kind, event.facts["organization"]) for event in history] == [
        ("duty.named", town.organizations[BUREAU].id),
        ("duty.named", power.id),
        ("duty.removed", power.id),
    ]


async def test_without_a_line_a_person_has_to_choose(town: Town) -> None:
    issue = await opened(town)
    with refused("nobody_responsible"):
        await done(
            dispatch_issue, issue.public_id, DispatchForm(), by=await town.viewer("street_clerk")
        )


async def test_an_old_problem_needs_a_leader_who_answers_for_it(town: Town) -> None:
    issue = await opened(town, kind=IssueKind.legacy, since_year=2009)
    form = DispatchForm(organization=town.organizations[BUREAU].public_id)
    by = await town.viewer("street_clerk")
    with refused("sponsor_needed"):
        await done(dispatch_issue, issue.public_id, form, by=by)
    with refused("not_a_leader"):
        nobody = SponsorForm(sponsor=town.people["member"].public_id)
        await done(sponsor_issue, issue.public_id, nobody, by=by)
    leader = SponsorForm(sponsor=town.people["leader"].public_id)
    await done(sponsor_issue, issue.public_id, leader, by=by)
    await done(dispatch_issue, issue.public_id, form, by=by)


@pytest.mark.parametrize("part", ["street_clerk", "supervisor", "leader", "member"])
async def test_only_the_lead_accepts(town: Town, part: str) -> None:
    issue = await dispatched(town)
    with refused("not_allowed"):
        await done(accept_issue, issue.public_id, by=await town.viewer(part))


async def test_an_objection_is_decided_by_a_third_party_and_the_clock_runs_on(town: Town) -> None:
    power = await another_bureau(town)
    issue = await dispatched(town)
    handler = await town.viewer("handler")
    form = ObjectForm(other=power.public_id, reason="线路归电力公司管。")
    await done(object_to, issue.public_id, form, by=handler)
    with refused("objection_stands"):
        await done(accept_issue, issue.public_id, by=handler)
    with refused("objection_stands"):
        await reply(town, issue)
    await town.appoint("street_clerk", Role.handler, body="电力公司")
    with refused("third_party_decides"):
        party = await town.viewer("street_clerk")
        await done(decide_objection, issue.public_id, DecideForm(granted=True), by=party)
    third = await town.viewer("supervisor")
    await done(decide_objection, issue.public_id, DecideForm(granted=True), by=third)
    after = await fresh(issue)
    lead = await done(lead_of, after)
    assert lead is not None and lead.organization_id == power.id
    assert after.due_on == issue.due_on
    again = ObjectForm(other=town.organizations[BUREAU].public_id, reason="不归我们管。")
    with refused("objected_before"):
        await done(object_to, issue.public_id, again, by=await town.viewer("street_clerk"))


async def test_an_objection_comes_within_two_working_days(town: Town) -> None:
    power = await another_bureau(town)
    issue = await dispatched(town)
    form = ObjectForm(other=power.public_id, reason="线路归电力公司管。")
    until = add_working_days(today(), 2)
    with refused("objection_too_late", until=until), frozen(now() + timedelta(days=20)):
        await done(object_to, issue.public_id, form, by=await town.viewer("handler"))


async def test_support_has_one_part(town: Town) -> None:
    issue = await accepted(town)
    form = SupportForm(organization=(await another_bureau(town)).public_id)
    by = await town.viewer("handler")
    await done(call_support, issue.public_id, form, by=by)
    with refused("already_takes_part"):
        await done(call_support, issue.public_id, form, by=by)


async def test_the_first_contact_counts(town: Town) -> None:
    issue = await accepted(town)
    by = await town.viewer("handler")
    await done(first_contact, issue.public_id, ContactedForm(), by=by)
    first = (await fresh(issue)).contacted_at
    await done(first_contact, issue.public_id, ContactedForm(), by=by)
    assert first is not None and (await fresh(issue)).contacted_at == first


async def test_time_is_asked_for_before_it_runs_out_and_granted_by_another(town: Town) -> None:
    issue = await accepted(town)
    assert issue.due_on is not None
    by, clerk = await town.viewer("handler"), await town.viewer("street_clerk")
    form = ExtendForm(until=add_working_days(issue.due_on, 5), reason="灯杆要定制。")
    await done(ask_for_time, issue.public_id, form, by=by)
    assert (await fresh(issue)).due_on == issue.due_on
    with refused("extension_asked"):
        await done(ask_for_time, issue.public_id, form, by=by)
    await done(decide_extension, issue.public_id, DecideForm(granted=True), by=clerk)
    assert (await fresh(issue)).due_on == form.until


async def test_a_request_for_time_ends_when_the_issue_is_solved(town: Town) -> None:
    issue = await replied(town)
    assert issue.due_on is not None
    form = ExtendForm(until=add_working_days(issue.due_on, 5), reason="灯杆要定制。")
    await done(ask_for_time, issue.public_id, form, by=await town.viewer("handler"))
    await solve(town, issue)
    clerk = await town.viewer("street_clerk")
    with refused("issue_not_now"):
        await done(decide_extension, issue.public_id, DecideForm(granted=True), by=clerk)
    supervisor = await town.viewer("supervisor")
    again = SendBackForm(reason="还有两盏灯不亮。")
    back = await done(send_back, issue.public_id, again, by=supervisor)
    assert await done(open_extension, back) is None


async def test_the_days_are_counted_anew_when_it_is_assigned_again(town: Town) -> None:
    issue = await solve(town, await replied(town))
    assert await done(clock_began, issue) == today()
    with frozen(now() + timedelta(days=12)):
        again, supervisor = SendBackForm(reason="还有两盏灯不亮。"), await town.viewer("supervisor")
        back = await done(send_back, issue.public_id, again, by=supervisor)
        picture = await done(issue_picture, back)
        assert picture.began == today()
        assert picture.span.startswith(explained(today(), add_working_days(today(), 15)).sentence())


async def test_no_time_is_asked_for_when_it_is_over_or_out_of_reach(town: Town) -> None:
    issue = await accepted(town)
    assert issue.due_on is not None
    by = await town.viewer("handler")
    saturday = date(2026, 11, 28)
    for until in (issue.due_on, issue.due_on + timedelta(days=400), saturday):
        with refused("later_than_before"):
            form = ExtendForm(until=until, reason="灯杆要定制。")
            await done(ask_for_time, issue.public_id, form, by=by)
    late = ExtendForm(until=add_working_days(issue.due_on, 30), reason="灯杆要定制。")
    with refused("extension_too_late"), frozen(now() + timedelta(days=40)):
        await done(ask_for_time, issue.public_id, late, by=by)


async def test_a_reply_accepts_and_is_read_by_every_wisher(town: Town) -> None:
    wish = await town.collected()
    issue = await dispatched(town, wish)
    await reply(town, issue, measure="")
    issue = await fresh(issue)
    assert issue.stage is IssueStage.accepted
    assert not await done(has_clear_reply, issue)
    await reply(town, issue, measure=MEASURE)
    assert await done(has_clear_reply, issue)
    for _time in range(2):
        await done(mark_read, issue, wish.key)
    newest = (await done(replies_to, issue))[0]
    assert await done(readers, [newest]) == {newest.key: 1}


async def test_the_parts_of_the_story_add_up(town: Town) -> None:
    issue = await replied(town)
    lead = await done(lead_of, issue)
    assert lead is not None and lead.accepted_at is not None and lead.round == 0
