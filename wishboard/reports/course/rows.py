"""The rows behind a figure of the year: wishes or problems, under the same condition."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.tokens import every_token, plain
from wishboard.reports.course.looked import ISSUES_WITHIN, WISHES_WITHIN, Looked
from wishboard.reports.hotwords.said import HOLDS, PUBLIC
from wishboard.wishes.stages import SPINE

PAGE = 50

_WISHES = """
SELECT 'wish' AS kind, w.id, w.public_id, w.title, {public} AS public, w.stage::text AS stage,
       w.collected_at AS at, w.due_on, a.name AS area, a.name_en AS area_en,
       a.path AS area_path, k.path AS keeper_path, c.name AS category, c.name_en AS category_en
  FROM wish w JOIN area a ON a.id = w.area_id JOIN organization k ON k.id = w.keeper_id
  LEFT JOIN category c ON c.id = w.category_id
 WHERE w.kind = 'micro_wish' AND w.merged_into_id IS NULL AND {condition} AND {within}
 ORDER BY w.collected_at DESC, w.id DESC LIMIT :limit OFFSET :first
"""
_ISSUES = """
SELECT 'issue' AS kind, i.id, i.public_id, i.title, {public} AS public, i.stage::text AS stage,
       i.opened_at AS at, i.due_on, a.name AS area, a.name_en AS area_en,
       a.path AS area_path, k.path AS keeper_path, c.name AS category, c.name_en AS category_en
  FROM issue i JOIN area a ON a.id = i.area_id JOIN organization k ON k.id = i.keeper_id
  JOIN category c ON c.id = i.category_id
 WHERE {condition} AND {within}
 ORDER BY i.opened_at DESC, i.id DESC LIMIT :limit OFFSET :first
"""
_PUBLIC_ISSUE = "(i.ending IS NULL OR i.ending = 'solved')"
_COLLECTED = "w.collected_at >= :since AND w.collected_at < :until"
_STOOD = "EXISTS (SELECT FROM outcome o {join} WHERE o.wish_id = w.id AND NOT o.undone{more})"
_IN_HAND = "i.stage IN ('dispatched', 'accepted')"
_OPENED = "i.merged_into_id IS NULL AND i.opened_at >= :since AND i.opened_at < :until"
_REACHED = {
    "collected": "true",
    "registered": "w.registered_at IS NOT NULL",
    "published": "w.published_at IS NOT NULL",
    "claimed": "EXISTS (SELECT FROM claim c WHERE c.wish_id = w.id)",
    "delivered": _STOOD.format(join="", more=""),
    "answered": _STOOD.format(join="JOIN answer s ON s.outcome_id = o.id", more=""),
    "closed": "w.closed_at IS NOT NULL",
}
WISHES = {
    **{f"reached_{step}": f"{_COLLECTED} AND {_REACHED[step]}" for step in SPINE},
    **{f"at_{step}": f"{_COLLECTED} AND w.stage = '{step}'" for step in SPINE},
    "came": _COLLECTED,
    "fulfilled": "w.stage = 'closed' AND w.ending = 'fulfilled'"
    " AND w.closed_at >= :since AND w.closed_at < :until",
    "deferred": "w.stage = 'deferred'",
    "said": f"{_COLLECTED} AND {PUBLIC} AND {HOLDS.format(word=':word', query=':said')}",
    "praised": "EXISTS (SELECT FROM answer s WHERE s.wish_id = w.id AND s.praise"
    " AND s.at >= :since AND s.at < :until)",
}
ISSUES = {
    "red": f"{_IN_HAND} AND i.rung IN (SELECT number FROM rung WHERE colour = 'red')",  # noqa: S608
    "late": f"{_IN_HAND} AND i.due_on < :today",
    "legacy": "i.kind = 'legacy' AND i.stage <> 'closed'",
    "proactive": f"i.proactive AND {_OPENED}",
    "opened": _OPENED,
    "solved": "i.ending = 'solved' AND i.closed_at >= :since AND i.closed_at < :until",
}
"""The condition of each figure, by its name in addresses."""


async def course_rows(
    db: AsyncSession,
    looked: Looked,
    what: str,
    *,
    first: int = 0,
    category: str = "",
    word: str = "",
) -> Sequence[Row[Any]]:
    """What stands behind a figure, the newest first; one more than fit on a page if any.

    `word` is the hot word of which `said` shows the wishes that hold it. `public` says of which
    everybody may read the title.
    """
    of, within, public = _ISSUES, ISSUES_WITHIN, _PUBLIC_ISSUE
    if what in WISHES:
        of, within, public = _WISHES, WISHES_WITHIN, PUBLIC
    condition = WISHES[what] if what in WISHES else ISSUES[what]
    values = looked.values() | {"limit": PAGE + 1, "first": first, "now": now()}
    if category:
        condition += " AND c.slug = :category"
        values["category"] = category
    if what == "said":
        values |= {"word": plain(word), "said": every_token(word)}
    query = of.format(condition=condition, within=within, public=public)
    found: Sequence[Row[Any]] = (await db.execute(text(query), values)).all()
    return found
