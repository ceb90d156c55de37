"""`wishboard rotate-key`: another key for the house, and everything that can be moved to it."""

import sys
import time

import click

from wishboard.cli.keys import (
    begun_for_setting,
    have_wait,
    named_key,
    require_nothing_waits,
    take_out,
    use_waiting,
)
from wishboard.cli.showing import show_table
from wishboard.cli.town import in_town
from wishboard.core.keyfile import LOOK_AGAIN, newer_ring, ring
from wishboard.settings import settings


@click.command(name="rotate-key")
@click.option("--begin", "deed", flag_value="begin", help="Make a new key.")
@click.option("--use", "deed", flag_value="use", help="Use the key that waits, then move.")
@click.option("--go-on", "deed", flag_value="go on", help="Go on moving to the current key.")
@click.option("--forget", metavar="ID", help="Take a former key out, on which nothing hangs.")
def command(*, deed: str | None, forget: str | None) -> None:
    """Say which keys the house has and what hangs on each, or change the key.

    The current key seals, wraps and signs all that is new; former ones open and verify what they
    once made. With --begin an embedded town makes a new key in data_dir/secret.key, uses it at once
    and moves to it what can be moved: the keys of people and wishers, the fingerprints of their
    phone numbers, files with contact data. Works while the town runs. Killed in the middle, it is
    taken up again with --go-on, or by the worker within the hour.

    A town with WISHBOARD_DATABASE_URL may have processes elsewhere: there a new key waits until
    every process knows it. Read "Another key" in docs/operations.md.

    What people hold in their hands and what proves something stays on its key: slips,
    certificates, closed years, lines of history. Keep such a key. --forget refuses to take out a
    key on which anything hangs, and says what.
    """
    if forget and deed:
        raise click.UsageError("--forget stands alone.")
    if forget:
        _forget(forget)
    elif deed == "begin":
        _begin()
    elif deed == "use":
        _use()
    elif deed == "go on":
        _move()
    else:
        _show()


def _begin() -> None:
    town = settings()
    require_nothing_waits(town)
    if in_town("rotate-key", _left):
        raise click.ClickException("The last change is not finished: --go-on comes first.")
    if town.secret_key.get_secret_value():
        click.echo(begun_for_setting(town))
    elif town.database_url:
        click.echo(have_wait(town))
    else:
        have_wait(town)
        _use()


def _use() -> None:
    town = settings()
    click.echo(use_waiting(town))
    if not town.secret_key.get_secret_value():
        _let_everybody_see()
        _move()


def _let_everybody_see() -> None:
    """Wait until every process that reads this key file has seen that it changed."""
    newer_ring()
    time.sleep(LOOK_AGAIN + 1)


def _move() -> None:
    require_nothing_waits(settings())
    moved, unreadable, left = in_town("rotate-key", _moved)
    click.echo(f"{moved} moved to the current key, {left} left.")
    if unreadable:
        raise click.ClickException(
            f"{unreadable} open with no key that is here. A key is missing in the ring, or "
            "these rows are damaged: `wishboard doctor` looks at them."
        )


async def _moved() -> tuple[int, int, int]:
    from wishboard.rotation.moving import move_everything  # noqa: PLC0415 - `--help` stays quick

    rows = await _left()
    with click.progressbar(length=rows, label="Moving", file=sys.stderr) as bar:
        walk = await move_everything(bar.update)
    return walk.moved, walk.unreadable, await _left()


async def _left() -> int:
    from wishboard.core.database import new_session  # noqa: PLC0415
    from wishboard.rotation.moving import left_to_move  # noqa: PLC0415

    async with new_session() as db:
        return await left_to_move(db)


async def _hanging() -> dict[str, dict[bytes, int]]:
    from wishboard.core.database import new_session  # noqa: PLC0415
    from wishboard.rotation.hanging import hanging  # noqa: PLC0415

    async with new_session() as db:
        return await hanging(db)


async def _standing() -> tuple[dict[str, dict[bytes, int]], int]:
    return await _hanging(), await _left()


def _show() -> None:
    found, left = in_town("rotate-key", _standing)
    known = ring()
    newest_first = known.by_age[::-1]
    for key in newest_first:
        is_ = "current" if key == known.current else "former"
        click.echo(f"{key.id.hex()}  {'waits' if key == known.waiting else is_}")
    click.echo()
    if not found:
        click.echo("Nothing hangs on any key yet.")
        return
    show_table(
        ("hangs on", *(key.id.hex() for key in newest_first)),
        [
            (kind, *(str(counts.get(key.id, 0)) for key in newest_first))
            for kind, counts in found.items()
        ],
    )
    if left:
        click.echo(f"\n{left} can be moved to the current key: --go-on.")


def _forget(written: str) -> None:
    town = settings()
    key = named_key(town, written)
    still = {
        kind: counts[key.id]
        for kind, counts in in_town("rotate-key", _hanging).items()
        if counts.get(key.id)
    }
    if still:
        said = ", ".join(f"{many} {kind}" for kind, many in still.items())
        raise click.ClickException(f"On this key still hang: {said}. It stays.")
    click.echo(take_out(town, key))
