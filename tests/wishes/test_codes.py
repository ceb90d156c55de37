"""Code and PIN, and the link on the slip, bring a wisher without an account back to a wish."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.core.ids import receipt_code
from wishboard.wishes.codes import pin_of, slip_token, wish_by_code, wish_by_slip
from wishboard.wishes.models import Wish

HOME = "203.0.113.7"


def wrong_pin(wish: Wish) -> str:
    return f"{(int(pin_of(wish)) + 1) % 1_000_000:06d}"


async def test_code_and_pin_open_their_wish(town: Town) -> None:
    wish = await town.collected()
    assert pin_of(wish).isdigit() and len(pin_of(wish)) == 6
    found = await done(wish_by_code, wish.code, pin_of(wish), address=HOME)
    assert found.id == wish.id


async def test_they_may_be_typed_as_people_type(town: Town) -> None:
    wish = await town.collected()
    wide = pin_of(wish).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    spaced = f" {pin_of(wish)[:3]} {pin_of(wish)[3:]} "
    for code in (wish.code.lower(), wish.code.replace("-", ""), f" {wish.code} "):
        for pin in (pin_of(wish), wide, spaced):
            async with transaction() as db:
                await db.execute(text("DELETE FROM attempts"))
            assert (await done(wish_by_code, code, pin, address=HOME)).id == wish.id


@pytest.mark.parametrize("pin", ["", "x", "12345", "1234567", "一二三四五六", "'; --", "½½½½½½"])
async def test_a_wrong_pin_opens_nothing(town: Town, pin: str) -> None:
    wish = await town.collected()
    with refused("wrong_code"):
        await done(wish_by_code, wish.code, pin, address=HOME)


async def test_the_pin_of_another_wish_opens_nothing(town: Town) -> None:
    one, other = await town.collected(), await town.collected()
    assert pin_of(one) != pin_of(other)
    with refused("wrong_code"):
        await done(wish_by_code, one.code, pin_of(other), address=HOME)


async def test_an_unknown_code_is_answered_like_a_wrong_pin(town: Town) -> None:
    with refused("wrong_code"):
        await done(wish_by_code, "ABC-DEF-GHJ", "123456", address=HOME)


async def test_a_new_round_makes_the_old_slip_worthless(town: Town) -> None:
    wish = await town.collected()
    old_pin, old_token = pin_of(wish), slip_token(wish)
    async with transaction() as db:
        wish.pin_round += 1
        db.add(wish)
    with refused("wrong_code"):
        await done(wish_by_code, wish.code, old_pin, address=HOME)
    with refused("wrong_code"):
        await done(wish_by_slip, wish.public_id, old_token)
    assert await done(wish_by_slip, wish.public_id, slip_token(wish))


async def test_guessing_the_pin_of_one_wish_ends_after_eight_attempts(town: Town) -> None:
    wish = await town.collected()
    for n in range(8):
        with refused("wrong_code"):
            await done(wish_by_code, wish.code, wrong_pin(wish), address=f"198.51.100.{n}")
    with refused("too_often", minutes=2):
        await done(wish_by_code, wish.code, pin_of(wish), address=HOME)
    with frozen(now() + timedelta(minutes=16)):
        assert await done(wish_by_code, wish.code, pin_of(wish), address=HOME)


async def test_trying_many_codes_from_one_place_ends_too(town: Town) -> None:
    with frozen(date(2025, 11, 21)):
        for n in range(40):
            with refused("wrong_code"):
                await done(wish_by_code, f"{n:09d}", "123456", address=HOME)
        wish = await town.collected()
        with refused("too_often"):
            await done(wish_by_code, wish.code, pin_of(wish), address=HOME)
        assert await done(wish_by_code, wish.code, pin_of(wish), address="198.51.100.9")


async def test_the_link_on_the_slip_opens_its_wish(town: Town) -> None:
    wish = await town.collected()
    token = slip_token(wish)
    assert (await done(wish_by_slip, wish.public_id, token)).id == wish.id
    other = await town.collected()
    for wrong in ("", token[:-1], token.upper(), token + "A", slip_token(other), "链接"):
        with refused("wrong_code"):
            await done(wish_by_slip, wish.public_id, wrong)
    with refused("wrong_code"):
        await done(wish_by_slip, "nothing", token)


async def test_nothing_in_the_database_opens_a_wish(town: Town) -> None:
    wish = await town.collected()
    stored = repr((await town.fresh(wish)).model_dump())
    assert pin_of(wish) not in stored
    assert slip_token(wish) not in stored


async def test_pins_are_spread_over_all_six_digits(town: Town) -> None:
    pins = {pin_of(Wish(area_id=1, keeper_id=1, code=f"{n:09d}")) for n in range(500)}
    assert len(pins) > 490
    assert {pin[0] for pin in pins} == set("0123456789")


@pytest.mark.parametrize("network", ["203.0.113.{n}", "2001:db8:7:7::{n:x}"])
async def test_guessing_from_one_network_ends(town: Town, network: str) -> None:
    wish = await town.collected()
    for n in range(120):
        with refused("wrong_code"):
            await done(wish_by_code, receipt_code(), "123456", address=network.format(n=n))
    with refused("too_often"):
        await done(wish_by_code, wish.code, pin_of(wish), address=network.format(n=200))
    assert await done(wish_by_code, wish.code, pin_of(wish), address="198.51.100.1")


async def test_an_unknown_code_is_worked_on_like_a_known_one(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = await town.collected()
    compared: list[str] = []

    def same(secret: str, _given: str) -> bool:
        compared.append(secret)
        return False

    monkeypatch.setattr("wishboard.wishes.codes._same", same)
    for code in (wish.code, "ABC-DEF-GHJ"):
        with refused("wrong_code"):
            await done(wish_by_code, code, "123456", address=HOME)
    assert [len(secret) for secret in compared] == [6, 6]
