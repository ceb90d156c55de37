"""What waits on a desk of issues, list by list: what is due first stands first.

Coordinators have the lists of what they decide, handlers those of their organizations, leaders
what they sponsor. Every list is one statement, counted or paged by key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, literal, or_, select, true
from sqlmodel import col

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.issues.handling.models import Assignment
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.rows import issue_rows, objected, time_asked
from wishboard.issues.sieve import EVERY_ISSUE, IssueSieve
from wishboard.issues.stages import IN_HAND, IssueStage, Part
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within
from wishboard.wishes.stages import Stage
from wishboard.wishes.turning import Mark, behind, lengths, order


class IssueList(StrEnum):
    """The lists of a desk of issues, named for what is due."""

    accept = "accept"
    work = "work"
    followup = "followup"
    support = "support"
    sponsor = "sponsor"
    dispatch = "dispatch"
    objection = "objection"
    time = "time"
    overdue = "overdue"
    close = "close"
    open = "open"
    closed = "closed"


OF_HANDLERS = (IssueList.accept, IssueList.work, IssueList.followup, IssueList.support)
OF_LEADERS = (IssueList.sponsor,)
OF_COORDINATORS = tuple(one for one in IssueList if one not in (*OF_HANDLERS, *OF_LEADERS))
HEARD = (Stage.raised, Stage.delivered, Stage.answered)
"""Where a wish behind a solved issue stands until its wisher has been heard."""


@dataclass(frozen=True, slots=True)
class IssueDesk:
    """Whose issues are looked at, and through which sieve."""

    scope: ColumnElement[bool]
    sieve: IssueSieve = EVERY_ISSUE

    def on(self, which: IssueList) -> ColumnElement[bool]:
        """The condition for an issue to stand in a list of this desk."""
        return and_(self.scope, waiting(which), *self.sieve.conditions())


def waiting(which: IssueList) -> ColumnElement[bool]:
    """The condition under which an issue stands in a list."""
    stage = col(Issue.stage)
    in_hand = stage.in_(IN_HAND)
    return {
        IssueList.accept: and_(stage == IssueStage.dispatched, ~objected()),
        IssueList.work: in_hand,
        IssueList.followup: and_(stage == IssueStage.solved, _with_wishes(Stage.raised)),
        IssueList.support: in_hand,
        IssueList.sponsor: stage != IssueStage.closed,
        IssueList.dispatch: stage == IssueStage.opened,
        IssueList.objection: and_(in_hand, objected()),
        IssueList.time: and_(in_hand, time_asked()),
        IssueList.overdue: and_(in_hand, col(Issue.due_on) < today()),
        IssueList.close: and_(stage == IssueStage.solved, ~_with_wishes(*HEARD)),
        IssueList.open: stage != IssueStage.closed,
        IssueList.closed: stage == IssueStage.closed,
    }[which]


def issue_lists_of(viewer: Viewer) -> list[IssueList]:
    """The lists this viewer has, in the order of the desk."""
    has = {
        Right.handle: OF_HANDLERS,
        Right.sponsor: OF_LEADERS,
        Right.coordinate: OF_COORDINATORS,
    }
    mine = {one for right, lists in has.items() if viewer.may_somewhere(right) for one in lists}
    return [one for one in IssueList if one in mine]


async def issue_desks(
    db: AsyncSession, viewer: Viewer, sieve: IssueSieve, lists: Sequence[IssueList]
) -> dict[IssueList, IssueDesk]:
    """The desks behind several lists of a viewer."""
    scopes: dict[IssueList, ColumnElement[bool]] = {}
    if set(lists) & set(OF_HANDLERS):
        led, supported = await _parts(db, viewer, Part.lead), await _parts(db, viewer, Part.support)
        scopes |= dict.fromkeys(OF_HANDLERS, led) | {IssueList.support: supported}
    if set(lists) & set(OF_LEADERS):
        scopes |= {IssueList.sponsor: col(Issue.sponsor_id) == viewer.doer_id}
    if set(lists) & set(OF_COORDINATORS):
        scopes |= dict.fromkeys(OF_COORDINATORS, await coordinated(db, viewer))
    return {which: IssueDesk(scopes[which], sieve) for which in lists}


async def coordinated(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    """The issues that a viewer coordinates."""
    return await within(db, viewer, [Right.coordinate], keeper=Issue.keeper_id, area=Issue.area_id)


async def issue_lines(
    db: AsyncSession, desk: IssueDesk, which: IssueList, *, after: Mark | None = None, limit: int
) -> Sequence[Row[Any]]:
    """The next lines of a list behind a mark, the most pressing first; newest first when closed."""
    newest_first = which is IssueList.closed
    query = (
        _columns()
        .where(desk.on(which), behind(after, None, newest_first=newest_first, table=Issue))
        .order_by(*order(None, newest_first=newest_first, table=Issue))
        .limit(limit)
    )
    found: Sequence[Row[Any]] = (await db.execute(query)).all()
    return found


async def chosen_issues(
    db: AsyncSession, scope: ColumnElement[bool], public_ids: Sequence[str]
) -> Sequence[Row[Any]]:
    """The lines of issues somebody ticked, as far as they are in scope."""
    query = _columns().where(scope, col(Issue.public_id).in_(public_ids))
    found: Sequence[Row[Any]] = (await db.execute(query.order_by(*order(None, table=Issue)))).all()
    return found


async def issue_counts(
    db: AsyncSession, desks: Mapping[IssueList, IssueDesk]
) -> dict[IssueList, int]:
    """How long each list is on its desk, up to one more than MANY."""
    lists = {which: desk.on(which) for which, desk in desks.items()}
    return await lengths(db, lists, table=Issue)


def _columns() -> Any:
    return issue_rows().add_columns(
        objected().label("objected"), time_asked().label("time_asked"), true().label("ahead")
    )


def _with_wishes(*stages: Stage) -> Any:
    return exists().where(
        col(IssueWish.issue_id) == col(Issue.id),
        col(IssueWish.ended_at).is_(None),
        col(IssueWish.wish_id) == col(Wish.id),
        col(Wish.stage).in_(stages),
    )


async def _parts(db: AsyncSession, viewer: Viewer, part: Part) -> ColumnElement[bool]:
    """The issues in which the organizations a viewer handles for have this part."""
    paths, _areas = viewer.scopes(Right.handle)
    bodies = select(col(Organization.id)).where(
        or_(*(col(Organization.path).startswith(path) for path in sorted(paths)), literal(False))
    )
    keys = list((await db.execute(bodies)).scalars())
    mine = select(col(Assignment.issue_id)).where(
        col(Assignment.organization_id).in_(keys),
        col(Assignment.part) == part,
        col(Assignment.ended_at).is_(None),
    )
    return col(Issue.id).in_(mine)
