"""What a report is about: an area or an organization, with all below it. And who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, text

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.i18n import current_locale

READERS = (Right.oversee, Right.handle, Right.supervise, Right.administer)
"""Whoever holds one of these over an area or an organization may read its reports."""
MOST = 200
"""More areas, or more organizations, than these are found by their names."""

SCOPES = """
(SELECT 'area' AS kind, a.id AS key, a.public_id, a.name, a.name_en,
        coalesce(k.path, '') AS keeper_path, a.path AS area_path
   FROM area a LEFT JOIN LATERAL (
     SELECT o.path FROM area up JOIN organization o ON o.id = up.committee_id
      WHERE up.id = ANY(string_to_array(btrim(a.path, '/'), '/')::bigint[])
        AND o.closed_on IS NULL ORDER BY up.path DESC LIMIT 1) k ON true
  WHERE a.level <> 'grid'
 UNION ALL
 SELECT 'organization', o.id, o.public_id, o.name, o.name_en, o.path, a.path
   FROM organization o JOIN area a ON a.id = o.area_id)
"""
"""Every area with the path of the body that looks after it, and every organization."""

OPEN = """
(EXISTS (SELECT FROM unnest(CAST(:kept AS text[])) AS top WHERE s.keeper_path LIKE top || '%')
 OR EXISTS (SELECT FROM unnest(CAST(:lying AS text[])) AS top WHERE s.area_path LIKE top || '%'))
"""
"""Whether a scope `s` lies within what `readable` says."""

_ONE = text(f"SELECT * FROM {SCOPES} AS s WHERE s.kind = :kind AND s.public_id = :public_id")  # noqa: S608
_SOME = text(f"""
SELECT * FROM (
  SELECT s.*, row_number() OVER (PARTITION BY s.kind ORDER BY
           CASE s.kind WHEN 'area' THEN s.area_path ELSE s.keeper_path END) AS place
    FROM {SCOPES} AS s
   WHERE {OPEN} AND (:name = '' OR strpos(lower(s.name), :name) > 0
                                OR strpos(lower(s.name_en), :name) > 0)) AS found
 WHERE place <= :limit ORDER BY kind, place
""")  # noqa: S608 - own words


class ScopeKind(StrEnum):
    """What sort of thing a report is about."""

    area = "area"
    organization = "organization"


@dataclass(frozen=True, slots=True)
class Scope:
    """An area with the body that looks after it, or an organization with the area it lies in."""

    kind: ScopeKind
    key: int
    public_id: str
    name: str
    name_en: str
    keeper_path: str
    area_path: str

    @property
    def code(self) -> str:
        """What it is called in forms and addresses."""
        return f"{self.kind}:{self.public_id}"

    @property
    def columns(self) -> dict[str, int | None]:
        """The columns that point to it."""
        return {
            "area_id": self.key if self.kind is ScopeKind.area else None,
            "organization_id": self.key if self.kind is ScopeKind.organization else None,
        }

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if self.name_en and current_locale() == "en" else self.name

    @property
    def depth(self) -> int:
        """How many levels it stands below the root."""
        path = self.area_path if self.kind is ScopeKind.area else self.keeper_path
        return path.count("/") - 2

    def open_to(self, viewer: Viewer) -> bool:
        """Whether a viewer may read what is said of it."""
        at = {"organization_path": self.keeper_path, "area_path": self.area_path}
        return any(viewer.may(right, **at) for right in READERS)


def readable(viewer: Viewer) -> dict[str, list[str]]:
    """The values of `OPEN` for a viewer."""
    held = [viewer.scopes(right) for right in READERS]
    return {
        "kept": sorted({path for kept, _lying in held for path in kept}),
        "lying": sorted({path for _kept, lying in held for path in lying}),
    }


def scope_from(row: Row[Any]) -> Scope:
    """A scope from a row with the columns of `SCOPES`."""
    return Scope(
        ScopeKind(row.kind),
        row.key,
        row.public_id,
        row.name,
        row.name_en,
        row.keeper_path,
        row.area_path,
    )


async def scope_with(db: AsyncSession, code: str) -> Scope:
    """The scope of this code. Raises NotFound."""
    kind, _colon, public_id = code.partition(":")
    row = (await db.execute(_ONE, {"kind": kind, "public_id": public_id[:16]})).first()
    if row is None:
        raise NotFound
    return scope_from(row)


async def scopes_for(db: AsyncSession, viewer: Viewer, name: str = "") -> Sequence[Scope]:
    """What a viewer may read reports of, areas first, by the trees; at most `MOST` each."""
    values = readable(viewer) | {"name": name.lower(), "limit": MOST}
    return [scope_from(row) for row in await db.execute(_SOME, values)]
