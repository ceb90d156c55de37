"""Contact data are opened for a purpose, and the wisher reads who looked."""

import pytest
from sqlmodel import select

from tests.cast import RESIDENT_PHONE, Town, signed_in
from tests.web.desk.at_the_desk import desk_of
from wishboard.core.database import transaction
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveals_of
from wishboard.http.repeats import Repeat


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "leader", "supervisor"])
async def test_keeper_and_overseers_open_it_and_are_written_down(town: Town, part: str) -> None:
    wish = await town.collected()
    async with signed_in(town, part) as browser:
        assert RESIDENT_PHONE not in (await browser.get(desk_of(wish))).text
        page = await browser.post(desk_of(wish, "reveal"), {"purpose": "ask_details"})
    assert page.status_code == 200
    assert RESIDENT_PHONE in page.text
    assert "王秀英" in page.text
    assert page.headers["cache-control"] == "no-store"
    async with transaction() as db:
        assert (await db.exec(select(Repeat))).all() == []
        looks = [(look.person_id, look.purpose) for look in await reveals_of(db, wish)]
    assert looks == [(town.people[part].id, Purpose.ask_details)]


async def test_a_purpose_is_needed(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "reveal"), {"purpose": "curiosity"})
    assert page.status_code == 422
    assert RESIDENT_PHONE not in page.text
    async with transaction() as db:
        assert await reveals_of(db, wish) == []


@pytest.mark.parametrize("part", ["other_clerk", "collector", "stranger", "member"])
async def test_nobody_else_opens_it(town: Town, part: str) -> None:
    wish = await town.published()
    async with signed_in(town, part) as browser:
        page = await browser.post(desk_of(wish, "reveal"), {"purpose": "check"})
    assert page.status_code == 403
    assert RESIDENT_PHONE not in page.text
