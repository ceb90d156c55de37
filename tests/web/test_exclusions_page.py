"""Exclusions and the rows behind rates name a wish by its title, never by a bare id."""

import re

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.reports.scene import rates_scene
from tests.web.reading import shown
from wishboard.core.database import transaction
from wishboard.wishes.models import Wish

PAGE = "/rankings/exclusions"


def words_of(page: str) -> str:
    """What people read of a page."""
    return re.sub(r"<[^>]*>", " ", page[page.index("<main") :])


async def test_a_wish_is_named_by_its_title_and_opens_for_who_oversees_it(town: Town) -> None:
    await rates_scene(town)
    page = await shown(town, PAGE, "supervisor")
    (wish_id,) = set(re.findall(r'href="/desk/wishes/(\w+)"', page))
    assert "想要一盏护眼台灯" in words_of(page) and wish_id not in words_of(page)
    async with signed_in(town, "supervisor") as browser:
        assert (await browser.get(f"/desk/wishes/{wish_id}")).status_code == 200


async def test_a_wish_without_a_title_says_so(town: Town) -> None:
    await rates_scene(town)
    page = await shown(town, PAGE, "supervisor")
    (wish_id,) = set(re.findall(r'href="/desk/wishes/(\w+)"', page))
    async with transaction() as db:
        (await db.exec(select(Wish).where(Wish.public_id == wish_id))).one().title = ""
    page = words_of(await shown(town, PAGE, "supervisor"))
    assert "无标题" in page and wish_id not in page
