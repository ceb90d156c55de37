"""Hot statements go over plain connections, which are few, whole, and replaced when they break."""

import asyncio

import psycopg
import pytest
from psycopg import errors

from tests.servers import environment
from wishboard.core.database import connect, disconnect
from wishboard.core.hot import LINES, close_lines, hot_rows

WHO = "SELECT pg_backend_pid() AS pid"


async def test_rows_are_read_by_name(fresh_database: str) -> None:
    (row,) = await hot_rows("SELECT :one::int AS first, '%' AS second", {"one": 1})
    assert row.first == 1 and row.second == "%"


async def test_one_reader_after_another_needs_one_connection(fresh_database: str) -> None:
    seen = {(await hot_rows(WHO, {}))[0].pid for _ in range(10)}
    assert len(seen) == 1


async def test_many_readers_at_once_need_a_few(fresh_database: str) -> None:
    slow = "SELECT pg_backend_pid() AS pid FROM pg_sleep(0.02)"
    rows = await asyncio.gather(*(hot_rows(slow, {}) for _ in range(5 * LINES)))
    assert 1 < len({row[0].pid for row in rows}) <= LINES


async def test_a_broken_connection_is_replaced(fresh_database: str) -> None:
    (before,) = await hot_rows(WHO, {})
    with psycopg.connect(fresh_database, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", (before.pid,))
    (after,) = await hot_rows(WHO, {})
    assert after.pid != before.pid


async def test_a_wrong_statement_breaks_nothing(fresh_database: str) -> None:
    (before,) = await hot_rows(WHO, {})
    with pytest.raises(errors.UndefinedTable):
        await hot_rows("SELECT * FROM nowhere", {})
    (after,) = await hot_rows(WHO, {})
    assert after.pid == before.pid


async def test_a_reader_who_leaves_early_leaves_no_line_in_the_middle(fresh_database: str) -> None:
    reading = asyncio.create_task(hot_rows("SELECT pg_sleep(5)", {}))
    await asyncio.sleep(0.1)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    rows = await asyncio.gather(*(hot_rows("SELECT 1 AS one", {}) for _ in range(2 * LINES)))
    assert {row[0].one for row in rows} == {1}


async def test_lines_are_closed_with_the_database(fresh_database: str) -> None:
    (before,) = await hot_rows(WHO, {})
    await disconnect()
    connect(fresh_database)
    (after,) = await hot_rows(WHO, {})
    assert after.pid != before.pid


async def test_a_line_given_back_too_late_is_closed(fresh_database: str) -> None:
    late = asyncio.create_task(hot_rows("SELECT 1 AS one FROM pg_sleep(0.2)", {}))
    await asyncio.sleep(0.05)
    await close_lines()
    assert (await late)[0].one == 1
    with psycopg.connect(fresh_database, autocommit=True) as admin:
        left = admin.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert left == (0,)


@pytest.mark.parametrize(("chosen", "prepared"), [("true", True), ("false", False)])
async def test_statements_are_prepared_only_where_they_may_be(
    fresh_database: str, chosen: str, prepared: bool
) -> None:
    with environment(database_url=fresh_database, prepared_statements=chosen):
        await disconnect()
        connect(fresh_database)
        for _ in range(8):
            await hot_rows(WHO, {})
            await hot_rows("SELECT 2 AS never", {}, plan_anew=True)
        known = await hot_rows("SELECT statement FROM pg_prepared_statements", {}, plan_anew=True)
    assert any("pg_backend_pid" in row.statement for row in known) is prepared
    assert not any("never" in row.statement for row in known)
