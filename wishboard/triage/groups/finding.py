"""Which earlier groups a wish may belong to, found in the database by the marks they share."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, text
from sqlmodel import col

from wishboard.core.database import AsyncSession
from wishboard.triage.grouping import CANDIDATES, MEMBERS_COMPARED
from wishboard.triage.groups.models import Apart, GroupWish, HotGroup
from wishboard.triage.groups.reading import KEPT, messages_of
from wishboard.triage.messages import Message

_LIKELY = text("""
SELECT coalesce(h.founder_id, w.wish_id) AS founder
  FROM group_wish w LEFT JOIN hot_group h ON h.id = w.group_id, unnest(w.marks) AS m(mark)
 WHERE w.marks && CAST(:marks AS bigint[]) AND m.mark = ANY(CAST(:marks AS bigint[]))
   AND w.at BETWEEN :since AND :until AND w.wish_id <> :wish
   AND NOT EXISTS (SELECT FROM alone a WHERE a.wish_id = w.wish_id)
 GROUP BY founder ORDER BY count(DISTINCT m.mark) DESC, founder DESC LIMIT :most
""")
_LATEST = text("""
SELECT found.founder, latest.wish_id
  FROM unnest(CAST(:founders AS bigint[])) AS found(founder)
  JOIN group_wish own ON own.wish_id = found.founder,
  LATERAL (SELECT w.wish_id, w.at FROM group_wish w
            WHERE (w.group_id = own.group_id OR w.wish_id = own.wish_id)
              AND w.at BETWEEN :since AND :until
            ORDER BY w.at DESC, w.wish_id DESC LIMIT :most) AS latest
 ORDER BY latest.at, latest.wish_id
""")


def marks_of(tokens: Iterable[str]) -> list[int]:
    """Digests of tokens, as they are stored and compared."""
    return sorted(
        int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), signed=True)
        for token in tokens
    )


async def likely_groups(
    db: AsyncSession, message: Message, marks: Sequence[int]
) -> dict[int, list[Message]]:
    """The latest messages of the groups a message may belong to, the earliest first.

    A group goes by the key of its first wish; a wish in no group is a group of its own.
    """
    if not marks:
        return {}
    during = {"since": message.at - KEPT, "until": message.at + KEPT}
    asked = {"marks": list(marks), "wish": message.key, "most": CANDIDATES}
    founders = list((await db.execute(_LIKELY, asked | during)).scalars())
    latest = await db.execute(_LATEST, {"founders": founders, "most": MEMBERS_COMPARED} | during)
    pairs = [(row.founder, row.wish_id) for row in latest]
    known = await messages_of(db, [wish_id for _founder, wish_id in pairs])
    groups: dict[int, list[Message]] = defaultdict(list)
    for founder, wish_id in pairs:
        groups[founder].append(known[wish_id])
    return groups


async def barred(db: AsyncSession, wish_id: int) -> set[int]:
    """The groups, by their first wishes, that hold one a person set apart from this wish."""
    pairs = await db.execute(
        select(col(Apart.one_id), col(Apart.other_id)).where(
            (col(Apart.one_id) == wish_id) | (col(Apart.other_id) == wish_id)
        )
    )
    apart = {key for pair in pairs for key in pair} - {wish_id}
    if not apart:
        return set()
    founders = (
        select(func.coalesce(HotGroup.founder_id, GroupWish.wish_id))
        .select_from(GroupWish)
        .outerjoin(HotGroup, col(HotGroup.id) == col(GroupWish.group_id))
        .where(col(GroupWish.wish_id).in_(apart))
    )
    return set((await db.execute(founders)).scalars())
