"""A backup is taken while people write; on an empty host it is one moment of the town, whole."""

import asyncio
from pathlib import Path

import psycopg

from tests.cast import Town
from tests.servers import connected, new_database, sandbox
from wishboard.claims.recount import recount_places
from wishboard.cli.archive import database
from wishboard.cli.backup import write_backup
from wishboard.cli.restore import restore
from wishboard.core.database import new_session, transaction
from wishboard.events.chain import seal_history
from wishboard.events.proof import chain_length, flaws
from wishboard.notifications.telling import tell_everything
from wishboard.quotas.sums import fold_credits, recount_credits
from wishboard.settings import Settings, settings


async def write_until(town: Town, over: asyncio.Event, begun: asyncio.Event) -> int:
    """Wishes are granted and counted, told and sealed, again and again; how many."""
    done = 0
    while not over.is_set():
        await town.closed()
        await tell_everything()
        await seal_history()
        async with transaction() as db:
            await fold_credits(db)
        done += 1
        begun.set()
    return done


async def test_it_comes_back_with_equal_counts_and_a_whole_history(
    town: Town, tmp_path: Path, postgres_server: str
) -> None:
    over, begun, file = asyncio.Event(), asyncio.Event(), tmp_path / "town.tar"
    here = Settings.model_validate({"data_dir": settings().data_dir, "database_url": town.url})
    writing = asyncio.create_task(write_until(town, over, begun))
    await begun.wait()
    manifest = await asyncio.to_thread(write_backup, here, file, with_key=True)
    over.set()
    assert await writing > 1
    with psycopg.connect(town.url) as db:
        assert database.count_rows(db)["event"] > manifest.rows["event"] > 0, "life went on"
    with sandbox() as folder, new_database(postgres_server) as url:
        empty = Settings.model_validate({"data_dir": folder, "database_url": url})
        restored, _erased = await asyncio.to_thread(restore, empty, file, replace=False)
        assert restored.rows == manifest.rows
        async with connected(url):
            async with new_session() as db:
                assert [flaw async for flaw in flaws(db)] == []
                assert await chain_length(db) > 0
            assert await recount_places() == []
            assert [found async for _share, found in recount_credits() if found] == []
