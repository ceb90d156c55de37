"""The limit: the statements of one closing with its credits, by the driver alone."""

from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from bench.generator import claimable
from bench.year import HOT

_HOLD = "SELECT * FROM wish WHERE public_id = %s FOR NO KEY UPDATE"
_OVER = "SELECT o.path, a.path FROM organization o, area a WHERE o.id = %s AND a.id = %s"
_ANSWERED = """
SELECT o.*, a.* FROM outcome o JOIN answer a ON a.outcome_id = o.id
 WHERE o.wish_id = %s AND NOT o.undone ORDER BY o.id DESC LIMIT 1
"""
_SHARES = "SELECT * FROM participation WHERE outcome_id = %s ORDER BY person_id"
_PAIRS = """
SELECT p.id, p.phone_index = w.phone_index,
       (SELECT count(*) FROM participation s JOIN outcome o ON o.id = s.outcome_id
          JOIN wish ON wish.id = o.wish_id
         WHERE s.person_id = p.id AND wish.wisher_id = w.id AND wish.stage = 'closed'
           AND o.id <> %s AND NOT o.undone AND o.delivered_on > current_date - 365)
  FROM person p JOIN wisher w ON w.id = %s WHERE p.id = ANY(%s)
"""
_OWNER = """
SELECT organization_id FROM membership WHERE person_id = %s AND kind = 'member' AND owning
   AND since <= current_date AND (until IS NULL OR until >= current_date)
 ORDER BY since DESC, id DESC LIMIT 1
"""
_CREDIT = """
INSERT INTO credit (holder, holder_id, organization_id, cause_kind, cause_id, round, year, done_on,
                    amount, folded, at)
VALUES (%s, %s, %s, 'wish', %s, 0, extract(year FROM current_date)::int, current_date, 1, false,
        now()) ON CONFLICT DO NOTHING
"""
_OUTCOME = "UPDATE outcome SET confirmed = 1, confirmed_by_id = 5 WHERE id = %s"
_WISH = """
UPDATE wish SET stage = 'closed', ending = 'fulfilled', closed_at = now(), due_on = NULL,
       version = version + 1 WHERE id = %s
"""
_EVENT = """
INSERT INTO event (at, kind, subject, subject_id, doer, doer_id, facts)
VALUES (now(), 'outcome.closed', 'wish', %s, 'person', 5, jsonb_build_object('outcome', %s::bigint))
"""


async def close_barely(line: psycopg.AsyncConnection, number: int) -> None:
    """Close one answered wish as the house does, without the house."""
    name = claimable(number)
    async with line.transaction(), line.cursor(row_factory=namedtuple_row) as read:
        wish: Any = await (await read.execute(_HOLD, (name,))).fetchone()
        await (await line.execute(_OVER, (wish.keeper_id, wish.area_id))).fetchone()
        answered: Any = await (await line.execute(_ANSWERED, (wish.id,))).fetchone()
        outcome = answered[0]
        shares: list[Any] = await (await read.execute(_SHARES, (outcome,))).fetchall()
        await line.execute(_WISH, (wish.id,))
        await line.execute(_OUTCOME, (outcome,))
        people = [share.person_id for share in shares]
        await (await line.execute(_PAIRS, (outcome, wish.wisher_id, people))).fetchall()
        for share in shares:
            await (await read.execute(_OWNER, (share.person_id,))).fetchone()
            due = [("person", share.person_id), ("organization", HOT)]
            await read.executemany(_CREDIT, [(*one, HOT, name) for one in due])
        await line.execute(_EVENT, (wish.id, outcome))
