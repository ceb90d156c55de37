"""Finding and holding an issue, and who may do what about it."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.models import Doer
from wishboard.issues.models import Issue, IssueWish
from wishboard.wishes.models import Wish


async def find_issue(db: AsyncSession, public_id: str) -> Issue:
    """The issue with this public id. Raises NotFound."""
    issue = (await db.exec(select(Issue).where(Issue.public_id == public_id))).first()
    if issue is None:
        raise NotFound
    return issue


async def hold_issue(db: AsyncSession, issue_id: str | int) -> Issue:
    """Fetch an issue and lock it until the transaction ends; every deed begins here.

    A string is a public id, a number the key. Whoever needs wishes as well holds the issue first.
    Raises NotFound.
    """
    which = Issue.public_id == issue_id if isinstance(issue_id, str) else Issue.id == issue_id
    found = await db.exec(
        select(Issue)
        .where(which)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    issue = found.first()
    if issue is None:
        raise NotFound
    return issue


async def coordinates(
    db: AsyncSession, issue: Issue, viewer: Viewer, right: Right = Right.coordinate
) -> bool:
    """Whether a viewer holds a right over this issue by its keeper or its area."""
    if viewer.doer in (Doer.clock, Doer.command):
        return True
    if not viewer.may_somewhere(right):
        return False
    keeper = await db.get_one(Organization, issue.keeper_id)
    area = await db.get_one(Area, issue.area_id)
    return viewer.may(right, organization_path=keeper.path, area_path=area.path)


async def hold_coordinated(
    db: AsyncSession, issue_id: str | int, *, by: Viewer, right: Right = Right.coordinate
) -> Issue:
    """Hold an issue for a deed of who coordinates it. Raises NotFound, NotAllowed."""
    issue = await hold_issue(db, issue_id)
    if not await coordinates(db, issue, by, right):
        raise NotAllowed
    return issue


async def wishes_behind(db: AsyncSession, issue: Issue) -> Sequence[Wish]:
    """The wishes that stand behind an issue today, oldest first."""
    found = await db.exec(
        select(Wish)
        .join(IssueWish, col(IssueWish.wish_id) == col(Wish.id))
        .where(IssueWish.issue_id == issue.id, col(IssueWish.ended_at).is_(None))
        .order_by(col(Wish.id))
    )
    return found.all()


async def bonds_of(db: AsyncSession, issue: Issue) -> Sequence[IssueWish]:
    """What ties wishes to an issue today, in the order of the wishes' keys."""
    found = await db.exec(
        select(IssueWish)
        .where(IssueWish.issue_id == issue.id, col(IssueWish.ended_at).is_(None))
        .order_by(col(IssueWish.wish_id))
    )
    return found.all()


async def bond_of(db: AsyncSession, wish_id: int) -> IssueWish | None:
    """What ties a wish to an issue today, if anything does."""
    found = await db.exec(
        select(IssueWish).where(IssueWish.wish_id == wish_id, col(IssueWish.ended_at).is_(None))
    )
    return found.first()


async def issue_behind(db: AsyncSession, wish_id: int) -> Issue | None:
    """The issue a wish stands behind, today or until it was closed with it."""
    found = await db.exec(
        select(Issue)
        .join(IssueWish, col(IssueWish.issue_id) == col(Issue.id))
        .where(IssueWish.wish_id == wish_id)
        .order_by(col(IssueWish.ended_at).is_(None).desc(), col(IssueWish.id).desc())
        .limit(1)
    )
    return found.first()
