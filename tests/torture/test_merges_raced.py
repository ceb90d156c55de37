"""Merging races against promises and withdrawal: no promise on a merged wish, and no circle."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done, raced
from tests.servers import environment
from tests.torture.processes import times
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.claims.commands import claim_wish
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, transaction
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import MergeForm, WithdrawForm
from wishboard.endings.merging import merge_wish, unmerge_wish
from wishboard.wishes.models import Wish

pytestmark = pytest.mark.torture

COPY = text(
    """
INSERT INTO wish ({columns}, public_id, code)
SELECT {columns}, substr(md5(n::text || random()), 1, 12), substr(md5(random() || n::text), 1, 11)
  FROM wish, generate_series(1, :count) AS n WHERE wish.id = :wish
RETURNING id
""".format(
        columns=", ".join(
            column.name
            for column in Wish.__table__.columns  # type: ignore[attr-defined]
            if column.name not in ("id", "public_id", "code", "on_board")
        )
    )
)
PROMISED_AND_CLOSED = text("""
SELECT w.id FROM wish w WHERE w.stage = 'closed'
   AND (w.taken > 0 OR EXISTS (SELECT 1 FROM claim c
                                WHERE c.wish_id = w.id AND c.ended_at IS NULL))
""")
MISCOUNTED = text("""
SELECT w.id FROM wish w
 WHERE w.taken <> (SELECT count(*) FROM claim c WHERE c.wish_id = w.id AND c.ended_at IS NULL)
    OR (w.ending = 'merged') <> (w.merged_into_id IS NOT NULL)
""")
CIRCLE = text("""
WITH RECURSIVE way (start, here, steps) AS (
  SELECT id, merged_into_id, 1 FROM wish WHERE merged_into_id IS NOT NULL
  UNION ALL
  SELECT start, w.merged_into_id, steps + 1 FROM way JOIN wish w ON w.id = way.here
   WHERE w.merged_into_id IS NOT NULL AND steps < 20)
SELECT start FROM way WHERE start = here
""")


async def copies(wish: Wish, count: int) -> list[Wish]:
    """So many wishes just like this one."""

    async def made(db: AsyncSession) -> list[Wish]:
        keys = (await db.execute(COPY, {"wish": wish.key, "count": count})).scalars().all()
        found = await db.exec(select(Wish).where(col(Wish.id).in_(keys)).order_by(col(Wish.id)))
        return list(found.all())

    return await done(made)


async def race(three: list[Wish], people: list[Viewer], clerk: Viewer) -> Counter[str]:
    """Merges in a ring, promises on each, one withdrawal and one un-merge, all at once."""
    one, two, last = three
    day = today() + timedelta(days=9)
    deeds = [
        done(merge_wish, one.key, MergeForm(into=two.public_id), by=clerk),
        done(merge_wish, two.key, MergeForm(into=last.public_id), by=clerk),
        done(merge_wish, last.key, MergeForm(into=one.public_id), by=clerk),
        done(claim_wish, one.key, by=people[0], promised_on=day),
        done(claim_wish, two.key, by=people[1], promised_on=day),
        done(claim_wish, last.key, by=people[0], promised_on=day),
        done(withdraw_wish, two.key, WithdrawForm(), by=wisher_of(two.key)),
        done(unmerge_wish, one.key, by=clerk),
    ]
    random.shuffle(deeds)
    return await raced(deeds)


async def test_no_promise_on_a_merged_wish_and_no_circle(town: Town) -> None:
    rounds, seen = times(2000), Counter[str]()
    clerk = await town.viewer("clerk")
    people = [await town.viewer("member"), await town.viewer("comrade")]
    wishes = await copies(await town.published(places=2), rounds * 3)
    with environment(open_claims_cap="1000000"):
        for start in range(0, len(wishes), 3):
            seen += await race(wishes[start : start + 3], people, clerk)
    async with transaction() as db:
        for question in (PROMISED_AND_CLOSED, MISCOUNTED, CIRCLE):
            assert (await db.execute(question)).all() == []
    assert {"Wish", "Claim", "target_closed", "not_now"} <= set(seen)
