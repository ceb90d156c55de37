"""Campaigns, and the calls that are left to make."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.issues.models import Issue
from wishboard.supervision.lookback.commands import MOST_TRIES
from wishboard.supervision.lookback.models import Callback, Campaign
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign, where it looks, and how far it is."""

    campaign: Campaign
    area: Area
    calls: int
    made: int

    @property
    def over(self) -> bool:
        """Whether no call is left to make."""
        return self.made == self.calls


@dataclass(frozen=True, slots=True)
class Call:
    """A call-back with the wish and the issue it asks about."""

    callback: Callback
    wish: Wish
    issue: Issue | None

    @property
    def made(self) -> bool:
        """Whether the wisher was reached, or tried often enough."""
        return bool(self.callback.reached) or self.callback.attempts >= MOST_TRIES


async def campaigns_for(db: AsyncSession, viewer: Viewer) -> list[Progress]:
    """The campaigns within a viewer's scope, the newest first."""
    query = (await _progress(db, viewer)).order_by(col(Campaign.id).desc()).limit(SHOWN)
    return [Progress(*row) for row in await db.exec(query)]


async def campaign_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Progress:
    """One campaign. Raises NotFound for what is out of the viewer's scope as well."""
    query = (await _progress(db, viewer)).where(Campaign.public_id == public_id)
    row = (await db.exec(query)).first()
    if row is None:
        raise NotFound
    return Progress(*row)


async def calls_of(db: AsyncSession, campaign: Campaign) -> list[Call]:
    """The calls of a campaign in the order of the draw."""
    found = await db.exec(
        select(Callback, Wish, Issue)
        .join(Wish, col(Wish.id) == col(Callback.wish_id))
        .outerjoin(Issue, col(Issue.id) == col(Callback.issue_id))
        .where(Callback.campaign_id == campaign.id)
        .order_by(col(Callback.position))
    )
    return [Call(*row) for row in found]


def next_call(calls: Sequence[Call], behind: int = 0) -> Call | None:
    """The next call to make behind a position, then from the beginning; fresh ones before tries."""
    left = [call for call in calls if not call.made]
    left.sort(key=lambda call: (call.callback.attempts, call.callback.position <= behind))
    return left[0] if left else None


async def _progress(db: AsyncSession, viewer: Viewer) -> Select[Campaign, Area, int, int]:
    made: ColumnElement[bool] = or_(
        col(Callback.reached).is_(True), col(Callback.attempts) >= MOST_TRIES
    )
    scope = await within(
        db, viewer, [Right.coordinate], keeper=Campaign.keeper_id, area=Campaign.area_id
    )
    return (
        select(Campaign, Area, func.count(), func.count().filter(made))
        .join(Area, col(Area.id) == col(Campaign.area_id))
        .join(Callback, col(Callback.campaign_id) == col(Campaign.id))
        .where(scope)
        .group_by(col(Campaign.id), col(Area.id))
    )
