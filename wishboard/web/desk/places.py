"""The areas a viewer may sieve by: those below their scopes, down to communities."""

from sqlalchemy import or_
from sqlmodel import col, select

from wishboard.accounts.models import Area, AreaLevel, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession

_LEVELS = (AreaLevel.street, AreaLevel.community)
_WHOLE = (AreaLevel.city, AreaLevel.district, *_LEVELS)
_MOST = 400


async def area_choices(
    db: AsyncSession, viewer: Viewer, *, whole: bool = False
) -> list[tuple[str, str]]:
    """Streets and communities under a viewer's areas and those of their organizations.

    With `whole` the city and its districts too. Handlers are offered every area.
    """
    kept, lying = viewer.scopes(Right.oversee)
    tops = set(lying)
    if kept:
        own = select(col(Area.path)).join(Organization, col(Organization.area_id) == col(Area.id))
        tops |= set((await db.exec(own.where(col(Organization.path).in_(kept)))).all())
    if viewer.may_somewhere(Right.handle):
        tops.add("/")
    if not tops:
        return []
    found = await db.exec(
        select(Area)
        .where(
            or_(*(col(Area.path).startswith(path) for path in sorted(tops))),
            col(Area.level).in_(_WHOLE if whole else _LEVELS),
        )
        .order_by(col(Area.path))
        .limit(_MOST)
    )
    return [
        (area.public_id, ("\u3000" if area.level is AreaLevel.community else "") + local_name(area))
        for area in found
    ]
