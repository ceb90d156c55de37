"""Dispatch: an issue goes straight to the body responsible, and support is called in."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import ancestry, organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.models import Category
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.forms import DispatchForm, SupportForm
from wishboard.issues.handling.models import Assignment, Duty
from wishboard.issues.lifecycle import IssueDeed, advance_issue, issue_must
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates, hold_coordinated, hold_issue
from wishboard.issues.refusals import (
    AlreadyTakesPart,
    IssueNotNow,
    NobodyResponsible,
    SponsorNeeded,
)
from wishboard.issues.stages import IN_HAND, IssueKind, IssueStage, Part


async def dispatch_issue(
    db: AsyncSession, issue_id: str | int, form: DispatchForm, *, by: Viewer
) -> Assignment:
    """Put an issue into the hands of the body responsible; its clock starts now.

    Without a named organization the duty catalogue says who it is. Raises SponsorNeeded for a
    legacy problem without a leader, NobodyResponsible when the catalogue names nobody.
    """
    issue = await hold_coordinated(db, issue_id, by=by)
    must_be_dispatchable(issue)
    duty = await responsible_for(db, issue)
    body = await organization_with(db, form.organization) if form.organization else duty
    if body is None:
        raise NobodyResponsible
    by_duty = duty is not None and duty.id == body.id
    assignment = await give_lead(db, issue, body, by=by, by_duty=by_duty)
    issue.days = form.days
    issue.due_on = add_working_days(today(), form.days)
    advance_issue(issue, IssueDeed.dispatch, IssueStage.dispatched)
    await record(
        db, IssueEvent.dispatched, SUBJECT, issue.key, by=by, organization=body.key, days=form.days
    )
    return assignment


def must_be_dispatchable(issue: Issue) -> None:
    """Raises SponsorNeeded, IssueNotNow."""
    issue_must(issue, IssueDeed.dispatch)
    if issue.kind is IssueKind.legacy and issue.sponsor_id is None:
        raise SponsorNeeded


async def call_support(
    db: AsyncSession, issue_id: str, form: SupportForm, *, by: Viewer
) -> Assignment:
    """Have another organization support the lead. Raises AlreadyTakesPart."""
    issue = await hold_issue(db, issue_id)
    if not (await coordinates(db, issue, by) or await leads(db, issue, by)):
        raise NotAllowed
    if issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    body = await organization_with(db, form.organization)
    assignment = await give_part(db, issue, body, Part.support, by=by)
    await record(db, IssueEvent.supported, SUBJECT, issue.key, by=by, organization=body.key)
    return assignment


async def give_lead(
    db: AsyncSession, issue: Issue, body: Organization, *, by: Viewer, by_duty: bool = False
) -> Assignment:
    """Make an organization the lead of a held issue; who led before is out of it."""
    for assignment in await assignments_of(db, issue):
        if assignment.part is Part.lead or assignment.organization_id == body.id:
            assignment.ended_at = now()
    await db.flush()
    assignment = await give_part(db, issue, body, Part.lead, by=by)
    assignment.by_duty = by_duty
    return assignment


async def give_part(
    db: AsyncSession, issue: Issue, body: Organization, part: Part, *, by: Viewer
) -> Assignment:
    """Give an organization a part in a held issue. Raises AlreadyTakesPart."""
    taking = {one.organization_id for one in await assignments_of(db, issue)}
    if body.id in taking:
        raise AlreadyTakesPart
    assignment = Assignment(
        issue_id=issue.key,
        organization_id=body.key,
        part=part,
        round=issue.round,
        dispatched_by_id=by.doer_id if by.signed_in else None,
    )
    db.add(assignment)
    issue.version += 1
    await db.flush()
    return assignment


async def responsible_for(db: AsyncSession, issue: Issue) -> Organization | None:
    """Who is responsible by the duty catalogue: the line for the nearest category and area.

    A nearer category goes before a nearer area.
    """
    area = await db.get_one(Area, issue.area_id)
    category = await db.get_one(Category, issue.category_id)
    categories = [category.key] + ([category.parent_id] if category.parent_id else [])
    areas = ancestry(area.path)[::-1]
    found = await db.exec(
        select(Duty, Organization)
        .join(Organization, col(Organization.id) == col(Duty.organization_id))
        .where(
            col(Duty.category_id).in_(categories) | col(Duty.category_id).is_(None),
            col(Duty.area_id).in_(areas) | col(Duty.area_id).is_(None),
            col(Organization.closed_on).is_(None),
        )
    )

    def distance(line: tuple[Duty, Organization]) -> tuple[int, int]:
        duty = line[0]
        return (
            categories.index(duty.category_id) if duty.category_id else len(categories),
            areas.index(duty.area_id) if duty.area_id else len(areas),
        )

    nearest = min(found.all(), key=distance, default=None)
    return nearest[1] if nearest else None


async def assignments_of(db: AsyncSession, issue: Issue) -> Sequence[Assignment]:
    """Who has a part in an issue today, the lead first."""
    found = await db.exec(
        select(Assignment)
        .where(Assignment.issue_id == issue.id, col(Assignment.ended_at).is_(None))
        .order_by((col(Assignment.part) == Part.lead).desc(), col(Assignment.id))
    )
    return found.all()


async def lead_of(db: AsyncSession, issue: Issue) -> Assignment | None:
    """The assignment of the body that answers for an issue."""
    return next((one for one in await assignments_of(db, issue) if one.part is Part.lead), None)


async def leads(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer acts for the lead of an issue."""
    lead = await lead_of(db, issue)
    return lead is not None and await acts_for(db, lead.organization_id, viewer)


async def takes_part(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer acts for any organization that has a part in an issue."""
    for assignment in await assignments_of(db, issue):
        if await acts_for(db, assignment.organization_id, viewer):
            return True
    return False


async def acts_for(db: AsyncSession, organization_id: int, viewer: Viewer) -> bool:
    """Whether a viewer handles issues for an organization."""
    if not viewer.may_somewhere(Right.handle):
        return False
    body = await db.get_one(Organization, organization_id)
    return viewer.may(Right.handle, organization_path=body.path)


async def hold_led(db: AsyncSession, issue_id: str, *, by: Viewer) -> tuple[Issue, Assignment]:
    """Hold an issue for a deed of the body that leads on it. Raises NotAllowed, IssueNotNow."""
    issue = await hold_issue(db, issue_id)
    lead = await lead_of(db, issue)
    if lead is None:
        raise IssueNotNow(stage=issue.stage)
    if not await acts_for(db, lead.organization_id, by):
        raise NotAllowed
    return issue, lead


async def end_assignments(db: AsyncSession, issue: Issue, *, at: datetime) -> None:
    """Let everybody go who has a part in an issue."""
    for assignment in await assignments_of(db, issue):
        assignment.ended_at = at
    await db.flush()


async def resume_assignments(db: AsyncSession, issue: Issue, *, ended_at: datetime | None) -> None:
    """Give back the parts that ended at one moment."""
    found = await db.exec(
        select(Assignment).where(
            Assignment.issue_id == issue.id, col(Assignment.ended_at) == ended_at
        )
    )
    for assignment in found:
        assignment.ended_at = None
    await db.flush()
