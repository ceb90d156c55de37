"""The organizations below a parent, page by page, each with its own deeds and its members'."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, or_, text
from sqlmodel import col, select

from wishboard.accounts.models import Area, Membership, MembershipKind, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.keys import among
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.roster import OwnDeeds, own_deeds
from wishboard.quotas.rules.queries import Rules, rules_of
from wishboard.quotas.standing import standings

PAGE = 20
_DOWN_THE_TREE = text("organization.path USING ~<~")
"""Each organization behind its parent, whatever the language of the database: by its characters,
as the index on paths is kept."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One organization of the tree: its own deeds, how many members owe and have kept, the year."""

    deeds: OwnDeeds
    depth: int
    owing: int
    kept: int
    closed: bool

    @property
    def short(self) -> bool:
        """Whether something is missing yet: of its own deeds, or of its members'."""
        return self.deeds.short > 0 or self.kept < self.owing


async def tree_page(
    db: AsyncSession, viewer: Viewer, year: int, *, after: str = "", name: str = ""
) -> tuple[list[Branch], str]:
    """A page of the organizations that a viewer oversees and that owe, in the order of the tree.

    Returns with it where the next page begins, empty after the last one.
    """
    rules = await rules_of(db, year)
    kinds = sorted({kind for rule in rules.held for kind in rule.kinds})
    query = (
        select(Organization)
        .where(
            _overseen(viewer),
            col(Organization.kind).in_(kinds),
            or_(
                col(Organization.closed_on).is_(None),
                col(Organization.closed_on) >= date(year, 1, 1),
            ),
            col(Organization.path).op("~>~", is_comparison=True)(after),
        )
        .order_by(_DOWN_THE_TREE)
        .limit(PAGE + 1)
    )
    if name:
        query = query.where(col(Organization.name).contains(name, autoescape=True))
    found = list((await db.exec(query)).all())
    bodies = found[:PAGE]
    onward = bodies[-1].path if len(found) > PAGE else ""
    deeds = await own_deeds(db, bodies, year, rules)
    kept = await kept_by_members(db, bodies, year, rules)
    closed = await _closed(db, bodies, year)
    return [
        Branch(deeds[body.key], body.path.count("/") - 2, *kept[body.key], body.key in closed)
        for body in bodies
    ], onward


def _overseen(viewer: Viewer) -> ColumnElement[bool]:
    paths, areas = viewer.scopes(Right.oversee)
    conditions: list[ColumnElement[bool]] = [
        col(Organization.path).startswith(path) for path in paths
    ]
    if areas:
        inside = or_(*(col(Area.path).startswith(path) for path in areas))
        conditions.append(col(Organization.area_id).in_(select(Area.id).where(inside)))
    return or_(*conditions) if conditions else false()


async def kept_by_members(
    db: AsyncSession, bodies: Sequence[Organization], year: int, rules: Rules
) -> dict[int, tuple[int, int]]:
    """How many members owe something and how many of them have done it, by organization."""
    keys = [body.key for body in bodies]
    rows = await db.exec(
        select(Membership.person_id).where(
            among(Membership.organization_id, keys),
            Membership.kind == MembershipKind.member,
            col(Membership.owning),
            Membership.since <= date(year, 12, 31),
            or_(col(Membership.until).is_(None), col(Membership.until) >= date(year, 1, 1)),
        )
    )
    counted: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in (await standings(db, set(rows.all()), year, rules)).values():
        if one.owed and one.answers_id is not None:
            counted[one.answers_id][0] += 1
            counted[one.answers_id][1] += one.short == 0
    return {key: (counted[key][0], counted[key][1]) for key in keys}


async def _closed(db: AsyncSession, bodies: Sequence[Organization], year: int) -> set[int]:
    found = await db.exec(
        select(YearClosing.organization_id).where(
            YearClosing.year == year,
            among(YearClosing.organization_id, [body.key for body in bodies]),
        )
    )
    return set(found.all())
