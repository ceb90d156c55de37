"""The lines of the ledger: one wish each, with every date of its way and without contact data."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from wishboard.accounts.viewer import Viewer
from wishboard.reports.ledger.extract import Extract, scope_of

BATCH = 500

_LINES = """
SELECT w.id, w.public_id, w.kind, w.lane, w.stage, w.ending, w.channel, w.title, w.places,
       w.reopened, w.expected, w.collected_at, w.registered_at, w.published_at, w.closed_at,
       w.review_on, a.path AS area_path, k.name AS keeper, k.name_en AS keeper_en,
       c.name AS category, c.name_en AS category_en, p.claimed_at, p.promised_on,
       o.delivered_on, o.done, o.paid_by, o.minutes, o.reported, o.confirmed,
       s.at AS answered_at, s.how AS answered_by, s.done AS confirmed_done, s.rating, s.praise,
       d.kind AS decision, d.explanation, d.receiver, r.sentence AS reason,
       r.sentence_en AS reason_en, t.people, coalesce(t.helpers, p.helpers) AS helpers
  FROM wish w
  JOIN area a ON a.id = w.area_id
  JOIN organization k ON k.id = w.keeper_id
  LEFT JOIN category c ON c.id = w.category_id
  LEFT JOIN LATERAL (
    SELECT min(made_at) AS claimed_at,
           min(promised_on) FILTER (WHERE ended_at IS NULL OR ending = 'delivered') AS promised_on,
           (SELECT string_agg(DISTINCT h.name, '、') FROM claim l
              LEFT JOIN membership m ON m.person_id = l.person_id AND m.owning AND m.until IS NULL
              JOIN organization h ON h.id = coalesce(l.organization_id, m.organization_id)
             WHERE l.wish_id = w.id AND l.ended_at IS NULL) AS helpers
      FROM claim WHERE wish_id = w.id) p ON true
  LEFT JOIN LATERAL (
    SELECT * FROM outcome WHERE wish_id = w.id AND NOT undone ORDER BY id DESC LIMIT 1) o ON true
  LEFT JOIN answer s ON s.outcome_id = o.id
  LEFT JOIN LATERAL (
    SELECT count(*) AS people, string_agg(DISTINCT h.name, '、') AS helpers
      FROM participation n LEFT JOIN organization h ON h.id = n.organization_id
     WHERE n.outcome_id = o.id HAVING count(*) > 0) t ON true
  LEFT JOIN LATERAL (
    SELECT * FROM decision WHERE wish_id = w.id AND ended_at IS NULL
     ORDER BY id DESC LIMIT 1) d ON true
  LEFT JOIN reason r ON r.id = d.reason_id
 WHERE {scope} AND {extract} AND (w.collected_at, w.id) > (:after_at, :after_id)
 ORDER BY w.collected_at, w.id LIMIT :limit
"""

_TOTALS = """
SELECT count(*) AS wishes,
       count(*) FILTER (WHERE w.ending = 'fulfilled' AND w.kind = 'micro_wish') AS fulfilled,
       count(*) FILTER (WHERE w.ending = 'fulfilled' AND w.kind <> 'micro_wish') AS tasks,
       count(*) FILTER (WHERE w.ending = 'unconfirmed') AS unconfirmed,
       count(*) FILTER (WHERE w.stage <> 'closed') AS open,
       coalesce(sum(t.people) FILTER (WHERE counts.it), 0) AS participations,
       coalesce(sum(w.expected) FILTER (WHERE w.ending = 'fulfilled'), 0) AS expected,
       coalesce(sum(o.reported) FILTER (WHERE w.ending = 'fulfilled'), 0) AS reported,
       coalesce(sum(o.confirmed) FILTER (WHERE w.ending = 'fulfilled'), 0) AS confirmed
  FROM wish w
  JOIN area a ON a.id = w.area_id
  JOIN organization k ON k.id = w.keeper_id
  LEFT JOIN LATERAL (
    SELECT * FROM outcome WHERE wish_id = w.id AND NOT undone ORDER BY id DESC LIMIT 1) o ON true
  LEFT JOIN LATERAL (
    SELECT count(*) AS people FROM participation n WHERE n.outcome_id = o.id) t ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(w.ending IN ('fulfilled', 'unconfirmed'), false) AS it) counts
 WHERE {scope} AND {extract}
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the ledger, behind which the next lines stand."""

    at: datetime
    key: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.key}"


BEGINNING = Mark(datetime.fromisoformat("0001-01-02T00:00:00+00:00"), 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the lines add up to: three numbers that are never added to each other.

    Wishes that came true (tasks apart), participations in person-times, people who benefited as
    the keepers confirmed them. `unconfirmed` ones were done without a word from the wisher: they
    count as participations and nowhere else.
    """

    wishes: int
    fulfilled: int
    tasks: int
    unconfirmed: int
    open: int
    participations: int
    expected: int
    reported: int
    confirmed: int


async def page_of(
    db: AsyncConnection, extract: Extract, viewer: Viewer | None, after: Mark, limit: int
) -> list[Row[Any]]:
    """The lines behind a mark, in the order in which the wishes were collected."""
    query, values = _asked(_LINES, extract, viewer)
    values |= {"after_at": after.at, "after_id": after.key, "limit": limit}
    return list((await db.execute(text(query), values)).all())


async def lines(
    db: AsyncConnection, extract: Extract, viewer: Viewer | None
) -> AsyncIterator[Row[Any]]:
    """All lines, fetched in portions; `viewer` None is an operator, who sees the whole town."""
    after = BEGINNING
    while found := await page_of(db, extract, viewer, after, BATCH):
        for line in found:
            yield line
        after = mark_of(found[-1])


async def totals(db: AsyncConnection, extract: Extract, viewer: Viewer | None) -> Totals:
    """What an extract adds up to."""
    query, values = _asked(_TOTALS, extract, viewer)
    return Totals(*(await db.execute(text(query), values)).one())


def mark_of(line: Row[Any]) -> Mark:
    """The mark behind a line."""
    return Mark(line.collected_at, line.id)


def mark_from(written: str) -> Mark:
    """A mark out of an address; the beginning when it is none."""
    at, _, key = written.partition("~")
    try:
        return Mark(datetime.fromisoformat(at), int(key))
    except ValueError:
        return BEGINNING


def _asked(query: str, extract: Extract, viewer: Viewer | None) -> tuple[str, dict[str, Any]]:
    scope, scope_values = scope_of(viewer)
    condition, values = extract.condition()
    return query.format(scope=scope, extract=condition), scope_values | values
