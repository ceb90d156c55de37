"""What `wishboard run` hands to its supervisor."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import sandbox
from tests.towns import free_port
from wishboard.cli.planning import town_plan
from wishboard.embedded import lock
from wishboard.embedded.plan import Plan
from wishboard.settings import Settings


def town(folder: Path, **changes: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **changes})


def test_without_settings_everything_is_started(tmp_path: Path) -> None:
    plan = town_plan(town(tmp_path), demo=False)
    assert plan.postgres and plan.valkey
    assert (plan.host, plan.port, plan.workers) == ("127.0.0.1", 8000, 1)
    assert plan.worker[-3:] == ["-m", "arq", "workers.Worker"]


def test_a_citys_own_servers_are_not_started_again(tmp_path: Path) -> None:
    city = town(tmp_path, database_url="postgresql://db/city", redis_url="redis://queue")
    plan = town_plan(city, demo=False)
    assert not plan.postgres and not plan.valkey


def test_only_the_demo_makes_a_demo_town(tmp_path: Path) -> None:
    assert "demo" not in town_plan(town(tmp_path), demo=False).prepare[0]
    plan = town_plan(town(tmp_path), demo=True)
    assert plan.prepare[0][-1] == "demo"
    assert plan.env["WISHBOARD_DEMO"] == "true"


def test_qr_codes_lead_to_the_chosen_port_unless_the_town_has_an_address(tmp_path: Path) -> None:
    plan = town_plan(town(tmp_path, port=8123), demo=False)
    assert plan.env["WISHBOARD_PUBLIC_URL"] == "http://127.0.0.1:8123"
    public = town(tmp_path, port=8123, public_url="https://wishes.example")
    assert "WISHBOARD_PUBLIC_URL" not in town_plan(public, demo=False).env


def test_a_plan_arrives_as_it_was_sent(tmp_path: Path) -> None:
    plan = town_plan(town(tmp_path), demo=True)
    assert Plan.read(plan.written()) == plan


def run(folder: Path, **changed: str) -> "subprocess.CompletedProcess[str]":
    env = {f"WISHBOARD_{name.upper()}": value for name, value in changed.items()}
    return subprocess.run(
        [sys.executable, "-m", "wishboard.cli", "run"],
        env=os.environ | {"WISHBOARD_DATA_DIR": str(folder)} | env,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_that_are_wrong_are_told_by_their_names(tmp_path: Path) -> None:
    told = run(tmp_path, port="eight")
    assert told.returncode == 1
    assert "WISHBOARD_PORT=eight: Input should be a valid integer" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_second_run_is_refused_in_a_sentence() -> None:
    with sandbox() as folder, lock.take(folder, lock.RUN, "http://127.0.0.1:8123"):
        second = run(folder, port=str(free_port()))
    assert second.returncode == 1
    assert f"in use by `wishboard run` at http://127.0.0.1:8123, process {os.getpid()}" in (
        second.stderr
    )
    assert "Traceback" not in second.stderr
