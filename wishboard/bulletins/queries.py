"""Finding reports and subscriptions, each with what it is about."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, text
from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.bulletins.models import Bulletin, Rhythm, Subscription
from wishboard.bulletins.scope import OPEN, SCOPES, Scope, ScopeKind, readable, scope_from
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound

PAGE = 30
_OF = f"""
{SCOPES} AS s ON s.kind = CASE WHEN b.area_id IS NULL THEN 'organization' ELSE 'area' END
             AND s.key = coalesce(b.area_id, b.organization_id)
"""
_LISTED = text(f"""
SELECT b.id, b.public_id AS bulletin, b.rhythm, b.period, b.made_at, s.*
  FROM bulletin b JOIN {_OF}
 WHERE {OPEN} AND (:rhythm = '' OR b.rhythm = :rhythm) AND b.id < :before
   AND (:name = '' OR strpos(lower(s.name), :name) > 0 OR strpos(lower(s.name_en), :name) > 0)
 ORDER BY b.id DESC LIMIT :limit
""")  # noqa: S608 - own words
_SCOPE = text(f"SELECT s.* FROM bulletin b JOIN {_OF} WHERE b.id = :bulletin")  # noqa: S608
_OWN = text(f"""
SELECT b.public_id AS subscription, b.rhythm, s.* FROM bulletin_subscription b JOIN {_OF}
 WHERE b.person_id = :person ORDER BY b.id
""")  # noqa: S608 - own words
_WANTED = text(f"""
SELECT DISTINCT s.* FROM bulletin_subscription b JOIN {_OF}
 WHERE b.rhythm = :rhythm ORDER BY s.kind, s.key
""")  # noqa: S608 - own words
_LAST = 2**62


class Listed(NamedTuple):
    """A report in a list."""

    key: int
    public_id: str
    rhythm: Rhythm
    period: str
    made_at: Any
    scope: Scope


class Wanted(NamedTuple):
    """A subscription with what it is about, and whether its holder may still read that."""

    public_id: str
    rhythm: Rhythm
    scope: Scope
    open: bool


async def bulletins_for(
    db: AsyncSession, viewer: Viewer, *, rhythm: str = "", name: str = "", before: int = 0
) -> list[Listed]:
    """The reports that a viewer may read, the newest first; one more than fit on a page if any."""
    values: dict[str, Any] = {
        "rhythm": rhythm,
        "name": name.lower(),
        "before": before or _LAST,
        "limit": PAGE + 1,
    }
    rows: Sequence[Row[Any]] = (await db.execute(_LISTED, readable(viewer) | values)).all()
    return [
        Listed(row.id, row.bulletin, Rhythm(row.rhythm), row.period, row.made_at, scope_from(row))
        for row in rows
    ]


async def bulletin_for(db: AsyncSession, public_id: str, viewer: Viewer) -> tuple[Bulletin, Scope]:
    """A report that a viewer may read, and what it is about. Raises NotFound."""
    found = (await db.exec(select(Bulletin).where(Bulletin.public_id == public_id))).first()
    if found is None:
        raise NotFound
    scope = scope_from((await db.execute(_SCOPE, {"bulletin": found.key})).one())
    if not scope.open_to(viewer):
        raise NotFound
    return found, scope


async def bulletin_of(db: AsyncSession, scope: Scope, period: str) -> Bulletin | None:
    """The report of a scope over a period, if it was made."""
    column = Bulletin.area_id if scope.kind is ScopeKind.area else Bulletin.organization_id
    found = await db.exec(select(Bulletin).where(column == scope.key, Bulletin.period == period))
    return found.first()


async def own_subscriptions(db: AsyncSession, viewer: Viewer) -> list[Wanted]:
    """What a viewer wants to be told of."""
    rows = await db.execute(_OWN, {"person": viewer.person_id})
    found = [(row.subscription, Rhythm(row.rhythm), scope_from(row)) for row in rows]
    return [Wanted(*one, one[2].open_to(viewer)) for one in found]


async def wanted_scopes(db: AsyncSession, rhythm: Rhythm) -> list[Scope]:
    """What somebody wants such reports of."""
    return [scope_from(row) for row in await db.execute(_WANTED, {"rhythm": rhythm.value})]


async def subscribers(db: AsyncSession, scope: Scope, rhythm: Rhythm) -> Sequence[int]:
    """The keys of those who want such reports of a scope, in their order."""
    column = Subscription.area_id if scope.kind is ScopeKind.area else Subscription.organization_id
    query = select(Subscription.person_id).where(column == scope.key, Subscription.rhythm == rhythm)
    return (await db.exec(query.order_by(col(Subscription.person_id)))).all()
