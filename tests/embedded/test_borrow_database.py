"""A command gets the town's database whether the town runs or not."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from tests.embedded.stand_ins import running_town
from tests.towns import eventually
from wishboard.embedded import lock
from wishboard.embedded.home import find_home, make_home
from wishboard.embedded.postgres import is_ready, postgres
from wishboard.embedded.servers import database_for, running_postgres, running_valkey
from wishboard.embedded.service import gone
from wishboard.embedded.trouble import Trouble
from wishboard.embedded.valkey import valkey
from wishboard.settings import Settings


def town(folder: Path, **changes: str) -> Settings:
    return Settings.model_validate({"data_dir": folder, **changes})


def encoding(url: str) -> tuple[str, ...] | None:
    with psycopg.connect(url) as db:
        return db.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider::text, datlocale, datname"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()


def test_a_database_is_started_for_the_command_and_stopped_after(town_dir: Path) -> None:
    with database_for(town(town_dir), "export") as url:
        assert encoding(url) == ("UTF8", "b", "C.UTF-8", "wishboard")
        holder = lock.holder(town_dir)
        assert holder and holder.command == "export"
    assert not is_ready(find_home(town_dir))
    assert lock.holder(town_dir) is None


def test_a_city_database_is_used_as_it_is(town_dir: Path) -> None:
    city = "postgresql://db.example/city"
    with database_for(town(town_dir, database_url=city), "export") as url:
        assert url == city
    assert not (town_dir / "servers").exists()


@pytest.mark.town
def test_the_database_of_a_running_town_is_shared(town_dir: Path) -> None:
    with running_town(town_dir) as running:
        with database_for(town(town_dir), "export") as url:
            assert encoding(url)
        assert running.answers()
        assert is_ready(find_home(town_dir))


def test_a_command_waits_for_another_one(
    town_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = lock.take(town_dir, "import")
    threading.Timer(0.5, other.close).start()
    with database_for(town(town_dir), "export") as url:
        assert encoding(url)
    assert "Waiting for `wishboard import`" in capsys.readouterr().err


def test_what_was_written_stays(town_dir: Path) -> None:
    with database_for(town(town_dir), "import") as url, psycopg.connect(url) as db:
        db.execute("CREATE TABLE note AS SELECT '心愿' AS words")
    with database_for(town(town_dir), "export") as url, psycopg.connect(url) as db:
        assert db.execute("SELECT words FROM note WHERE words ~ '^\\w+$'").fetchone() == ("心愿",)


def test_a_server_left_behind_is_ended_before_a_new_one_starts(town_dir: Path) -> None:
    home = make_home(town_dir)
    left = postgres(home, durable=False).start()
    assert eventually(lambda: is_ready(home))
    with running_postgres(town_dir, durable=False) as url:
        assert gone(left, 0)
        assert encoding(url)


def test_a_stale_pid_file_does_not_harm_whoever_has_the_number_now(town_dir: Path) -> None:
    with running_postgres(town_dir, durable=False):
        pass
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        pid_file = find_home(town_dir).cluster / "postmaster.pid"
        pid_file.write_text(f"{bystander.pid}\n/elsewhere\n")
        with running_postgres(town_dir, durable=False) as url:
            assert encoding(url)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_cluster_of_another_version_is_left_alone(town_dir: Path) -> None:
    with running_postgres(town_dir, durable=False):
        pass
    (find_home(town_dir).cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 17, this is 18"):
        running_postgres(town_dir).__enter__()


def test_a_half_made_cluster_is_made_again(town_dir: Path) -> None:
    home = make_home(town_dir)
    (home.folder / "postgres.draft").mkdir()
    (home.folder / "postgres.draft" / "PG_VERSION").write_text("18\n")
    with running_postgres(town_dir, durable=False) as url:
        assert encoding(url)


def test_sockets_of_a_deep_folder_have_a_short_name(town_dir: Path) -> None:
    deep = town_dir / ("deep" * 20)
    deep.mkdir(mode=0o711)
    with running_postgres(deep, durable=False) as url:
        assert len(url.split("host=")[1]) < 80
        assert encoding(url)
    find_home(deep).sockets.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as somebody else")
def test_roots_data_folder_may_be_closed(town_dir: Path) -> None:
    town_dir.chmod(0o700)
    with running_postgres(town_dir, durable=False) as url:
        assert encoding(url)
    home = find_home(town_dir).folder
    assert home.is_relative_to("/var/lib/wishboard/towns")
    subprocess.run(["rm", "-rf", str(home)], check=True)


def test_a_queue_left_behind_is_ended_before_a_new_one_starts(town_dir: Path) -> None:
    left = valkey(make_home(town_dir))
    process = left.start()
    assert eventually(left.ready)
    with running_valkey(town_dir):
        assert gone(process, 5)
