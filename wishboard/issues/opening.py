"""Opening an issue: out of wishes, or before anyone complained; sending more wishes up to it."""

from sqlmodel import select

from wishboard.accounts.models import Person
from wishboard.accounts.people import roles_of
from wishboard.accounts.roles import Role
from wishboard.accounts.trees import area_with, committee_of
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.queries import category_with
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.bonds import hold_chosen, tie, untie
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.forms import IssueForm, LegacyForm, SponsorForm, WishesForm
from wishboard.issues.legacy.commands import first_review
from wishboard.issues.lifecycle import IssueDeed, issue_must
from wishboard.issues.models import Issue
from wishboard.issues.quantities.commands import Figure, write_quantities
from wishboard.issues.queries import coordinates, hold_coordinated
from wishboard.issues.refusals import IssueNotNow, NotALeader, SponsorNeeded
from wishboard.issues.stages import IN_HAND, IssueKind, IssueStage
from wishboard.wishes.summary import must_tell_nothing, searchable


async def open_issue(db: AsyncSession, form: IssueForm, *, by: Viewer) -> Issue:
    """Open an issue out of the chosen wishes, or without any: found before anyone complained.

    Raises TellsTooMuch for personal data in the public words, NotAllowed outside the viewer's
    scope, and what `bonds.tie` raises for a wish.
    """
    must_tell_nothing(form.title, form.summary, form.past_attempts, form.blocking)
    area = await area_with(db, form.area)
    keeper = await committee_of(db, area)
    category = await category_with(db, form.category)
    sponsor = await leader_with(db, form.sponsor) if form.sponsor else None
    issue = Issue(
        kind=form.kind,
        title=form.title,
        summary=form.summary,
        search=searchable(form.title, form.summary),
        category_id=category.key,
        area_id=area.key,
        keeper_id=keeper.key,
        sponsor_id=sponsor.id if sponsor else None,
        opened_by_id=by.doer_id if by.signed_in else None,
        proactive=not form.wishes,
        expected=form.expected,
        since_year=form.since_year,
        past_attempts=form.past_attempts,
        blocking=form.blocking,
        review_on=first_review(form.kind),
    )
    if not await coordinates(db, issue, by):
        raise NotAllowed
    db.add(issue)
    await db.flush()
    await record(db, IssueEvent.opened, SUBJECT, issue.key, by=by, wishes=len(form.wishes))
    await write_quantities(db, issue, Figure.expected, form.quantities, by=by)
    if form.wishes:
        for wish in await hold_chosen(db, form.wishes, by=by):
            await tie(db, issue, wish, by=by)
    return issue


async def send_up(db: AsyncSession, issue_id: str, form: WishesForm, *, by: Viewer) -> Issue:
    """Send more wishes up to an issue that is on its way. Raises what `bonds.tie` raises."""
    issue = await hold_coordinated(db, issue_id, by=by)
    issue_must(issue, IssueDeed.merge)
    for wish in await hold_chosen(db, form.wishes, by=by):
        await tie(db, issue, wish, by=by)
    issue.version += 1
    return issue


async def take_out(db: AsyncSession, issue_id: str, form: WishesForm, *, by: Viewer) -> Issue:
    """Take wishes out of an issue; they come back to where they were. Raises NotBehind."""
    issue = await hold_coordinated(db, issue_id, by=by)
    issue_must(issue, IssueDeed.merge)
    for wish in await hold_chosen(db, form.wishes, by=by):
        await untie(db, issue, wish, by=by)
        await record(db, IssueEvent.taken_out, SUBJECT, issue.key, by=by, wish=wish.key)
    issue.version += 1
    return issue


async def sponsor_issue(db: AsyncSession, issue_id: str, form: SponsorForm, *, by: Viewer) -> Issue:
    """Name the leader who answers for an open issue. Raises NotALeader, IssueNotNow."""
    issue = await _hold_open(db, issue_id, by=by)
    leader = await leader_with(db, form.sponsor)
    issue.sponsor_id = leader.id
    issue.version += 1
    await record(db, IssueEvent.sponsored, SUBJECT, issue.key, by=by, person=leader.key)
    return issue


async def describe_legacy(
    db: AsyncSession, issue_id: str, form: LegacyForm, *, by: Viewer
) -> Issue:
    """Write down since when an old problem stands, what was tried and what blocks it.

    What was shared so far becomes one by this. Raises IssueNotNow when it is closed, TellsTooMuch,
    SponsorNeeded when a body has it in hand and no leader answers for it.
    """
    issue = await _hold_open(db, issue_id, by=by)
    if issue.stage in IN_HAND and issue.sponsor_id is None:
        raise SponsorNeeded
    must_tell_nothing(form.past_attempts, form.blocking)
    issue.kind = IssueKind.legacy
    issue.since_year = form.since_year
    issue.past_attempts, issue.blocking = form.past_attempts, form.blocking
    issue.review_on = issue.review_on or first_review(issue.kind)
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.described, SUBJECT, issue.key, by=by)
    return issue


async def leader_with(db: AsyncSession, public_id: str) -> Person:
    """The leader with this public id. Raises NotALeader for anybody else."""
    person = (await db.exec(select(Person).where(Person.public_id == public_id))).first()
    if person is None:
        raise NotALeader
    held = (await roles_of(db, [person.key]))[person.key]
    if not any(one.appointment.role is Role.leader for one in held):
        raise NotALeader
    return person


async def _hold_open(db: AsyncSession, issue_id: str | int, *, by: Viewer) -> Issue:
    issue = await hold_coordinated(db, issue_id, by=by)
    if issue.stage is IssueStage.closed:
        raise IssueNotNow(stage=issue.stage)
    return issue
