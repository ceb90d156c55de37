"""The chain shows what was changed, removed, moved or cut off, and where."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from tests.cast import Town
from tests.servers import environment, sandbox
from tests.shape.source import ROOT
from wishboard.accounts.viewer import CLOCK
from wishboard.core.database import new_session, transaction
from wishboard.events.chain import Head, extend_chain, head_of, noted_head, seal_history
from wishboard.events.history import record
from wishboard.events.proof import Flaw, Wrong, chain_length, flaws

FREE = "ALTER TABLE event DISABLE TRIGGER event_is_only_added_to"


@pytest.fixture(autouse=True)
def _own_note() -> Iterator[None]:
    """A data folder of one's own, for the note of the newest link and for its key."""
    with sandbox() as folder, environment(data_dir=str(folder)):
        yield


@pytest.fixture
async def sealed(fresh_database: str) -> AsyncIterator[Head]:
    """Twelve lines of history, sealed."""
    async with transaction() as db:
        for number in range(12):
            await record(db, "test.line", "test", number, by=CLOCK, what=f"第{number}件")
    await seal_history()
    async with transaction() as db:
        yield await head_of(db)


async def tamper(*statements: str) -> None:
    async with transaction() as db:
        for statement in (FREE, *statements):
            await db.execute(text(statement))


async def found(*heads: Head) -> list[Flaw]:
    async with new_session() as db:
        return [flaw async for flaw in flaws(db, *heads)]


async def places() -> list[tuple[Wrong, int]]:
    return [(flaw.what, flaw.position) for flaw in await found()]


async def test_whole_history_has_no_flaw(sealed: Head) -> None:
    assert sealed.position == 12
    assert noted_head() == sealed
    assert await found(sealed) == []


async def test_history_cannot_be_changed_by_the_way(sealed: Head) -> None:
    with pytest.raises(Exception, match="history is only added to"):
        async with transaction() as db:
            await db.execute(text("UPDATE event SET kind = 'other' WHERE subject_id = 4"))


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'test.other'",
        "at = at + interval '1 microsecond'",
        'facts = \'{"what": "别的"}\'',
        "doer = 'command'",
        "doer_id = 7",
        "subject_id = 99",
    ],
)
async def test_a_changed_line_is_found(sealed: Head, change: str) -> None:
    await tamper(f"UPDATE event SET {change} WHERE subject_id = 4")
    assert await places() == [(Wrong.changed, 5)]


async def test_a_removed_line_is_found(sealed: Head) -> None:
    await tamper("DELETE FROM event WHERE subject_id = 4")
    assert await places() == [(Wrong.removed, 5)]


async def test_a_line_removed_with_its_link_is_found(sealed: Head) -> None:
    await tamper(
        "DELETE FROM chain_link WHERE position = 5", "DELETE FROM event WHERE subject_id = 4"
    )
    assert await places() == [(Wrong.unlinked, 5)]


async def test_a_gap_that_was_closed_up_is_found(sealed: Head) -> None:
    await tamper(
        "DELETE FROM chain_link WHERE position = 5",
        "DELETE FROM event WHERE subject_id = 4",
        "UPDATE chain_link SET position = -position WHERE position > 5",
        "UPDATE chain_link SET position = -position - 1 WHERE position < 0",
    )
    assert await places() == [(Wrong.changed, 5)]


async def test_swapped_events_are_found_as_moved(sealed: Head) -> None:
    await tamper(
        "UPDATE chain_link SET event_id = -event_id WHERE position IN (5, 9)",
        "UPDATE chain_link SET event_id = (SELECT id FROM event WHERE subject_id = 8) "
        "WHERE position = 5",
        "UPDATE chain_link SET event_id = (SELECT id FROM event WHERE subject_id = 4) "
        "WHERE position = 9",
    )
    assert await places() == [(Wrong.moved, 5), (Wrong.moved, 9)]


async def test_swapped_links_are_found_as_moved(sealed: Head) -> None:
    await tamper(
        "UPDATE chain_link SET position = -position WHERE position IN (5, 6)",
        "UPDATE chain_link SET position = 5 WHERE position = -6",
        "UPDATE chain_link SET position = 6 WHERE position = -5",
    )
    assert {what for what, _position in await places()} == {Wrong.moved}


async def test_a_cut_tail_is_found_by_the_note_outside_the_database(sealed: Head) -> None:
    await tamper(
        "DELETE FROM chain_link WHERE position > 9", "DELETE FROM event WHERE subject_id > 8"
    )
    assert await places() == []
    noted = noted_head()
    assert noted is not None
    assert await found(noted) == [Flaw(Wrong.cut, 10)]


async def test_links_cut_off_are_found_even_without_the_note(sealed: Head) -> None:
    await tamper("DELETE FROM chain_link WHERE position > 10")
    assert [flaw.what for flaw in await found()] == [Wrong.unlinked, Wrong.unlinked]


async def test_a_chain_forged_anew_does_not_agree_with_the_note(sealed: Head) -> None:
    await tamper(
        "DELETE FROM chain_link WHERE position > 9",
        "DELETE FROM event WHERE subject_id > 8",
    )
    async with transaction() as db:
        for number in range(5):
            await record(db, "test.other", "test", number, by=CLOCK)
        await extend_chain(db)
    assert await found() == []
    assert await found(sealed) == [Flaw(Wrong.changed, 12, event_id=await _event_at(12))]


async def test_lines_not_sealed_yet_are_fine(sealed: Head) -> None:
    async with transaction() as db:
        await record(db, "test.line", "test", 12, by=CLOCK)
    assert await found(sealed) == []


async def test_what_was_committed_late_is_linked_late(fresh_database: str) -> None:
    async with new_session() as slow, slow.begin():
        await record(slow, "test.line", "test", 1, by=CLOCK)
        async with transaction() as quick:
            await record(quick, "test.line", "test", 2, by=CLOCK)
        assert await seal_history() == 1
    assert await seal_history() == 1
    async with transaction() as db:
        order = await db.execute(
            text("SELECT e.subject_id FROM chain_link l JOIN event e ON e.id = l.event_id "
                 "ORDER BY l.position")
        )  # fmt: skip
        assert list(order.scalars()) == [2, 1]
        ids = await db.execute(text("SELECT event_id FROM chain_link ORDER BY position"))
        first, second = ids.scalars()
        assert first > second
    assert await found() == []


async def test_four_sealers_make_one_chain(fresh_database: str) -> None:
    async with transaction() as db:
        for number in range(200):
            await record(db, "test.line", "test", number, by=CLOCK)
    assert sum(await asyncio.gather(*(seal_history() for _sealer in range(4)))) == 200
    async with transaction() as db:
        assert await chain_length(db) == 200
    assert await found() == []


async def test_the_servers_time_zone_changes_nothing(sealed: Head) -> None:
    async with new_session() as db:
        await db.execute(text("SET TIME ZONE 'Asia/Shanghai'"))
        assert [flaw async for flaw in flaws(db)] == []
        await db.rollback()


async def test_the_command_says_what_is_wrong_and_ends_with_one(town: Town) -> None:
    await town.closed()
    await seal_history()
    whole = await _command()
    assert whole.returncode == 0, whole.stderr
    assert "lines of history are whole. Newest link: " in whole.stdout
    newest = whole.stdout.strip().rpartition(" ")[2]
    await tamper(
        "UPDATE event SET facts = '{}' WHERE kind = 'claim.made'",
        "DELETE FROM chain_link WHERE position = (SELECT max(position) FROM chain_link)",
        "DELETE FROM event WHERE kind = 'outcome.closed'",
    )
    for words in ((), ("--head", newest)):
        broken = await _command(*words)
        assert broken.returncode == 1
        assert "was changed" in broken.stdout
        assert "The chain was cut short" in broken.stdout
    assert (await _command("--head", "nonsense")).returncode == 2


async def _event_at(position: int) -> int:
    query = "SELECT event_id FROM chain_link WHERE position = :position"
    async with transaction() as db:
        return int((await db.execute(text(query), {"position": position})).scalar_one())


async def _command(*words: str) -> "subprocess.CompletedProcess[str]":
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "wishboard.cli", "verify-history", *words],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
