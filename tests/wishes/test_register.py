"""The keeper gives a wish its public words, its lane and its measure."""

from datetime import date
from typing import Any

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.catalogue.models import Category
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.wishes.commands import register_wish
from wishboard.wishes.forms import RegisterForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane, Stage

FILLED = {"title": "想要一盏台灯", "summary": "孩子写作业看不清。", "category": "study"}


async def register(town: Town, wish: Wish, by: str = "clerk", **fields: Any) -> Wish:
    form = RegisterForm.model_validate(FILLED | fields)
    return await done(register_wish, wish.key, form, by=await town.viewer(by))


async def test_a_collected_wish_is_registered(town: Town) -> None:
    wish = await town.collected()
    with frozen(date(2025, 11, 21)):
        wish = await register(
            town, wish, places=2, expected=3, worth=120, risks=["electric"], lane="individual"
        )
        assert wish.due_on == date(2025, 11, 25)
        assert wish.registered_at is not None and wish.registered_at.date() == date(2025, 11, 21)
    assert (wish.stage, wish.lane) == (Stage.registered, Lane.individual)
    assert (wish.places, wish.expected, wish.worth, wish.risks) == (2, 3, 120, ["electric"])
    assert (await events_of(wish))[-1].facts == {"lane": "individual"}
    assert await kinds_of(wish) == ["wish.collected", "wish.registered"]


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("clerk", True),
        ("street_clerk", True),
        ("other_clerk", False),
        ("collector", False),
        ("member", False),
        ("handler", False),
        ("leader", False),
        ("supervisor", False),
        ("administrator", False),
        ("stranger", False),
        ("nobody", False),
    ],
)
async def test_only_the_keeper_and_who_stands_above_registers(
    town: Town, part: str, may: bool
) -> None:
    wish = await town.collected()
    if may:
        assert (await register(town, wish, part)).stage is Stage.registered
        return
    with refused("not_allowed"):
        await register(town, wish, part)
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_what_belongs_to_the_wisher_alone_is_not_published(town: Town) -> None:
    wish = await town.collected(
        "collector", name="王秀英", address="柳荫路8号", guardian="王建国", for_minor=True
    )
    told = {
        "王秀英想要一盏灯": "王秀英",
        "请打13800001111": "13800001111",
        "请打138-0000-1111": "138-0000-1111",
        f"请打{RESIDENT_PHONE}": RESIDENT_PHONE,
        "请打0731-88886666": "0731-88886666",
        "住在柳荫路8号": "柳荫路8号",
        "住在12栋3单元": "12栋3单元",
        "住在3单元301室": "3单元301室",
        "监护人王建国": "王建国",
        "身份证430102199001011234": "430102199001011234",
        "身份证43010219900101123X": "43010219900101123X",
        "写信给 wang@example.org": "wang@example.org",
    }
    for text, found in told.items():
        with refused("tells_too_much", found=found):
            await register(town, wish, summary=text)
        with refused("tells_too_much", found=found):
            await register(town, wish, title=text)
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_numbers_that_are_nobodys_are_fine(town: Town) -> None:
    wish = await town.collected()
    assert await register(town, wish, summary="2025年11月21日前，2盏灯，60瓦，8号线旁边，120元")


async def test_nobody_meets_a_minor_alone(town: Town) -> None:
    wish = await town.collected()
    with refused("two_for_minors"):
        await register(town, wish, risks=["minors"], places=1)
    assert (await register(town, wish, risks=["minors"], places=2)).places == 2


async def test_a_category_must_be_one_of_the_list(town: Town) -> None:
    wish = await town.collected()
    async with transaction() as db:
        db.add(Category(slug="telegrams", name="电报", retired=True))
    for slug in ("unheard-of", "telegrams"):
        with refused("no_such_category"):
            await register(town, wish, category=slug)


async def test_registering_twice_is_refused(town: Town) -> None:
    wish = await town.registered()
    with refused("not_now", stage=Stage.registered):
        await register(town, wish)


async def test_an_unknown_wish_is_not_found(town: Town) -> None:
    form = RegisterForm.model_validate(FILLED)
    for unknown in ("nothing", 424242):
        with refused("not_found"):
            await done(register_wish, unknown, form, by=await town.viewer("clerk"))


async def test_a_draw_needs_an_opening_time(town: Town) -> None:
    wish = await register(town, await town.collected(), draw=True)
    assert not wish.draw
    wish = await register(town, await town.collected(), draw=True, opens_at="2030-01-01T09:00")
    assert wish.draw


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "灯"},
        {"title": "灯" * 61},
        {"summary": ""},
        {"category": ""},
        {"lane": "fast"},
        {"places": "0"},
        {"places": "501"},
        {"expected": "-1"},
        {"worth": "-1"},
        {"worth": "1000001"},
        {"worth": "a lot"},
        {"risks": "boredom"},
        {"opens_at": "soon"},
    ],
)
def test_what_a_registration_needs(change: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        read(RegisterForm, FILLED | change)
    assert list(caught.value.errors) == list(change)
