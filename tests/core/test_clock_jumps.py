"""The machine's clock jumps: promises, leases and sessions stay what they are."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.cast import Town, signed_in
from tests.notifications.test_send_digests import mails, post_office, told
from wishboard.claims.clock import lapse_overdue, remind_of_promises
from wishboard.claims.models import Claim
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.events.chain import seal_history
from wishboard.events.proof import flaws
from wishboard.notifications.digest import LEASE, give_up_on_lost, next_letter, send_digests
from wishboard.notifications.models import Mail

AN_HOUR = timedelta(hours=1)


@pytest.mark.parametrize("jump", [-AN_HOUR, AN_HOUR, timedelta(days=-2)])
async def test_a_jump_ends_no_promise_and_reminds_once(town: Town, jump: timedelta) -> None:
    wish, _claim = await town.claimed(promised_on=today() + timedelta(days=9))
    for moment in (now(), now() + jump, now()):
        with frozen(moment):
            await lapse_overdue()
            async with transaction() as db:
                await remind_of_promises(db)
    async with transaction() as db:
        claim = (await db.exec(select(Claim).where(Claim.wish_id == wish.id))).one()
        kinds = await db.execute(text("SELECT kind FROM event WHERE kind LIKE 'claim.%'"))
        assert (claim.ended_at, kinds.scalars().all()) == (None, ["claim.made"])


async def test_history_stays_whole_when_the_clock_goes_back(town: Town) -> None:
    with frozen(now() + AN_HOUR):
        await town.collected()
        await seal_history()
    await town.published()
    await seal_history()
    async with transaction() as db:
        assert [flaw async for flaw in flaws(db)] == []
        unsealed = await db.execute(text("SELECT count(*) FROM event WHERE NOT chained"))
        assert unsealed.scalar_one() == 0


async def test_a_lease_taken_before_the_clock_went_back_is_sent_by_nobody_else(town: Town) -> None:
    async with post_office() as office:
        await told(town)
        assert await next_letter() is not None
        with frozen(now() - AN_HOUR):
            await give_up_on_lost()
            assert await send_digests() == 0
        assert await mails() == [Mail.sending]
        with frozen(now() + LEASE + AN_HOUR):
            await give_up_on_lost()
        assert office.letters == []
    assert await mails() == [Mail.uncertain], "for a person, and not sent twice"


async def test_a_session_outlives_an_hour_and_not_its_time(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        for jump, status in ((AN_HOUR, 200), (-AN_HOUR, 200), (timedelta(days=60), 303)):
            with frozen(now() + jump):
                assert (await browser.get("/me")).status_code == status
        assert (await browser.get("/me")).status_code == 200
