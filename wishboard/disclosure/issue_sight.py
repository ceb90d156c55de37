"""What a viewer may see of one issue."""

from dataclasses import dataclass

from sqlmodel import select

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.disclosure.audiences import Audience
from wishboard.issues.handling.assignments import acts_for, assignments_of
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.public import is_public_issue
from wishboard.issues.queries import coordinates, find_issue
from wishboard.issues.stages import Part
from wishboard.issues.whistles.queries import is_summoned


@dataclass(frozen=True, slots=True)
class IssueSight:
    """An issue as one viewer may see it. Templates ask these marks and nothing else."""

    issue: Issue
    behind: bool = False
    coordinating: bool = False
    leading: bool = False
    supporting: bool = False
    sponsoring: bool = False
    summoned: bool = False

    @property
    def public(self) -> bool:
        """Whether everybody may read of it."""
        return is_public_issue(self.issue)

    @property
    def working(self) -> bool:
        """Whether the viewer has any part in the work on it."""
        taking_part = self.leading or self.supporting or self.summoned
        return taking_part or self.coordinating or self.sponsoring

    @property
    def wishers(self) -> bool:
        """Whether the wishes behind it may be opened one by one."""
        return self.coordinating or self.leading or self.sponsoring

    @property
    def replies(self) -> bool:
        """Whether what the body responsible writes to the wishers is shown in full."""
        return self.behind or self.working

    @property
    def audience(self) -> Audience:
        """As whom the viewer reads its history."""
        if self.working:
            return Audience.keeper
        return Audience.wisher if self.behind else Audience.public


async def visible_issue(db: AsyncSession, public_id: str, *, to: Viewer) -> IssueSight:
    """An issue and what this viewer may see of it: the one door for reading.

    Raises NotFound for what is not there and for what the viewer may not know of alike.
    """
    sight = await issue_sight_of(db, await find_issue(db, public_id), to)
    if not (sight.public or sight.behind or sight.working):
        raise NotFound
    return sight


async def issue_sight_of(db: AsyncSession, issue: Issue, viewer: Viewer) -> IssueSight:
    """What a viewer may see of an issue that is already at hand."""
    if not viewer.signed_in:
        return IssueSight(issue, behind=await _stands_behind(db, issue, viewer.wish_id))
    parts = {
        one.part
        for one in await assignments_of(db, issue)
        if await acts_for(db, one.organization_id, viewer)
    }
    return IssueSight(
        issue,
        coordinating=await coordinates(db, issue, viewer),
        leading=Part.lead in parts,
        supporting=Part.support in parts,
        sponsoring=issue.sponsor_id == viewer.person_id,
        summoned=await is_summoned(db, issue, viewer),
    )


async def _stands_behind(db: AsyncSession, issue: Issue, wish_id: int | None) -> bool:
    """Whether a wish stands, or stood, behind an issue: its wisher knows of it for good."""
    if wish_id is None:
        return False
    found = await db.exec(
        select(IssueWish.id)
        .where(IssueWish.issue_id == issue.id, IssueWish.wish_id == wish_id)
        .limit(1)
    )
    return found.first() is not None
