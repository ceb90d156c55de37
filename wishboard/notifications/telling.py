"""Telling: from events nobody has told to notices, each exactly once.

One transaction takes a batch of untold events, writes every notice and marks the events. It is
whole or it never was, so that a worker killed in the middle has told nobody twice.
"""

from datetime import timedelta

from sqlalchemy import text as sql
from sqlalchemy import update
from sqlmodel import col

from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import untold
from wishboard.events.models import Event
from wishboard.notifications.parts import Part
from wishboard.notifications.recipients import Recipient, recipients
from wishboard.notifications.told import GATHERED, TOLD
from wishboard.settings import settings

BATCH = 200
NEWS = timedelta(days=2)
"""Older events, as after an import or a long pause, are told in the house but not by mail."""

_HAS_ACCOUNT = "p.username IS NOT NULL AND (p.left_on IS NULL OR p.left_on > :today)"
_MAIL = "CASE WHEN :mailing AND p.email <> '' AND max(e.at) > :news THEN 'planned' ELSE 'none' END"

_EACH = sql(f"""
INSERT INTO notice
       (event_id, person_id, kind, audience, wish_id, issue_id, at, times, mail, mail_attempts)
SELECT e.id, p.id, e.kind, t.audience, CASE WHEN e.subject = 'wish' THEN e.subject_id END,
       CASE WHEN e.subject = 'issue' THEN e.subject_id END, e.at, 1, {_MAIL}, 0
  FROM unnest(CAST(:events AS bigint[]), CAST(:people AS bigint[]), CAST(:audiences AS text[]))
       AS t (event_id, person_id, audience)
  JOIN event e ON e.id = t.event_id JOIN person p ON p.id = t.person_id
 WHERE {_HAS_ACCOUNT}
 GROUP BY e.id, p.id, t.audience
    ON CONFLICT (event_id, person_id) DO NOTHING
""")  # noqa: S608 - own words

_GATHER = sql(f"""
WITH told AS (
  SELECT * FROM unnest(CAST(:events AS bigint[]), CAST(:people AS bigint[]),
                       CAST(:audiences AS text[])) AS t (event_id, person_id, audience)
  UNION
  SELECT e.id, m.person_id, 'public'
    FROM event e JOIN wish w ON w.id = e.subject_id JOIN organization k ON k.id = w.keeper_id
    JOIN organization b ON b.path ~>=~ k.path AND b.path ~<~ (k.path || '~')
    JOIN membership m ON m.organization_id = b.id AND m.kind = 'member'
     AND m.since <= :today AND (m.until IS NULL OR m.until >= :today)
   WHERE e.id = ANY(CAST(:to_members AS bigint[]))
     AND NOT (e.doer = 'person' AND e.doer_id IS NOT DISTINCT FROM m.person_id)
)
INSERT INTO notice
       (event_id, person_id, kind, audience, wish_id, issue_id, at, day, times, mail, mail_attempts)
SELECT min(e.id), p.id, e.kind, min(t.audience),
       CASE WHEN count(*) = 1 AND min(e.subject) = 'wish' THEN min(e.subject_id) END,
       CASE WHEN count(DISTINCT e.subject_id) = 1 AND min(e.subject) = 'issue'
            THEN min(e.subject_id) END, max(e.at),
       (e.at AT TIME ZONE :zone)::date, count(*), {_MAIL}, 0
  FROM told t JOIN event e ON e.id = t.event_id JOIN person p ON p.id = t.person_id
 WHERE {_HAS_ACCOUNT}
 GROUP BY p.id, e.kind, (e.at AT TIME ZONE :zone)::date
 ORDER BY p.id, e.kind
    ON CONFLICT (person_id, kind, day) WHERE day IS NOT NULL DO UPDATE SET
       times = notice.times + excluded.times, at = greatest(notice.at, excluded.at),
       wish_id = NULL, read_at = NULL,
       issue_id = CASE WHEN notice.issue_id = excluded.issue_id THEN notice.issue_id END,
       mail = CASE WHEN notice.mail = 'none' THEN excluded.mail ELSE notice.mail END
""")  # noqa: S608 - own words


async def tell(limit: int = BATCH) -> int:
    """Tell a batch of events that nobody has told. Returns how many; fewer than `limit`: all."""
    async with transaction() as db:
        events = await untold(db, limit)
        if events:
            await _write_notices(db, list(events))
            ids = [event.id for event in events]
            await db.execute(update(Event).where(col(Event.id).in_(ids)).values(told=True))
    return len(events)


async def tell_everything() -> int:
    """Tell batch after batch until nothing is left. Returns how many events it were."""
    told = 0
    while batch := await tell():
        told += batch
        if batch < BATCH:
            break
    return told


async def _write_notices(db: AsyncSession, events: list[Event]) -> None:
    found = await recipients(db, events)
    gathered = {event.key for event in events if event.kind in GATHERED}
    to_members = [event.key for event in events if Part.members in TOLD.get(event.kind, ())]
    common = {"today": today(), "news": now() - NEWS, "mailing": bool(settings().mail_urls)}
    if each := [one for one in found if one.event_id not in gathered]:
        await db.execute(_EACH, common | _columns(each))
    if gathered:
        together = _columns([one for one in found if one.event_id in gathered])
        more = {"to_members": to_members, "zone": settings().time_zone}
        await db.execute(_GATHER, common | together | more)


def _columns(told: list[Recipient]) -> dict[str, list[object]]:
    """The recipients as the columns of a table."""
    return {
        "events": [one.event_id for one in told],
        "people": [one.person_id for one in told],
        "audiences": [one.audience.value for one in told],
    }
