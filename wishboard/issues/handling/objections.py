"""Accept or object: a first receiver has two working days, and a third party decides."""

from datetime import date, datetime

from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.trees import organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.assignments import acts_for, give_lead, hold_led
from wishboard.issues.handling.forms import DecideForm, ObjectForm
from wishboard.issues.handling.models import Assignment, Objection
from wishboard.issues.lifecycle import IssueDeed, advance_issue, issue_must
from wishboard.issues.models import Issue
from wishboard.issues.queries import hold_coordinated
from wishboard.issues.refusals import (
    IssueNotNow,
    NotYourself,
    ObjectedBefore,
    ObjectionStands,
    ObjectionTooLate,
    ThirdPartyDecides,
)
from wishboard.issues.stages import IN_HAND, IssueStage

OBJECT_WITHIN = 2
"""Working days after dispatch in which the first receiver may object."""


async def accept_issue(db: AsyncSession, issue_id: str, *, by: Viewer) -> Assignment:
    """Take an issue into hand, as the lead. Raises ObjectionStands."""
    issue, lead = await hold_led(db, issue_id, by=by)
    issue_must(issue, IssueDeed.accept)
    if await open_objection(db, issue):
        raise ObjectionStands
    lead.accepted_at = now()
    advance_issue(issue, IssueDeed.accept, IssueStage.accepted)
    await record(
        db, IssueEvent.accepted, SUBJECT, issue.key, by=by, organization=lead.organization_id
    )
    return lead


async def object_to(db: AsyncSession, issue_id: str, form: ObjectForm, *, by: Viewer) -> Objection:
    """Say which other body is responsible, and why; the clock runs on from dispatch.

    Raises ObjectionTooLate, ObjectedBefore, ObjectionStands, NotYourself.
    """
    issue, lead = await hold_led(db, issue_id, by=by)
    await must_be_objectable(db, issue, lead)
    other = await organization_with(db, form.other)
    if other.id == lead.organization_id:
        raise NotYourself
    objection = Objection(
        assignment_id=lead.key,
        issue_id=issue.key,
        other_id=other.key,
        reason=form.reason,
        by_id=by.person_id,
    )
    db.add(objection)
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.objected, SUBJECT, issue.key, by=by, objection=objection.key)
    return objection


async def must_be_objectable(db: AsyncSession, issue: Issue, lead: Assignment) -> None:
    """Raises ObjectionStands, ObjectedBefore, ObjectionTooLate, IssueNotNow."""
    issue_must(issue, IssueDeed.object)
    if await open_objection(db, issue):
        raise ObjectionStands
    if await objections_to(db, issue):
        raise ObjectedBefore
    until = object_until(lead.dispatched_at)
    if today() > until:
        raise ObjectionTooLate(until=until)


def object_until(dispatched_at: datetime) -> date:
    """The last day on which the first receiver may object."""
    return add_working_days(city_date(dispatched_at), OBJECT_WITHIN)


async def decide_objection(
    db: AsyncSession, issue_id: str, form: DecideForm, *, by: Viewer
) -> Objection:
    """Decide an objection, as somebody of neither organization: the other body leads, or stays.

    Raises ThirdPartyDecides, IssueNotNow without an objection or once the issue has moved on.
    """
    issue = await hold_coordinated(db, issue_id, by=by)
    objection = await open_objection(db, issue)
    if objection is None or issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    await must_be_third(db, objection, by=by)
    objection.upheld, objection.words = form.granted, form.words
    objection.decided_by_id, objection.decided_at = by.person_id, now()
    if form.granted:
        body = await db.get_one(Organization, objection.other_id)
        await give_lead(db, issue, body, by=by)
    issue.version += 1
    await db.flush()
    await record(
        db, IssueEvent.objection_decided, SUBJECT, issue.key, by=by, objection=objection.key
    )
    return objection


async def must_be_third(db: AsyncSession, objection: Objection, *, by: Viewer) -> None:
    """Whoever decides belongs to neither organization. Raises ThirdPartyDecides."""
    objecting = await db.get_one(Assignment, objection.assignment_id)
    for party in (objecting.organization_id, objection.other_id):
        if await acts_for(db, party, by) or party in by.member_of:
            raise ThirdPartyDecides


async def open_objection(db: AsyncSession, issue: Issue) -> Objection | None:
    """The objection that somebody has to decide."""
    return next((one for one in await objections_to(db, issue) if one.upheld is None), None)


async def objections_to(db: AsyncSession, issue: Issue) -> list[Objection]:
    """Everything that was objected, oldest first."""
    found = await db.exec(
        select(Objection).where(Objection.issue_id == issue.id).order_by(col(Objection.id))
    )
    return list(found.all())
