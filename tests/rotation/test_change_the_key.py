"""The house gets another key: what can move moves, what people hold in their hands stays good."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext

import psycopg
import pytest
from sqlalchemy import text

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done
from tests.disclosure.asking import read
from tests.rotation.house import (
    OTHER_PHONE,
    begin,
    furnish,
    nothing_is_missed,
    rotate,
)
from tests.servers import environment, sandbox
from tests.shape.seeds import person, seed_wishes
from tests.shape.source import ROOT
from wishboard.accounts.models import Person
from wishboard.accounts.second_factor.codes import use_code
from wishboard.cli import town
from wishboard.core.crypto import Unreadable, key_mark
from wishboard.core.database import new_session, transaction
from wishboard.core.keyfile import ring
from wishboard.disclosure.exports.canary import canary_of
from wishboard.disclosure.exports.commands import trace
from wishboard.disclosure.exports.forms import TraceForm
from wishboard.events.chain import seal_history
from wishboard.events.proof import Flaw, Wrong, flaws
from wishboard.rotation.hanging import hanging
from wishboard.rotation.moving import carry_on, left_to_move, move_everything
from wishboard.wishes.codes import pin_of, wish_by_code
from wishboard.wishes.slips import print_slip_again
from wishboard.wishes.wishers import Wisher, contact_of, wisher_with

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


async def test_killed_in_the_middle_it_is_taken_up_again(house: Town) -> None:
    before = await furnish(house)
    async with transaction() as db:
        await seed_wishes(db, house, 260)
    begin()
    moved = "SELECT count(*) FROM wisher WHERE substring(wrapped_key FROM 1 FOR 8) = %s"
    async with await psycopg.AsyncConnection.connect(house.url) as other:
        await other.execute("SELECT 1 FROM wisher WHERE id = 1000250 FOR UPDATE")
        command = ("-m", "wishboard.cli", "rotate-key", "--go-on")
        walking = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT)
        async with await psycopg.AsyncConnection.connect(house.url, autocommit=True) as db:
            count = 0
            while count < 150 and walking.returncode is None:
                await asyncio.sleep(0.05)
                found = await (await db.execute(moved, (key_mark(),))).fetchone()
                count = found[0] if found else 0
        walking.kill()
        assert await walking.wait() == -9
        await other.rollback()
    assert 150 <= count < 250, "it was in the middle"
    await nothing_is_missed(house, before)
    for n in (0, 259):
        assert (await done(wisher_with, person(n)["phone"])).id == 1_000_000 + n
    assert await carry_on() > 0
    assert await done(left_to_move) == 0 and await carry_on() == 0
    await nothing_is_missed(house, before)


async def test_the_command_leads_from_one_key_to_the_next(house: Town) -> None:
    before = await furnish(house)
    refused = await rotate(house, "--use")
    assert refused.exit_code == 1 and "No key waits" in refused.output
    begun = await rotate(house, "--begin")
    assert begun.exit_code == 0 and "A new key waits" in begun.output
    assert ring().current == before.key and ring().waiting is not None
    assert "waits already" in (await rotate(house, "--begin")).output
    assert "waits already" in (await rotate(house, "--go-on")).output
    used = await rotate(house, "--use")
    assert used.exit_code == 0, used.output
    assert re.search(r"[1-9]\d* moved to the current key, 0 left", used.output)
    assert ring().keys[1] == before.key and ring().waiting is None
    await nothing_is_missed(house, before)

    shown = (await rotate(house)).output
    assert f"{ring().current.id.hex()}  current" in shown
    assert f"{before.key.id.hex()}  former" in shown
    assert re.search(r"slips +0 +[1-9]", shown) and "--go-on" not in shown
    early = await rotate(house, "--forget", before.key.id.hex())
    assert early.exit_code == 1 and "slips" in early.output and "lines of history" in early.output
    assert ring().keys[1] == before.key
    assert "current key" in (await rotate(house, "--forget", key_mark().hex())).output
    assert "none of the keys" in (await rotate(house, "--forget", "abc")).output


async def test_an_embedded_town_goes_all_the_way_at_once(
    house: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await furnish(house)
    monkeypatch.setattr(town, "database_for", lambda _town, _command: nullcontext(house.url))
    with environment(database_url=""):
        newer = await rotate(house, "--begin")
    assert newer.exit_code == 0 and ", 0 left" in newer.output, newer.output
    assert ring().keys[1:] == (before.key,) and ring().waiting is None
    await nothing_is_missed(house, before)
    begin()
    with environment(database_url=""):
        early = await rotate(house, "--begin")
    assert early.exit_code == 1 and "--go-on comes first" in early.output


async def test_a_key_on_which_nothing_hangs_is_taken_out(house: Town) -> None:
    begin()
    begin()
    spare = ring().keys[1]
    out = await rotate(house, "--forget", spare.id.hex())
    assert out.exit_code == 0 and spare not in ring().keys


async def test_a_key_of_the_setting_is_changed_by_whoever_sets_it(house: Town) -> None:
    given = str(ring().current)
    with environment(secret_key=given):
        begun = await rotate(house, "--begin")
        written = re.search(r"WISHBOARD_SECRET_KEY=(\S+)", begun.output)
        assert written and written[1].startswith("next:") and written[1].endswith(given)
        assert ring().waiting is None, "a command changes no setting"
    with environment(secret_key=written[1]):
        used = await rotate(house, "--use")
        assert f"WISHBOARD_SECRET_KEY={written[1].removeprefix('next:')}\n" in used.output


async def test_what_no_key_opens_is_told_and_does_not_stop_the_walk(house: Town) -> None:
    wish = await house.collected()
    async with transaction() as db:
        stranger = await wisher_with(db, OTHER_PHONE)
        stranger.wrapped_key = os.urandom(68)
    begin()
    told = await rotate(house, "--go-on")
    assert told.exit_code == 1 and "1 open with no key that is here" in told.output
    async with transaction() as db:
        moved = (await db.get_one(Wisher, wish.wisher_id)).wrapped_key
    assert moved is not None and moved.startswith(key_mark())


@pytest.fixture
def nobody(fresh_database: str) -> Iterator[Town]:
    """A town in which nobody lives yet."""
    with sandbox() as folder, environment(data_dir=str(folder)):
        yield Town(url=fresh_database)


async def test_in_an_empty_town_nothing_hangs_on_any_key(nobody: Town) -> None:
    shown = await rotate(nobody)
    assert shown.exit_code == 0 and "Nothing hangs on any key yet." in shown.output
    assert f"{key_mark().hex()}  current" in shown.output
