"""`wishboard migrate`: the database as this version wants it."""

import click

from wishboard.cli.town import in_town


@click.command(name="migrate")
def command() -> None:
    """Bring the database to the schema of this version.

    Works on the embedded database and on the one of WISHBOARD_DATABASE_URL, while the town runs or
    not. `wishboard run` does the same before it opens. Categories, reasons, rungs and rules that
    a town begins with are added where they are missing.
    """
    in_town("migrate", seed, migrate=True)
    click.echo("The database is up to date.")


async def seed() -> None:
    """Give the town the categories, reasons, rungs and rules it begins with."""
    from wishboard.catalogue.seed import seed_catalogue  # noqa: PLC0415 - `--help` stays quick
    from wishboard.core.database import transaction  # noqa: PLC0415
    from wishboard.quotas.rules.seed import seed_rules  # noqa: PLC0415
    from wishboard.supervision.ladder.seed import seed_ladder  # noqa: PLC0415

    async with transaction() as db:
        await seed_catalogue(db)
        await seed_ladder(db)
        await seed_rules(db)
