"""Lapse, delivery, hand-back and new promises race each other: places always add up."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.cast import Town
from tests.deeds import done, raced
from tests.servers import environment
from tests.torture.processes import times
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.claims.commands import claim_wish, hand_back_claim, let_lapse
from wishboard.claims.models import Claim
from wishboard.claims.queries import living_claims
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, transaction
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import AnswerForm, DeliverForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

pytestmark = pytest.mark.torture

TABLES = 4
"""So many wishes are raced for at the same time."""
CROWD = 8

STRAY = text("""
SELECT w.id, w.stage, w.taken, w.places, c.living, c.leads FROM wish w
  JOIN LATERAL (SELECT count(*) AS living, count(*) FILTER (WHERE lead) AS leads
                  FROM claim c WHERE c.wish_id = w.id AND c.ended_at IS NULL) c ON true
 WHERE w.id = :wish AND NOT (
       w.taken = c.living AND w.taken BETWEEN 0 AND w.places
   AND c.leads = CASE WHEN c.living > 0 THEN 1 ELSE 0 END
   AND (w.stage = 'claimed') = (c.living > 0)
   AND w.stage IN ('published', 'claimed', 'delivered'))
""")
UNTOLD = text("""
SELECT c.id, c.ending, e.kinds FROM claim c
  LEFT JOIN LATERAL (SELECT array_agg(e.kind ORDER BY e.id) AS kinds FROM event e
                      WHERE e.subject = 'wish' AND e.subject_id = c.wish_id
                        AND (e.facts ->> 'claim')::bigint = c.id) e ON true
 WHERE e.kinds IS DISTINCT FROM CASE c.ending
       WHEN 'handed_back' THEN ARRAY['claim.made', 'claim.handed_back']::varchar[]
       WHEN 'lapsed' THEN ARRAY['claim.made', 'claim.lapsed']::varchar[]
       ELSE ARRAY['claim.made']::varchar[] END
""")


async def lapse(db: AsyncSession, key: int) -> None:
    await let_lapse(db, await db.get_one(Claim, key))


async def expire(db: AsyncSession, key: int) -> None:
    late = {"day": today() - timedelta(days=40), "claim": key}
    await db.execute(text("UPDATE claim SET promised_on = :day WHERE id = :claim"), late)


async def race(wish: Wish, people: dict[int, Viewer], dice: random.Random) -> Counter[str]:
    """Several deeds on one wish at once; what became of each."""
    day = today() + timedelta(days=9)
    deeds: list[Coroutine[Any, Any, Any]] = [
        done(claim_wish, wish.key, by=viewer, promised_on=day)
        for viewer in dice.sample(sorted(people.values(), key=lambda one: one.person_id), 3)
    ]
    if living := await done(living_claims, wish):
        late, lead, other = dice.choice(living), living[0], dice.choice(living)
        await done(expire, late.key)
        owner, leader = people[late.person_id], people[lead.person_id]
        deeds += [
            done(lapse, late.key),
            done(hand_back_claim, late.public_id, by=owner, reason="忙"),
            done(hand_back_claim, other.public_id, by=people[other.person_id], reason="忙"),
            done(deliver_wish, lead.public_id, DeliverForm(done="好了"), by=leader),
        ]
    dice.shuffle(deeds)
    return await raced(deeds)


async def race_again_and_again(
    wish: Wish, people: dict[int, Viewer], rounds: int, dice: random.Random
) -> Counter[str]:
    seen: Counter[str] = Counter()
    for _ in range(rounds):
        seen += await race(wish, people, dice)
        async with transaction() as db:
            assert (await db.execute(STRAY, {"wish": wish.key})).all() == []
            stage = (await db.exec(select(Wish.stage).where(Wish.id == wish.key))).one()
        if stage is Stage.delivered:
            form = AnswerForm(done=False, somebody_else=dice.random() < 0.5)
            await done(answer_wish, wish.key, form, by=wisher_of(wish.key))
    return seen


async def test_places_always_add_up(town: Town) -> None:

    dice = random.Random()
    with environment(open_claims_cap="1000000", lapse_pause_days="0"):
        races = []
        for table in range(TABLES):
            crowd = [await town.recruit(f"helper {table}.{n}") for n in range(CROWD)]
            people = {viewer.person_id: viewer for viewer in crowd}
            wish = await town.published(places=3)
            own_dice = random.Random(dice.random())
            races.append(race_again_and_again(wish, people, times(5000) // TABLES, own_dice))
        seen = sum(await asyncio.gather(*races), Counter[str]())
    assert {"Claim", "Wish", "NoneType", "Outcome"} <= set(seen), "every deed won some race"
    assert {"no_place_left", "not_now", "not_yours"} <= set(seen), "and lost some"
    async with transaction() as db:
        assert (await db.execute(UNTOLD)).all() == []
