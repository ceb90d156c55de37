"""Whose wishes somebody looks after, or over, as a condition for larger queries."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.keys import among
from wishboard.wishes.models import Wish


async def within(
    db: AsyncSession,
    viewer: Viewer,
    rights: Iterable[Right],
    *,
    keeper: Any = Wish.keeper_id,
    area: Any = Wish.area_id,
) -> ColumnElement[bool]:
    """The wishes over which a viewer holds one of these rights, by their keeper or their area.

    `keeper` and `area` are the columns that name them, for what is no wish.

    The organizations and areas are looked up beforehand: knowing how many they are, the database
    chooses the index of a keeper for few and the one of what is due for many.
    """
    kept: set[str] = set()
    lying: set[str] = set()
    for right in rights:
        organizations, areas = viewer.scopes(right)
        kept |= set(organizations)
        lying |= set(areas)
    conditions = []
    if kept:
        conditions.append(among(keeper, await _below(db, Organization, kept)))
    if lying:
        conditions.append(among(area, await _below(db, Area, lying)))
    return or_(*conditions) if conditions else false()


async def _below(
    db: AsyncSession, tree: type[Organization] | type[Area], paths: set[str]
) -> list[int | None]:
    somewhere = or_(*(col(tree.path).startswith(path) for path in sorted(paths)))
    return list((await db.exec(select(tree.id).where(somewhere))).all())
