"""Finding exclusions, with the wishes they are about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from wishboard.accounts.models import Area, Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.supervision.exclusions.models import Exclusion
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within
from wishboard.wishes.worklist import in_words

SHOWN = 200


async def exclusions_for(db: AsyncSession, viewer: Viewer) -> Sequence[Row[Any]]:
    """The exclusions of wishes a viewer oversees or asked for: those to decide on first."""
    decider = aliased(Person)
    mine = await within(db, viewer, [Right.oversee, Right.supervise])
    asked = col(Exclusion.by_id) == viewer.person_id
    columns: list[Any] = [
        Exclusion,
        col(Wish.public_id).label("wish"),
        col(Wish.title),
        in_words(Area.name, Area.name_en).label("area"),
        in_words(Organization.name, Organization.name_en).label("keeper"),
        col(Person.name).label("asked_by"),
        col(decider.name).label("decided_by"),
        mine.label("overseen"),
    ]
    found: Sequence[Row[Any]] = (
        await db.execute(
            select(*columns)
            .join(Wish, col(Wish.id) == col(Exclusion.wish_id))
            .join(Area, col(Area.id) == col(Wish.area_id))
            .join(Organization, col(Organization.id) == col(Wish.keeper_id))
            .outerjoin(Person, col(Person.id) == col(Exclusion.by_id))
            .outerjoin(decider, col(decider.id) == col(Exclusion.decided_by_id))
            .where(mine | asked)
            .order_by(col(Exclusion.upheld).is_(None).desc(), col(Exclusion.id).desc())
            .limit(SHOWN)
        )
    ).all()
    return found
