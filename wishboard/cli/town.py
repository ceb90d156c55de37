"""What commands that work in the town's database have in common."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from wishboard.embedded.opening import present_heads, wanted_heads
from wishboard.embedded.servers import database_for
from wishboard.settings import settings

T = TypeVar("T")


def in_town(command: str, deed: Callable[[], Awaitable[T]], *, migrate: bool = False) -> T:
    """Do something in the town's database, by its calendar and in the language of the terminal.

    `migrate` brings the tables up to date first; without it old tables are refused. A refusal
    ends the command with its sentence.
    """
    from wishboard.core.refusals import Refusal  # noqa: PLC0415 - `--help` stays quick
    from wishboard.i18n import speaking  # noqa: PLC0415

    with database_for(settings(), command) as url, speaking(terminal_language()):
        _see_to_tables(url, migrate=migrate)
        try:
            return asyncio.run(_connected(url, deed))
        except Refusal as reason:
            raise click.ClickException(reason.sentence()) from None


def terminal_language() -> str:
    """Chinese on a Chinese terminal, else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    told = next((value for name in names if (value := os.environ.get(name))), "")
    return "zh" if told.startswith("zh") else "en"


async def _connected(url: str, deed: Callable[[], Awaitable[T]]) -> T:
    from wishboard.core.database import connect, disconnect  # noqa: PLC0415
    from wishboard.core.stored_calendar import look_at_calendar  # noqa: PLC0415

    connect(url)
    try:
        await look_at_calendar()
        return await deed()
    finally:
        await disconnect()


def _see_to_tables(url: str, *, migrate: bool) -> None:
    if present_heads(url) == wanted_heads():
        return
    if not migrate:
        raise click.ClickException("The database is not up to date. Run `wishboard migrate`.")
    from wishboard.core.migrate import upgrade  # noqa: PLC0415

    upgrade(url)
