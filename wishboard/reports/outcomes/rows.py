"""The rows behind a figure of the outcomes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from wishboard.core.database import AsyncSession
from wishboard.reports.outcomes.done import FROM
from wishboard.reports.outcomes.extent import Extent, What
from wishboard.reports.outcomes.levels import span
from wishboard.settings import settings

PAGE = 50

_ROWS = """
SELECT d.*, a.name AS area, a.name_en AS area_en, a.path AS area_path, k.path AS keeper_path,
       o.name AS body, o.name_en AS body_en, c.name AS category, c.name_en AS category_en,
       q.expected AS much_expected, q.reported AS much_reported, q.confirmed AS much_confirmed
  {lines} JOIN organization k ON k.id = d.keeper_id
  LEFT JOIN organization o ON o.id = d.organization_id
  LEFT JOIN category c ON c.id = d.category_id
  LEFT JOIN issue_quantity q ON d.kind = 'issue' AND q.issue_id = d.id
        AND q.kind_id = (SELECT id FROM quantity_kind WHERE code = :quantity)
 WHERE {condition} AND {what}
 ORDER BY d.day DESC, d.kind, d.id DESC LIMIT :limit OFFSET :first
"""
_WHAT = {
    What.everything: "true",
    What.wishes: "d.kind = 'wish'",
    What.issues: "d.kind = 'issue'",
}


async def outcome_rows(
    db: AsyncSession, extent: Extent, what: What, *, first: int = 0
) -> Sequence[Row[Any]]:
    """What was done within an extent, the newest first; one more than fit on a page if any."""
    condition, values = extent.condition()
    query = _ROWS.format(lines=FROM, condition=condition, what=_WHAT[what])
    values |= span(extent) | {"zone": settings().zone.key, "limit": PAGE + 1}
    values |= {"first": first, "quantity": extent.quantity}
    found: Sequence[Row[Any]] = (await db.execute(text(query), values)).all()
    return found
