"""`wishboard demo`: a town to look around in."""

from typing import TYPE_CHECKING

import click

from wishboard.cli.town import in_town
from wishboard.settings import settings

if TYPE_CHECKING:
    from wishboard.demo.build import Built


@click.command(name="demo")
@click.option("--replace", is_flag=True, help="Throw away everything that is there first.")
def command(*, replace: bool) -> None:
    """Fill an empty town with made-up people and wishes at every step of their way.

    A city with its streets and communities, party organizations, volunteers and departments, and
    four months of wishes, played by the same deeds as in a real town. Its accounts have one
    password, WISHBOARD_DEMO_PASSWORD; the sign-in page lists them when WISHBOARD_DEMO is set, as
    `wishboard run --demo` does. Refused in a town that has people or
    places, unless --replace is given.
    """
    built = in_town("demo", lambda: build(replace=replace), migrate=True)
    click.echo(f"The demo town has {built.people} people and {built.wishes} wishes.")
    click.echo(f"Sign in as chenzhiyuan or wanglihua; password: {settings().demo_password}")


async def build(*, replace: bool) -> "Built":
    """Build the town, in place of another one if need be."""
    from wishboard.core.database import transaction  # noqa: PLC0415 - `--help` stays quick
    from wishboard.demo.build import build_demo, clear, is_empty  # noqa: PLC0415

    async with transaction() as db:
        if replace:
            await clear(db)
        elif not await is_empty(db):
            raise click.ClickException("This town is not empty; --replace throws everything away.")
    return await build_demo()
