"""The supervisor keeps a town up and takes it down in order."""

import os
import signal
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.embedded.stand_ins import running_town, stand_in_plan, supervised_plan
from tests.towns import PATIENCE, alive, descendants, eventually
from wishboard.embedded.home import find_home
from wishboard.embedded.valkey import answers

pytestmark = pytest.mark.town


def select_one(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as db:
            return db.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_a_town_comes_up_with_database_queue_web_and_worker(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        url = town.get().split(" ", 1)[1]
        assert select_one(url)
        assert answers(find_home(town_dir))
        assert eventually(lambda: any("stand_in" in line for line in town.pids().values()))


@pytest.mark.parametrize("words", ["postgres -D", "valkey-server", "wishboard.embedded.web"])
def test_a_killed_server_comes_back(town_dir: Path, words: str) -> None:
    with running_town(town_dir) as town:
        url = town.get().split(" ", 1)[1]
        before = town.pid_of(words)
        os.kill(before, signal.SIGKILL)
        assert eventually(lambda: not alive(before))
        assert eventually(town.answers)
        assert eventually(lambda: select_one(url))
        assert eventually(lambda: answers(find_home(town_dir)))
        assert eventually(lambda: town.runs_another(words, than=before))


def test_a_killed_web_worker_comes_back(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        worker = int(town.get().split(" ", 1)[0])
        os.kill(worker, signal.SIGKILL)
        assert eventually(lambda: town.answers() and int(town.get().split(" ", 1)[0]) != worker)


def test_a_killed_main_web_process_takes_its_workers_along(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        worker = int(town.get().split(" ", 1)[0])
        os.kill(town.pid_of("wishboard.embedded.web"), signal.SIGKILL)
        assert eventually(lambda: not alive(worker))
        assert eventually(town.answers)


def test_a_killed_supervisor_leaves_nothing_running(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        below = descendants(town.process.pid)
        assert len(below) > 5
        town.process.kill()
        assert eventually(lambda: not any(alive(pid) for pid in below))


def test_a_town_comes_up_again_after_its_supervisor_was_killed(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        town.process.kill()
    with running_town(town_dir) as town:
        assert town.answers()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_request_in_flight_finish_and_then_stops_everything(
    town_dir: Path, number: signal.Signals
) -> None:
    with running_town(town_dir) as town:
        below = descendants(town.process.pid)
        answer: list[str] = []
        asking = threading.Thread(target=lambda: answer.append(town.get("/slow")))
        asking.start()
        assert not eventually(lambda: bool(answer), patience=0.3)
        town.process.send_signal(number)
        asking.join()
        assert answer
        assert town.process.wait(PATIENCE) == 0
        assert not any(alive(pid) for pid in below)


def test_a_database_stops_cleanly_with_its_town(town_dir: Path) -> None:
    with running_town(town_dir) as town:
        town.process.terminate()
        town.process.wait(PATIENCE)
    log = (find_home(town_dir).log / "postgres.log").read_text()
    assert "database system is shut down" in log
    assert not (find_home(town_dir).cluster / "postmaster.pid").exists()


def test_a_port_in_use_is_told_before_anything_starts(town_dir: Path) -> None:
    plan = stand_in_plan(town_dir)
    with socket.create_server(("127.0.0.1", plan.port)), supervised_plan(plan) as town:
        assert town.process.wait(PATIENCE) == 1
        words = town.log.read_text()
        assert f"127.0.0.1:{plan.port} cannot be used" in words
        assert "WISHBOARD_PORT" in words
        assert not find_home(town_dir).cluster.exists()


def test_a_web_server_that_never_starts_ends_the_town_with_a_reason(town_dir: Path) -> None:
    with supervised_plan(stand_in_plan(town_dir), "stand_in:nothing") as town:
        assert town.process.wait(30) == 1
        assert "The web server does not start (it ended with 1)" in town.log.read_text()


def test_a_step_that_fails_keeps_the_town_closed(town_dir: Path) -> None:
    failing = [[sys.executable, "-c", "raise SystemExit('no schema')"]]
    with supervised_plan(replace(stand_in_plan(town_dir), prepare=failing)) as town:
        assert town.process.wait(30) == 1
        words = town.log.read_text()
        assert "is open" not in words
        assert "no schema" in words
        assert "could not be prepared" in words


def test_a_city_brings_its_own_servers(town_dir: Path) -> None:
    plan = stand_in_plan(town_dir)
    env = plan.env | {"WISHBOARD_DATABASE_URL": "postgresql://db.example/city"}
    with running_town(town_dir, postgres=False, valkey=False, env=env) as town:
        assert town.get().endswith("postgresql://db.example/city")
        assert not any("postgres -D" in line for line in town.pids().values())
        assert not any("valkey" in line for line in town.pids().values())
