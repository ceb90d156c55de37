"""The limit: a Litestar application that does nothing but send the statements."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from litestar import Litestar, Response, get, post
from litestar.enums import MediaType
from litestar.params import FromPath

from bench.bare_board import render_board
from wishboard.settings import settings

POOL = 16

CARDS = """
SELECT w.id, w.public_id, w.version, w.kind, w.stage, w.title, w.summary, w.places, w.taken,
       w.worth, w.expected, w.priority, w.board_at, w.opens_at, w.area_id, w.category_id
  FROM wish w WHERE w.on_board AND w.board_at <= now()
 ORDER BY w.board_at DESC, w.id DESC LIMIT 20
"""
TAKE = """
UPDATE wish
   SET taken = taken + 1, stage = 'claimed', version = version + 1, due_on = current_date + 7
 WHERE public_id = %s AND taken < places RETURNING id
"""
CLAIM = """
INSERT INTO claim (public_id, wish_id, person_id, lead, promised_on, extension_reason, qualified,
                   device, made_at, reminded, overdue_told, reason)
VALUES (%s, %s, %s, false, current_date + 7, '', false, '', now(), false, false, '') RETURNING id
"""
EVENT = """
INSERT INTO event (at, kind, subject, subject_id, doer, doer_id, facts)
VALUES (now(), 'claim.made', 'wish', %s, 'person', %s, jsonb_build_object('claim', %s::bigint))
"""

_idle: asyncio.Queue[psycopg.AsyncConnection] = asyncio.Queue()


@asynccontextmanager
async def _connection() -> AsyncIterator[psycopg.AsyncConnection]:
    connection = await _idle.get()
    try:
        yield connection
    finally:
        _idle.put_nowait(connection)


@get("/")
async def board() -> Response[str]:
    """One query of twenty rows and the page's own template."""
    async with _connection() as connection:
        rows = await (await connection.execute(CARDS)).fetchall()
    return Response(render_board(rows), media_type=MediaType.HTML)


@post("/claims/{wish:str}/{person:int}")
async def claim(wish: FromPath[str], person: FromPath[int]) -> None:
    """The statements of a claim in one transaction."""
    async with _connection() as connection, connection.transaction():
        held = await (await connection.execute(TAKE, (wish,))).fetchone()
        assert held is not None
        name = f"{wish[-8:]}{person}"
        made = await (await connection.execute(CLAIM, (name, held[0], person))).fetchone()
        assert made is not None
        await connection.execute(EVENT, (held[0], person, made[0]))


def create_app() -> Litestar:
    """The bare application."""
    return Litestar([board, claim], on_startup=[_open], openapi_config=None)


async def _open() -> None:
    for _ in range(POOL):
        _idle.put_nowait(
            await psycopg.AsyncConnection.connect(settings().database_url, autocommit=True)
        )
