"""`wishboard run`: the whole town on this machine."""

import os
import sys

import click

PYTHON = [sys.executable, "-m"]


@click.command(name="run")
@click.option("--demo", is_flag=True, help="Fill an empty town with demo people and wishes.")
def command(*, demo: bool) -> None:
    """Run the town: database, queue, web server and worker, until Ctrl-C.

    Without WISHBOARD_DATABASE_URL a PostgreSQL is started on the data folder, without
    WISHBOARD_REDIS_URL a Valkey. Whatever ends is started again. The database is migrated first
    when it needs to be. A second run on the same data folder is refused.
    """
    planner = [*PYTHON, "wishboard.cli.planning", *(["--demo"] if demo else [])]
    supervise = [*PYTHON, "wishboard.embedded.supervisor", "wishboard.app:create_app", *planner]
    sys.stdout.flush()
    os.execv(supervise[0], supervise)  # noqa: S606 - the small process takes this one's place
