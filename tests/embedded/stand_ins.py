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


def stand_in_plan(data_dir: Path) -> Plan:
    """A town with real servers and a tiny web server and worker."""
    where = free_port()
    python = [sys.executable, "-m"]
    web = [*python, "wishboard.embedded.web", "127.0.0.1", str(where), "1"]
    return Plan(
        data_dir=str(data_dir),
        host="127.0.0.1",
        port=where,
        web=[*web, "stand_in:create_app"],
        worker=[*python, "stand_in"],
        env={"PYTHONPATH": os.pathsep.join([str(HERE), str(ROOT)])},
    )


@contextmanager
def running_town(data_dir: Path, **changes: object) -> Iterator[Town]:
    """Runs a stand-in town and waits until it is open; nothing may be left of it."""
    plan = replace(stand_in_plan(data_dir), **changes)  # type: ignore[arg-type]
    with supervised_plan(plan) as town:
        town.wait_until_open()
        yield town


@contextmanager
def supervised_plan(plan: Plan) -> Iterator[Town]:
    """Hands a plan to a supervisor process and does not wait for the town to open."""
    reader = plan.hand_over()
    log = Path(plan.data_dir) / "terminal.log"
    log.unlink(missing_ok=True)
    with supervised([*SUPERVISE, str(reader)], log, reader=reader) as process:
        os.close(reader)
        yield Town(process, port.address(plan.host, plan.port), log)
