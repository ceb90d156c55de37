"""The house gets another key: what can move moves, what people hold in their hands stays good."""

import asyncio

import pytest
from sqlalchemy import text

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done
from tests.disclosure.asking import read
from tests.rotation.house import OTHER_PHONE, begin, furnish, nothing_is_missed
from tests.servers import environment
from wishboard.accounts.models import Person
from wishboard.accounts.second_factor.codes import use_code
from wishboard.core.crypto import Unreadable, key_mark
from wishboard.core.database import new_session, transaction
from wishboard.core.keyfile import ring
from wishboard.disclosure.exports.canary import canary_of
from wishboard.disclosure.exports.commands import trace
from wishboard.disclosure.exports.forms import TraceForm
from wishboard.events.chain import seal_history
from wishboard.events.proof import Flaw, Wrong, flaws
from wishboard.rotation.hanging import hanging
from wishboard.rotation.moving import left_to_move, move_everything
from wishboard.wishes.codes import pin_of, wish_by_code
from wishboard.wishes.slips import print_slip_again
from wishboard.wishes.wishers import contact_of

HOME = "203.0.113.9"


async def whole() -> list[Flaw]:
    async with new_session() as db:
        return [flaw async for flaw in flaws(db)]


async def test_everything_opens_before_during_and_after(house: Town) -> None:
    before = await furnish(house)
    begin()
    await nothing_is_missed(house, before)
    during = await house.collected(phone="13711112222")
    assert await done(left_to_move) > 0
    await move_everything()
    assert await done(left_to_move) == 0
    await nothing_is_missed(house, before)
    assert (await done(wish_by_code, before.wish.code, before.pin, address=HOME)).id
    assert (await done(wish_by_code, during.code, pin_of(during), address=HOME)).id == during.id

    await house.collected(phone=OTHER_PHONE)
    await seal_history()
    assert await whole() == []
    counts = await done(hanging)
    assert set(counts["lines of history"]) == {before.key.id, key_mark()}
    for kind in ("keys of people", "keys of wishers", "files with contact data"):
        assert set(counts[kind]) == {key_mark()}, kind
    assert counts["certificates"] == {before.key.id: 1}

    with environment(secret_key=str(before.key)), pytest.raises(Unreadable):
        await done(contact_of, before.wish)
    with environment(secret_key=str(ring().current)):
        assert (await done(contact_of, before.wish)).phone == RESIDENT_PHONE


async def test_a_wisher_who_helps_is_one_and_the_same_all_the_way(house: Town) -> None:
    before = await furnish(house)
    begin()
    prints = text("""
        SELECT p.phone_index = w.phone_index FROM person p, wisher w
         WHERE p.id = :person AND w.id = :wisher
    """)
    values = {"person": house.people["member"].key, "wisher": before.wish.wisher_id}
    seen = []

    async def look() -> None:
        async with transaction() as db:
            seen.append((await db.execute(prints, values)).scalar_one())

    looks: list[asyncio.Task[None]] = []
    await look()
    await move_everything(lambda _rows: looks.append(asyncio.create_task(look())))
    await asyncio.gather(*looks)
    await look()
    assert len(seen) >= 4 and all(seen)


NAMELESS = """
UPDATE wish SET slip_key = NULL; UPDATE certificate SET check_key = NULL;
UPDATE contact_export SET canary_key = NULL, file = substring(file FROM 9);
UPDATE person SET wrapped_key = substring(wrapped_key FROM 9);
UPDATE wisher SET wrapped_key = substring(wrapped_key FROM 9);
UPDATE recovery_code SET digest = substring(digest FROM 9)
"""


async def test_what_was_stored_before_keys_had_names_goes_along(house: Town) -> None:
    before = await furnish(house)
    async with transaction() as db:
        for statement in NAMELESS.split(";"):
            await db.execute(text(statement))
    await nothing_is_missed(house, before)
    assert await done(left_to_move) == 0, "nothing has to move where there is one key"
    begin()
    await nothing_is_missed(house, before)
    counts = await done(hanging)
    assert {mark for of in counts.values() for mark in of} == {before.key.id}
    await move_everything()
    assert await done(left_to_move) == 0
    await nothing_is_missed(house, before)
    async with transaction() as db:
        somebody = await db.get_one(Person, house.people["neighbour"].key)
        await use_code(db, somebody, before.telephone.recovery_codes[0])


async def test_recovery_codes_and_traces_of_leaks_outlive_the_key(house: Town) -> None:
    before = await furnish(house)
    begin()
    await move_everything()
    async with transaction() as db:
        somebody = await db.get_one(Person, house.people["neighbour"].key)
        await use_code(db, somebody, before.telephone.recovery_codes[0])
    canary = canary_of(before.export.public_id, before.export.canary_key)
    assert canary.phone in [line[5] for line in read(before.file)]
    form = TraceForm(leaked=canary.phone)
    found = await done(trace, form, by=await house.viewer("administrator"))
    assert [one.export.public_id for one in found] == [before.export.public_id]


async def test_a_slip_that_is_renewed_comes_from_the_current_key(house: Town) -> None:
    before = await furnish(house)
    begin()
    clerk = await house.viewer("clerk")
    fresh = await done(print_slip_again, before.wish.public_id, by=clerk)
    assert fresh.slip_key == key_mark() and pin_of(fresh) != before.pin
    assert (await done(wish_by_code, fresh.code, pin_of(fresh), address=HOME)).id == fresh.id


async def test_behind_the_new_key_nobody_goes_on_with_the_old_one(house: Town) -> None:
    before = await furnish(house)
    begin()
    await house.collected()
    await seal_history()
    with environment(secret_key=f"next:{ring().current},{before.key}"):
        await house.collected()
        await seal_history()
        assert await whole() == [], "who has the new key only waiting seals with it all the same"
    with environment(secret_key=str(before.key)):
        await house.collected()
        await seal_history()
    assert {flaw.what for flaw in await whole()} == {Wrong.changed}
