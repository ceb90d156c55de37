"""Tying wishes to an issue and letting them go. The issue is held, and then its wishes."""

from collections.abc import Iterable

from sqlmodel import col, select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.claims.waiting import end_waiting
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.endings.apart import DECIDE_WITHIN
from wishboard.events.history import record
from wishboard.issues.events import RaisedEvent
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.queries import bond_of
from wishboard.issues.refusals import AlreadyBehind, ChooseWishes, NotBehind, NotSortable
from wishboard.issues.stages import IssueKind
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.lifecycle import Deed, advance, can
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps
from wishboard.wishes.stages import Kind, Lane, Stage
from wishboard.wishes.summary import searchable

_ONLY_LINKED = frozenset({Stage.claimed, Stage.raised})


async def hold_chosen(db: AsyncSession, public_ids: Iterable[str], *, by: Viewer) -> list[Wish]:
    """Hold wishes by their public ids in the order of their keys.

    Raises ChooseWishes, or NotAllowed when one of them is not in the viewer's hands.
    """
    found = await db.exec(select(Wish.id).where(col(Wish.public_id).in_(sorted(set(public_ids)))))
    held = [await hold_wish(db, key) for key in sorted(key for key in found.all() if key)]
    if not held:
        raise ChooseWishes
    for wish in held:
        if not await keeps(db, wish, by, Right.coordinate):
            raise NotAllowed
    return held


async def tie(
    db: AsyncSession,
    issue: Issue,
    wish: Wish,
    *,
    by: Viewer,
    joined: bool = False,
    came_with: Issue | None = None,
) -> None:
    """Send a held wish up to a held issue; one that somebody claimed is only linked.

    A wish that was not registered yet takes the public words of the issue. Raises AlreadyBehind,
    NotSortable.
    """
    if await bond_of(db, wish.key):
        raise AlreadyBehind(title=wish.title or issue.title)
    if wish.kind is not Kind.micro_wish or wish.stage in (Stage.delivered, Stage.answered):
        raise NotSortable(title=wish.title)
    before = wish.stage
    db.add(
        IssueWish(
            issue_id=issue.key,
            wish_id=wish.key,
            stage_before=before,
            joined=joined,
            came_with_id=came_with.id if came_with else None,
        )
    )
    if can(wish, Deed.register):
        await _register_along(db, issue, wish, by)
    if can(wish, Deed.send_up):
        wish.lane = lane_of(issue)
        wish.due_on = None
        await end_waiting(db, wish)
        advance(wish, Deed.send_up, Stage.raised)
        await record(db, RaisedEvent.sent_up, SUBJECT, wish.key, by=by, issue=issue.key)
    elif wish.stage in _ONLY_LINKED:
        await record(db, RaisedEvent.linked, SUBJECT, wish.key, by=by, issue=issue.key)
    else:
        raise NotSortable(title=wish.title)
    await db.flush()


async def untie(db: AsyncSession, issue: Issue, wish: Wish, *, by: Viewer) -> IssueWish:
    """Take a held wish out of a held issue; a raised one comes back to where it was.

    One from the board is for one willing person again. Raises NotBehind.
    """
    bond = await bond_of(db, wish.key)
    if bond is None or bond.issue_id != issue.id:
        raise NotBehind
    bond.ended_at = now()
    if wish.stage is Stage.raised:
        on_board = bond.stage_before is Stage.published
        wish.due_on = None if on_board else add_working_days(today(), DECIDE_WITHIN)
        if on_board:
            wish.lane = Lane.individual
        advance(wish, Deed.come_back, Stage.published if on_board else Stage.registered)
    await record(db, RaisedEvent.came_back, SUBJECT, wish.key, by=by, issue=issue.key)
    await db.flush()
    return bond


def lane_of(issue: Issue) -> Lane:
    """The lane of the wishes behind an issue."""
    return Lane.legacy if issue.kind is IssueKind.legacy else Lane.shared


async def _register_along(db: AsyncSession, issue: Issue, wish: Wish, by: Viewer) -> None:
    wish.title, wish.summary = issue.title, issue.summary
    wish.search = searchable(issue.title, issue.summary)
    wish.category_id, wish.lane = issue.category_id, lane_of(issue)
    advance(wish, Deed.register, Stage.registered)
    await record(db, WishEvent.registered, SUBJECT, wish.key, by=by, lane=wish.lane)
