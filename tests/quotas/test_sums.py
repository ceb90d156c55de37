"""Sums are a cache of the ledger: what is folded and what is not yet add up to the same."""

from datetime import date

from sqlalchemy import text

from tests.cast import Town
from tests.deeds import done
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.quotas.ledger import Due, credit, take_back
from wishboard.quotas.models import Holder
from wishboard.quotas.sums import Recount, fold_credits, recount_credits, sums_by_members, sums_of

DAY = date(2025, 11, 21)


async def give(cause: str, day: date = DAY, holder: int = 7, kind: str = "wish") -> None:
    await done(credit, [Due(Holder.person, holder, 3)], cause=(kind, cause, 0), done_on=day)


async def told(holder: int = 7, year: int = 2025) -> list[tuple[int, str, int]]:
    sums = await done(sums_of, Holder.person, [holder], year)
    return sorted((one.quarter, one.cause_kind, one.amount) for one in sums[holder])


async def recounted() -> list[Recount]:
    return [one async for _share, wrong in recount_credits() for one in wrong]


async def test_a_credit_is_seen_before_and_after_it_is_folded(town: Town) -> None:
    with frozen(DAY):
        await give("a")
        await give("b", date(2025, 2, 1))
        await give("c", kind="task")
        seen = await told()
        assert seen == [(1, "wish", 1), (4, "task", 1), (4, "wish", 1)]
        assert await done(fold_credits, 2) == 2
        assert await told() == seen
        assert await done(fold_credits) == 1
        assert await told() == seen
        assert await done(fold_credits) == 0


async def test_taking_back_ends_at_nothing(town: Town) -> None:
    with frozen(DAY):
        await give("a")
        await done(fold_credits)
        await done(take_back, ("wish", "a", 0))
        assert await told() == []
        await done(fold_credits)
        assert await told() == []


async def test_what_members_did_is_known_by_their_organization(town: Town) -> None:
    with frozen(DAY):
        await give("a")
        await give("a", holder=8)
        await done(fold_credits, 1)
        sums = await done(sums_by_members, [3, 4], 2025)
        assert [one.amount for one in sums[3]] == [2]
        assert sums[4] == []


async def test_a_recount_finds_nothing_where_nothing_is_wrong(town: Town) -> None:
    assert await recounted() == []
    with frozen(DAY):
        await give("a")
        await done(fold_credits)
        await give("b")
    assert await recounted() == []


async def test_a_recount_sets_right_what_was_changed_by_hand(town: Town) -> None:
    with frozen(DAY):
        await give("a")
        await give("b", holder=9)
        await done(fold_credits)
        right = await told()
        async with transaction() as db:
            await db.execute(text("UPDATE credit_sum SET amount = 5 WHERE holder_id = 7"))
            await db.execute(text("DELETE FROM credit_sum WHERE holder_id = 9"))
        wrong = await recounted()
        assert [(one.holder_id, one.was, one.is_) for one in wrong] == [(7, 5, 1), (9, 0, 1)]
        assert await told() == right
        assert await recounted() == []
