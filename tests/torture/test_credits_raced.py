"""Completions, undoings and closings of the year race each other: ledger, sums and what is closed
always agree."""

import random
from collections import Counter
from collections.abc import Coroutine
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from tests.cast import Town
from tests.deeds import done, raced
from tests.quotas.scene import closed_year
from tests.torture.processes import times
from wishboard.core.clock import frozen
from wishboard.core.database import AsyncSession, transaction
from wishboard.quotas.ledger import Due, credit, take_back
from wishboard.quotas.models import Holder
from wishboard.quotas.sums import fold_credits, recount_credits
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish

pytestmark = pytest.mark.torture

FULL = 5000
AT_ONCE = 12
CAUSES = 12
BRANCH = "柳荫第一支部"
NEW_YEARS_EVE, FEBRUARY = date(2025, 12, 31), date(2026, 2, 2)

DIFFERS = text("""
SELECT t.key, t.amount, s.amount
  FROM (SELECT concat_ws('/', holder, holder_id, year) AS key, sum(amount) AS amount
          FROM credit GROUP BY 1) t
  FULL JOIN (SELECT key, sum(amount) AS amount
               FROM (SELECT concat_ws('/', holder, holder_id, year) AS key, amount FROM credit_sum
                     UNION ALL SELECT concat_ws('/', holder, holder_id, year), amount
                       FROM credit WHERE NOT folded) both_ GROUP BY 1) s USING (key)
 WHERE coalesce(t.amount, 0) <> coalesce(s.amount, 0)
""")
STRAY = text("""
SELECT cause_id, round, holder, holder_id, sum(amount), count(*) FROM credit
 GROUP BY cause_id, round, holder, holder_id HAVING sum(amount) NOT IN (0, 1) OR count(*) > 2
""")
FROZEN = text("""
SELECT coalesce(sum(amount), 0) FROM credit
 WHERE holder = 'person' AND holder_id = :person AND year = 2025
""")


async def complete(db: AsyncSession, wish: Wish, round_: int, people: list[int], body: int) -> None:
    """What closing a wish writes, behind the lock on the wish that closing holds."""
    await hold_wish(db, wish.key)
    due = [Due(Holder.person, person, body) for person in people]
    due.append(Due(Holder.organization, body, body))
    await credit(db, due, cause=("wish", wish.public_id, round_), done_on=NEW_YEARS_EVE)


async def undo(db: AsyncSession, wish: Wish, round_: int) -> None:
    """What reopening a wish writes, behind the same lock."""
    await hold_wish(db, wish.key)
    await take_back(db, ("wish", wish.public_id, round_))


async def fold(db: AsyncSession, limit: int) -> None:
    await fold_credits(db, limit)


async def recount() -> None:
    """Counting again waits for nobody, and finds nothing wrong in the midst of it."""
    assert [one async for _, wrong in recount_credits() for one in wrong] == []


async def test_ledger_and_sums_agree(town: Town) -> None:
    dice = random.Random()
    body = town.organizations[BRANCH].key
    people = [town.people["member"].key]
    people += [(await town.recruit(f"helper {n}", BRANCH)).person_id for n in range(3)]
    wishes = [await town.collected() for _ in range(CAUSES)]
    seen: Counter[str] = Counter()
    deeds_done, rounds = 0, times(FULL) // AT_ONCE
    with frozen(FEBRUARY):
        for turn in range(rounds):
            deeds: list[Coroutine[Any, Any, Any]] = []
            for _ in range(AT_ONCE):
                wish, round_ = dice.choice(wishes), turn // 10
                if dice.random() < 0.6:
                    chosen = sorted(dice.sample(people, 2))
                    deeds.append(done(complete, wish, round_, chosen, body))
                else:
                    deeds.append(done(undo, wish, round_))
            deeds_done += len(deeds)
            deeds += [done(fold, dice.randint(1, 40)), recount()]
            if turn >= rounds // 2:
                deeds.append(closed_year(town, 2025, by="clerk", body=BRANCH))
            seen += await raced(deeds)
            async with transaction() as db:
                assert (await db.execute(DIFFERS)).all() == []
    assert deeds_done >= times(FULL) - AT_ONCE
    assert seen["year_is_closed"] == rounds - rounds // 2 - 1, "it was closed once"
    await _agrees(town, people)


async def _agrees(town: Town, people: list[int]) -> None:
    """Nothing was credited twice, nothing entered the closed year, and a recount finds nothing."""
    async with transaction() as db:
        assert (await db.execute(STRAY)).all() == []
        found = await db.execute(text("SELECT statement FROM year_closing"))
        (statement,) = found.scalars().all()
        public = {person.public_id: person.key for person in town.people.values()}
        for one in statement["members"]:
            given = {"person": public[one["person"]]}
            assert (await db.execute(FROZEN, given)).scalar_one() == one["done"]
        adjusted = text("SELECT count(*) FROM credit WHERE adjusts = 2025 AND year = 2026")
        assert (await db.execute(adjusted)).scalar_one() > 0
        assert {one["person"] for one in statement["members"]} == {
            key for key, person in public.items() if person in people
        }
    while await done(fold_credits, 500):
        pass
    await recount()
