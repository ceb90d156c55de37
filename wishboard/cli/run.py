"""`wishboard run`: the whole town on this machine."""

import os
import sys

import click

from wishboard.embedded import lock, port
from wishboard.embedded.plan import Plan
from wishboard.settings import Settings, settings

PYTHON = [sys.executable, "-m"]
FIRST_TABLE = "person"
DEMO_WELCOME = "This is the demo town: the sign-in page lists its accounts."


@click.command(name="run")
@click.option("--demo", is_flag=True, help="Fill an empty town with demo people and wishes.")
def command(*, demo: bool) -> None:
    """Run the town: database, queue, web server and worker, until Ctrl-C.

    Without WISHBOARD_DATABASE_URL a PostgreSQL is started on the data folder, without
    WISHBOARD_REDIS_URL a Valkey. Whatever ends is started again. The database is migrated first
    when it needs to be. A second run on the same data folder is refused.
    """
    town = settings()
    port.require_free(town.host, town.port)
    held = lock.take(town.data_dir, lock.RUN, port.address(town.host, town.port))
    os.set_inheritable(held.fileno(), True)
    reader = town_plan(town, demo=demo, held_by=held.fileno()).hand_over()
    sys.stdout.flush()
    supervise = [*PYTHON, "wishboard.embedded.supervisor", str(reader)]
    os.execv(supervise[0], supervise)  # noqa: S606 - the small process takes this one's place


def town_plan(town: Settings, *, demo: bool, held_by: int = -1) -> Plan:
    """What the supervisor is to run for these settings.

    `held_by` is the descriptor that holds the data folder.
    """
    web = [*PYTHON, "wishboard.embedded.web", town.host, str(town.port), str(town.web_workers)]
    opening = [*PYTHON, "wishboard.embedded.opening"]
    if demo:
        opening += [FIRST_TABLE, *PYTHON, "wishboard.cli", "demo"]
    env = {"WISHBOARD_DEMO": "true"} if demo else {}
    if "public_url" not in town.model_fields_set:
        env["WISHBOARD_PUBLIC_URL"] = port.address(town.host, town.port)
    return Plan(
        data_dir=str(town.data_dir.absolute()),
        host=town.host,
        port=town.port,
        web=[*web, "wishboard.app:create_app"],
        worker=[*PYTHON, "arq", "workers.Worker"],
        prepare=[opening],
        env=env,
        postgres=not town.database_url,
        valkey=not town.redis_url,
        lock=held_by,
        welcome=DEMO_WELCOME if demo or town.demo else "",
    )
