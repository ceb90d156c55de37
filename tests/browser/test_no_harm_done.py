"""Impatient fingers and the back button do no harm."""

import pytest
from sqlalchemy import func
from sqlmodel import select

from tests.browser.walks import Walker, comes_back, files_a_wish, slip_on, writes_a_wish
from tests.browser.window import Windows
from tests.cast import Town
from wishboard.claims.models import Claim
from wishboard.core.database import transaction
from wishboard.wishes.models import Wish

pytestmark = pytest.mark.browser
Dressed = pytest.mark.parametrize("scripts", [True, False])


async def count(table: type[Wish] | type[Claim]) -> int:
    async with transaction() as db:
        return (await db.exec(select(func.count()).select_from(table))).one()


@Dressed
async def test_a_wish_sent_twice_is_one_wish(windows: Windows, town: Town, scripts: bool) -> None:
    resident = Walker(await windows.of(scripts=scripts))
    await writes_a_wish(resident, town.areas["柳荫社区"].public_id)
    await resident.button("Send my wish").dblclick()
    await resident.page.wait_for_url("**/receipt")
    first = await slip_on(resident.page)
    await resident.page.go_back()
    await resident.presses("Send my wish")
    await resident.page.wait_for_url("**/receipt")
    assert await count(Wish) == 1
    await comes_back(resident, first)


@Dressed
async def test_a_wish_filed_twice_is_one_wish(windows: Windows, town: Town, scripts: bool) -> None:
    collector = Walker(await windows.of("collector", scripts=scripts))
    slip = await files_a_wish(collector, town.areas["柳荫社区"].public_id, "想有人陪着去体检。")
    await collector.page.go_back()
    await collector.presses("File it and show the slip")
    assert await slip_on(collector.page) == slip
    assert await count(Wish) == 1


@Dressed
async def test_a_promise_made_twice_is_one_promise(
    windows: Windows, town: Town, scripts: bool
) -> None:
    wish = await town.published(places=2)
    member = Walker(await windows.of("member", scripts=scripts))
    await member.opens(f"/wishes/{wish.public_id}")
    await member.button("I promise").dblclick()
    await member.page.wait_for_url("**/claims/*")
    await member.page.go_back()
    await member.page.reload()
    await member.reads("You have promised this")
    assert await count(Claim) == 1
