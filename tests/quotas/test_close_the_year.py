"""A year is closed after January, with a reason for each shortfall, and stays as it was."""

from datetime import date

from sqlalchemy import text

from tests.cast import Town, signed_in
from tests.deeds import done, refused
from tests.quotas.scene import OURS, closed_year
from wishboard.core.clock import frozen
from wishboard.core.database import AsyncSession, transaction
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.quotas.closing.commands import close_year
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.closing.queries import adjustments_to
from wishboard.quotas.closing.statement import is_genuine
from wishboard.quotas.ledger import Due, credit, credits_in, total_in
from wishboard.quotas.models import Holder

BRANCH = "柳荫第一支部"
NOVEMBER, FEBRUARY = date(2025, 11, 21), date(2026, 2, 3)


async def test_not_before_february(town: Town) -> None:
    clerk, body = await town.viewer("clerk"), town.organizations[OURS].public_id
    with frozen(date(2026, 1, 31)), refused("not_over_yet"):
        await done(close_year, body, 2025, {}, by=clerk)


async def test_a_year_that_nobody_had_is_not_closed(town: Town) -> None:
    clerk, body = await town.viewer("clerk"), town.organizations[OURS].public_id
    async with signed_in(town, "clerk") as browser:
        for year in (-5, 0, 1999, 10_000):
            with refused("not_found"):
                await done(close_year, body, year, {}, by=clerk)
            path = f"/quotas/organizations/{body}/years/{year}"
            assert (await browser.get(path)).status_code == 404


async def test_every_shortfall_needs_a_reason(town: Town) -> None:
    clerk, body = await town.viewer("clerk"), town.organizations[OURS].public_id
    with frozen(FEBRUARY):
        with refused("reason_needed"):
            await done(close_year, body, 2025, {}, by=clerk)
        closing = await closed_year(town, 2025)
        said = closing.statement
        assert said["own"] == {
            "owed": 3,
            "done": 0,
            "quarters": [0, 0, 0, 0],
            "reason": "no_wish",
            "words": "",
        }
        assert {one["person"] for one in said["members"]} == {
            town.people[part].public_id for part in ("clerk", "neighbour")
        }
        with refused("year_is_closed"):
            await closed_year(town, 2025)


async def test_only_who_keeps_the_organization_closes_it(town: Town) -> None:
    with frozen(FEBRUARY):
        for part in ("other_clerk", "member", "leader"):
            with refused("not_found"):
                await closed_year(town, 2025, by=part)


async def test_a_statement_knows_when_it_was_tampered_with(town: Town) -> None:
    with frozen(FEBRUARY):
        closing = await closed_year(town, 2025)
    assert is_genuine(closing)
    async with transaction() as db:
        await db.execute(
            text("UPDATE year_closing SET statement = jsonb_set(statement, '{own,done}', '9')")
        )

    async def fresh(db: AsyncSession) -> YearClosing:
        return await db.get_one(YearClosing, closing.key)

    assert not is_genuine(await done(fresh))


async def test_what_is_undone_later_is_an_adjustment_in_the_open_year(town: Town) -> None:
    member, branch = town.people["member"].key, town.organizations[BRANCH].key
    with frozen(NOVEMBER):
        wish = await town.closed(by="member")
    with frozen(FEBRUARY):
        closing = await closed_year(town, 2025, body=BRANCH)
        assert [one["done"] for one in closing.statement["members"]] == [1]
        form = ReopenForm(reason="灯又坏了")
        await done(reopen_wish, wish.key, form, by=await town.viewer("clerk"))
        assert await done(total_in, Holder.person, member, 2025) == 1, "the closed year stays"
        (row,) = await done(credits_in, Holder.person, member, 2026)
        assert (row.amount, row.adjusts, row.adjusted_on) == (-1, 2025, FEBRUARY)
        (first,) = await done(credits_in, Holder.person, member, 2025)
        assert row.answers_id == first.id
        assert [one.id for one in await done(adjustments_to, branch, 2025)] == [row.id]


async def test_what_is_closed_late_counts_as_an_adjustment(town: Town) -> None:
    member, branch = town.people["member"].key, town.organizations[BRANCH].key
    cause = ("wish", "late", 0)

    async def give() -> None:
        due = [Due(Holder.person, member, branch)]
        await done(credit, due, cause=cause, done_on=date(2025, 12, 31))

    with frozen(FEBRUARY):
        await closed_year(town, 2025, body=BRANCH)
        await give()
        (row,) = await done(credits_in, Holder.person, member, 2026)
        assert (row.amount, row.adjusts, row.done_on) == (1, 2025, date(2025, 12, 31))


async def test_the_year_of_another_organization_stays_open(town: Town) -> None:
    member = town.people["member"].key
    with frozen(FEBRUARY):
        await closed_year(town, 2025)
        due = [Due(Holder.person, member)]
        await done(credit, due, cause=("wish", "x", 0), done_on=date(2025, 12, 1))
        assert await done(total_in, Holder.person, member, 2025) == 1
