"""Writes what `wishboard run` is to run: `python -m wishboard.cli.planning [--demo]`.

A process of its own, beside which the web server loads already, and whose memory for reading the
settings is given back.
"""

import sys

from pydantic import ValidationError

from wishboard.cli.run import PYTHON
from wishboard.embedded import port
from wishboard.embedded.plan import Plan
from wishboard.settings import Settings, settings

FIRST_TABLE = "person"
DEMO_WELCOME = "This is the demo town: the sign-in page lists its accounts."


def town_plan(town: Settings, *, demo: bool) -> Plan:
    """What the supervisor is to run for these settings."""
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
        workers=town.web_workers,
        worker=[*PYTHON, "arq", "workers.Worker"],
        prepare=[opening],
        env=env,
        postgres=not town.database_url,
        valkey=not town.redis_url,
        welcome=DEMO_WELCOME if demo or town.demo else "",
    )


def main() -> None:
    """Prints the plan, or says which settings are wrong and ends with status 1."""
    try:
        town = settings()
    except ValidationError as wrong:
        for one in wrong.errors():
            name = "_".join(str(part) for part in one["loc"]).upper()
            print(f"WISHBOARD_{name}={one['input']}: {one['msg']}.", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    print(town_plan(town, demo="--demo" in sys.argv).written())  # noqa: T201


if __name__ == "__main__":
    main()
