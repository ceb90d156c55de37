"""One row for each credit is the truth, and a year is the sum of its rows."""

import asyncio
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.quotas.ledger import Due, credit, credits_in, take_back, total_in
from wishboard.quotas.models import Credit, Holder
from wishboard.quotas.year import own_year

DAY = date(2025, 11, 21)
CAUSE = ("wish", "abc", 0)
SOMEBODY = (Holder.person, 7)


async def give(cause: tuple[str, str, int] = CAUSE, day: date = DAY, holder: int = 7) -> None:
    await done(credit, [Due(Holder.person, holder, 3)], cause=cause, done_on=day)


async def amounts(year: int = 2025) -> list[int]:
    return [row.amount for row in await done(credits_in, *SOMEBODY, year)]


async def test_a_cause_is_credited_once(town: Town) -> None:
    for _ in range(3):
        await give()
    assert await amounts() == [1]
    assert await done(total_in, *SOMEBODY, 2025) == 1


async def test_even_when_it_is_credited_at_once(town: Town) -> None:
    await asyncio.gather(*(give() for _ in range(5)))
    assert await amounts() == [1]


async def test_taking_back_adds_a_row_and_removes_none(town: Town) -> None:
    await give()
    await give(holder=8)
    assert await done(take_back, CAUSE) == 2
    assert await done(take_back, CAUSE) == 2, "taking back again changes nothing"
    assert await amounts() == [1, -1]
    assert await done(total_in, *SOMEBODY, 2025) == 0
    assert await done(total_in, Holder.person, 8, 2025) == 0


async def test_what_was_never_credited_is_not_taken_back(town: Town) -> None:
    assert await done(take_back, CAUSE) == 0
    assert await amounts() == []


async def test_every_round_counts_by_itself(town: Town) -> None:
    await give()
    await done(take_back, CAUSE)
    await give(("wish", "abc", 1))
    assert await amounts() == [1, -1, 1]


async def test_a_credit_counts_in_the_year_it_was_done(town: Town) -> None:
    await give(day=date(2025, 12, 31))
    await give(("wish", "def", 0), day=date(2026, 1, 1))
    assert (await amounts(2025), await amounts(2026)) == ([1], [1])


async def test_people_and_organizations_are_counted_apart(town: Town) -> None:
    await give()
    await done(credit, [Due(Holder.organization, 7)], cause=CAUSE, done_on=DAY)
    assert await done(total_in, Holder.organization, 7, 2025) == 1
    assert await amounts() == [1]


async def test_a_row_is_one_credit_or_one_taken_back(town: Town) -> None:
    row = Credit(
        holder=Holder.person, holder_id=7, cause_kind="wish", cause_id="x", year=2025, done_on=DAY
    )
    row.amount = 2
    with pytest.raises(IntegrityError):
        async with transaction() as db:
            db.add(row)


# --- one's own year ---


async def year_of(viewer: Viewer, year: int | None = None) -> tuple[int | None, int, int]:
    found = await done(own_year, viewer, year)
    return found.owed, found.done, len(found.rows)


async def test_a_member_owes_one_wish_a_year(town: Town) -> None:
    wish = await town.closed(by="member")
    member = await town.viewer("member")
    assert await year_of(member) == (1, 1, 1)
    found = await done(own_year, member)
    assert [row.cause_id for row in found.rows] == [wish.public_id]
    assert await year_of(await town.viewer("comrade")) == (1, 0, 0)


async def test_a_volunteer_owes_nothing(town: Town) -> None:
    assert await year_of(await town.viewer("volunteer")) == (None, 0, 0)


async def test_another_year_can_be_looked_at(town: Town) -> None:
    with frozen(DAY):
        await town.closed(by="member")
        member = await town.viewer("member")
        assert await year_of(member) == (1, 1, 1)
        assert await year_of(member, 2024) == (1, 0, 0)
    with frozen(date(2026, 2, 1)):
        assert await year_of(member) == (1, 0, 0)
        assert await year_of(member, 2025) == (1, 1, 1)
