"""`wishboard rotate-key`: from one key to the next, and on again when it was killed."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext

import psycopg
import pytest

from tests.cast import Town
from tests.deeds import done
from tests.rotation.house import OTHER_PHONE, begin, furnish, nothing_is_missed, rotate
from tests.servers import environment, sandbox
from tests.shape.seeds import person, seed_wishes
from tests.shape.source import ROOT
from wishboard.cli import town
from wishboard.core.crypto import key_mark
from wishboard.core.database import transaction
from wishboard.core.keyfile import ring
from wishboard.rotation.moving import carry_on, left_to_move
from wishboard.wishes.wishers import Wisher, wisher_with


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
