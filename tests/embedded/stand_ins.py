"""Towns of stand-in processes under a real supervisor."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.towns import ROOT, Town, free_port, supervised
from wishboard.embedded import port
from wishboard.embedded.plan import Plan

HERE = Path(__file__).parent
SUPERVISE = [sys.executable, "-m", "wishboard.embedded.supervisor"]
IMPORTABLE = {"PYTHONPATH": os.pathsep.join([str(HERE), str(ROOT)])}


def stand_in_plan(data_dir: Path) -> Plan:
    """A town with real servers and a tiny web server and worker."""
    return Plan(
        data_dir=str(data_dir),
        host="127.0.0.1",
        port=free_port(),
        worker=[sys.executable, "-m", "stand_in"],
    )


@contextmanager
def running_town(data_dir: Path, **changes: object) -> Iterator[Town]:
    """Runs a stand-in town and waits until it is open; nothing may be left of it."""
    plan = replace(stand_in_plan(data_dir), **changes)  # type: ignore[arg-type]
    with supervised_plan(plan) as town:
        town.wait_until_open()
        yield town


@contextmanager
def supervised_plan(plan: Plan, target: str = "stand_in:create_app") -> Iterator[Town]:
    """Gives a plan to a supervisor process and does not wait for the town to open."""
    command = [*SUPERVISE, target, "echo", plan.written()]
    log = Path(plan.data_dir) / "terminal.log"
    log.unlink(missing_ok=True)
    with supervised(command, log, env=os.environ | IMPORTABLE) as process:
        yield Town(process, port.address(plan.host, plan.port), log)
