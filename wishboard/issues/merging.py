"""Two issues become one and can come apart exactly; one issue becomes two."""

from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.history import record
from wishboard.issues.bonds import hold_chosen, tie, untie
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.forms import MergeIssueForm, SplitForm
from wishboard.issues.handling.assignments import end_assignments, resume_assignments
from wishboard.issues.lifecycle import IssueDeed, advance_issue, issue_can, issue_must
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.queries import (
    bond_of,
    bonds_of,
    coordinates,
    find_issue,
    hold_coordinated,
    hold_issue,
)
from wishboard.issues.refusals import GoneOn, IntoItselfIssue, IssueClosed, IssueNotNow
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.wishes.models import Wish
from wishboard.wishes.summary import must_tell_nothing, searchable


async def merge_issue(
    db: AsyncSession, issue_id: str, form: MergeIssueForm, *, by: Viewer
) -> Issue:
    """Merge an issue into another; the wishes behind it stand behind the other from now on.

    Both are held in the order of their keys. Raises IntoItselfIssue, IssueClosed, NotAllowed.
    """
    issue, into = await _hold_both(db, issue_id, form.into.strip().lower())
    for one in (issue, into):
        if not await coordinates(db, one, by):
            raise NotAllowed
    issue_must(issue, IssueDeed.merge)
    if not issue_can(into, IssueDeed.merge):
        raise IssueClosed
    at = now()
    for bond in await bonds_of(db, issue):
        bond.ended_at = at
        await db.flush()
        db.add(_carried(bond, into, came_with=issue))
    await end_assignments(db, issue, at=at)
    issue.merged_into_id, issue.stage_before = into.id, issue.stage
    advance_issue(issue, IssueDeed.merge, IssueStage.closed, ending=IssueEnding.merged)
    issue.closed_at = at
    into.version += 1
    await db.flush()
    await record(db, IssueEvent.merged, SUBJECT, issue.key, by=by, into=into.key)
    return into


async def unmerge_issue(db: AsyncSession, issue_id: str, *, by: Viewer) -> Issue:
    """Undo a merge: the issue stands where it stood, with the wishes that came from it.

    A wish that was taken out of the other issue meanwhile stays out. Raises IssueNotNow, GoneOn.
    """
    merged = await find_issue(db, issue_id)
    if merged.merged_into_id is None:
        raise IssueNotNow(stage=merged.stage)
    held = {k: await hold_issue(db, k) for k in sorted((merged.key, merged.merged_into_id))}
    issue = held[merged.key]
    if issue.merged_into_id is None or issue.stage_before is None:
        raise IssueNotNow(stage=issue.stage)
    into = held[issue.merged_into_id]
    if not await coordinates(db, issue, by):
        raise NotAllowed
    if not issue_can(into, IssueDeed.merge):
        raise GoneOn
    for bond in await bonds_of(db, into):
        if bond.came_with_id != issue.id:
            continue
        bond.ended_at = now()
        await db.flush()
        before = await _bond_before(db, issue, bond)
        before.ended_at = None
    await resume_assignments(db, issue, ended_at=issue.closed_at)
    issue.merged_into_id = None
    advance_issue(issue, IssueDeed.unmerge, issue.stage_before)
    issue.stage_before = None
    into.version += 1
    await db.flush()
    await record(db, IssueEvent.unmerged, SUBJECT, issue.key, by=by, into=into.key)
    return issue


async def split_issue(db: AsyncSession, issue_id: str, form: SplitForm, *, by: Viewer) -> Issue:
    """Make an issue of their own out of some of the wishes behind one.

    Raises ChooseWishes, NotBehind, TellsTooMuch for personal data in its public words.
    """
    must_tell_nothing(form.title, form.summary)
    issue = await hold_coordinated(db, issue_id, by=by)
    issue_must(issue, IssueDeed.merge)
    wishes = await hold_chosen(db, form.wishes, by=by)
    part = Issue(
        kind=issue.kind,
        title=form.title,
        summary=form.summary,
        search=searchable(form.title, form.summary),
        category_id=issue.category_id,
        area_id=issue.area_id,
        keeper_id=issue.keeper_id,
        sponsor_id=issue.sponsor_id,
        opened_by_id=by.doer_id if by.signed_in else None,
        since_year=issue.since_year,
    )
    db.add(part)
    await db.flush()
    for wish in wishes:
        await _hand_over(db, wish, issue, part, by=by)
    issue.version += 1
    await record(db, IssueEvent.opened, SUBJECT, part.key, by=by, wishes=len(wishes))
    await record(db, IssueEvent.divided, SUBJECT, issue.key, by=by, into=part.key)
    return part


async def _hand_over(
    db: AsyncSession, wish: Wish, issue: Issue, part: Issue, *, by: Viewer
) -> None:
    bond = await untie(db, issue, wish, by=by)
    await tie(db, part, wish, by=by, joined=bond.joined)
    (await bond_of(db, wish.key) or bond).stage_before = bond.stage_before


async def _hold_both(db: AsyncSession, first: str, second: str) -> tuple[Issue, Issue]:
    keys = [(await find_issue(db, first)).key]
    try:
        keys.append((await find_issue(db, second)).key)
    except NotFound as error:
        raise IntoItselfIssue from error
    if keys[0] == keys[1]:
        raise IntoItselfIssue
    held = {key: await hold_issue(db, key) for key in sorted(keys)}
    return held[keys[0]], held[keys[1]]


def _carried(bond: IssueWish, into: Issue, came_with: Issue) -> IssueWish:
    return IssueWish(
        issue_id=into.key,
        wish_id=bond.wish_id,
        stage_before=bond.stage_before,
        joined=bond.joined,
        came_with_id=came_with.key,
        since=bond.since,
    )


async def _bond_before(db: AsyncSession, issue: Issue, bond: IssueWish) -> IssueWish:
    """The bond that ended when the issue was merged."""
    found = await db.exec(
        select(IssueWish)
        .where(IssueWish.issue_id == issue.id, IssueWish.wish_id == bond.wish_id)
        .order_by(col(IssueWish.id).desc())
        .limit(1)
    )
    return found.one()
