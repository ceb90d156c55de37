"""`wishboard verify-history`: is everything that was written down still as it was?"""

import asyncio
import sys
from typing import Any

import click

from wishboard.embedded.servers import database_for
from wishboard.settings import settings

MOST_SHOWN = 50


def as_printed(_ctx: click.Context, _param: click.Parameter, values: Any) -> tuple[str, ...]:
    """Refuse what no run of this command has printed."""
    for value in values:
        position, _, digest = value.partition(":")
        if not position.isdigit() or len(digest) != 64:
            raise click.BadParameter(f"{value} is not a newest link as this command prints it.")
    return tuple(values)


@click.command(name="verify-history")
@click.option(
    "--head",
    "heads",
    metavar="LINK",
    callback=as_printed,
    multiple=True,
    help="A newest link that an earlier run printed; may be given several times.",
)
def command(*, heads: tuple[str, ...]) -> None:
    """Walk the chain of history and say what was changed, removed, moved or cut off.

    Every deed leaves a line, and every line is sealed with the one before it under the master key.
    Works while the town runs. Ends with status 1 when something is wrong. Lines that the worker
    has not sealed yet are fine.

    The newest link is printed at the end. Keep it somewhere else and give it back with --head: it
    shows that the chain has not been cut short since. The data folder keeps one as well.
    """
    with database_for(settings(), "verify-history") as url:
        wrong = asyncio.run(_walk(url, heads))
    sys.exit(1 if wrong else 0)


async def _walk(url: str, given: tuple[str, ...]) -> bool:
    from wishboard.core.database import connect, disconnect, new_session  # noqa: PLC0415
    from wishboard.events.chain import Head, head_of, noted_head  # noqa: PLC0415
    from wishboard.events.proof import chain_length, flaws  # noqa: PLC0415

    heads = [Head.parse(text) for text in given]
    if (noted := noted_head()) is not None:
        heads.append(noted)
    connect(url)
    try:
        async with new_session() as db:
            length = await chain_length(db)
            with click.progressbar(
                length=length, label="Walking the chain", file=sys.stderr
            ) as bar:
                found = [flaw async for flaw in flaws(db, *heads, progress=bar.update)]
            newest = await head_of(db)
    finally:
        await disconnect()
    for flaw in found[:MOST_SHOWN]:
        click.echo(_sentence(flaw.what, flaw.position, flaw.event_id))
    if len(found) > MOST_SHOWN:
        click.echo(f"… and {len(found) - MOST_SHOWN} more.")
    if not found:
        click.echo(f"{length} lines of history are whole. Newest link: {newest}")
    return bool(found)


def _sentence(what: str, position: int, event_id: int) -> str:
    """What is wrong with one place, for an operator."""
    return {
        "changed": f"Line {position} (event {event_id}) was changed, or the one before it removed.",
        "moved": f"Line {position} (event {event_id}) does not stand where it stood.",
        "removed": f"Line {position}: its event {event_id} was removed.",
        "unlinked": f"Event {event_id} was taken out of the chain."
        if event_id
        else f"Line {position} was taken out of the chain.",
        "cut": f"The chain was cut short: it once went beyond line {position - 1}. "
        "That is so too after restoring an older backup.",
    }[what]
