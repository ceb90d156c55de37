"""A town goes into one file and comes back whole, or not at all."""

import base64
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from tests.servers import environment, new_database, sandbox
from wishboard.cli import main
from wishboard.cli.archive import database
from wishboard.cli.backup import write_backup
from wishboard.cli.restore import restore, unpack
from wishboard.embedded import lock
from wishboard.embedded.opening import present_heads, wanted_heads
from wishboard.embedded.trouble import Trouble
from wishboard.settings import Settings

KEY = base64.b64encode(os.urandom(32))


def town_in(folder: Path, url: str) -> Settings:
    return Settings.model_validate({"data_dir": folder, "database_url": url})


def fill(town: Settings) -> None:
    """A few wishes, a photo and a key."""
    with psycopg.connect(town.database_url) as db:
        db.execute("CREATE TABLE wish (id int PRIMARY KEY, words text NOT NULL)")
        db.execute("INSERT INTO wish SELECT n, '心愿' || n FROM generate_series(1, 50) n")
        db.execute("CREATE TABLE claim (wish_id int REFERENCES wish)")
    (town.data_dir / "files/2026").mkdir(parents=True)
    (town.data_dir / "files/2026/lamp.webp").write_bytes(b"picture")
    (town.data_dir / "secret.key").write_bytes(KEY)


def words(town: Settings) -> list[object]:
    with psycopg.connect(town.database_url) as db:
        return [row[0] for row in db.execute("SELECT words FROM wish ORDER BY id")]


@pytest.fixture
def town(postgres_server: str) -> Iterator[Settings]:
    """A town with something in it."""
    with sandbox() as folder, new_database(postgres_server) as url:
        town = town_in(folder, url)
        fill(town)
        yield town


@pytest.fixture
def empty_town(postgres_server: str) -> Iterator[Settings]:
    """A town with nothing in it."""
    with sandbox() as folder, new_database(postgres_server) as url:
        yield town_in(folder, url)


@pytest.fixture
def backup(tmp_path: Path, town: Settings) -> Path:
    """The town in a file, without its key."""
    write_backup(town, tmp_path / "town.tar", with_key=False)
    return tmp_path / "town.tar"


def test_rows_and_files_come_back(backup: Path, town: Settings, empty_town: Settings) -> None:
    manifest, _again = restore(empty_town, backup, replace=False)
    assert manifest.rows == {"claim": 0, "wish": 50}
    assert words(empty_town) == words(town)
    assert (empty_town.data_dir / "files/2026/lamp.webp").read_bytes() == b"picture"


def test_the_key_travels_only_when_asked(
    tmp_path: Path, town: Settings, empty_town: Settings, backup: Path
) -> None:
    restore(empty_town, backup, replace=False)
    assert not (empty_town.data_dir / "secret.key").exists()
    write_backup(town, tmp_path / "with.tar", with_key=True)
    restore(empty_town, tmp_path / "with.tar", replace=True)
    key = empty_town.data_dir / "secret.key"
    assert key.read_bytes() == KEY
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_readable_by_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_town_with_something_in_it_is_not_overwritten(backup: Path, town: Settings) -> None:
    with pytest.raises(Trouble, match="--replace"):
        restore(town, backup, replace=False)


def test_a_database_with_rows_is_not_overwritten(
    backup: Path, empty_town: Settings, town: Settings
) -> None:
    elsewhere = town_in(empty_town.data_dir, town.database_url)
    with pytest.raises(Trouble, match=r"not empty \(50 rows, such as in wish"):
        restore(elsewhere, backup, replace=False)


def test_replacing_throws_the_present_town_away(backup: Path, town: Settings) -> None:
    with psycopg.connect(town.database_url) as db:
        db.execute("DELETE FROM wish WHERE id > 3")
        db.execute("CREATE TABLE newer (id int)")
    (town.data_dir / "files/2026/other.webp").write_bytes(b"other")
    restore(town, backup, replace=True)
    assert len(words(town)) == 50
    assert [path.name for path in (town.data_dir / "files/2026").iterdir()] == ["lamp.webp"]
    with psycopg.connect(town.database_url) as db:
        assert database.count_rows(db) == {"claim": 0, "wish": 50}


def test_another_key_is_put_aside_not_destroyed(tmp_path: Path, town: Settings) -> None:
    write_backup(town, tmp_path / "with.tar", with_key=True)
    other = base64.b64encode(os.urandom(32))
    (town.data_dir / "secret.key").write_bytes(other)
    restore(town, tmp_path / "with.tar", replace=True)
    assert (town.data_dir / "secret.key").read_bytes() == KEY
    assert (town.data_dir / "secret.key.before-restore").read_bytes() == other


def test_a_restore_that_fails_leaves_the_town_as_it_was(
    backup: Path, town: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(town.database_url) as db:
        db.execute("DELETE FROM wish WHERE id > 3")

    def lose_a_row(db: database.Connection) -> dict[str, int]:
        return {"wish": 49, "claim": 0}

    monkeypatch.setattr(database, "count_rows", lose_a_row)
    with pytest.raises(Trouble, match="Counts differ"):
        restore(town, backup, replace=True)
    assert len(words(town)) == 3


def test_an_interrupted_restore_is_undone_by_the_next(backup: Path, town: Settings) -> None:
    with psycopg.connect(town.database_url) as db:
        db.execute("ALTER SCHEMA public RENAME TO before_restore")
        db.execute("CREATE SCHEMA public")
    with pytest.raises(Trouble, match="files"):
        restore(town, backup, replace=False)
    database.recover(town.database_url)
    assert len(words(town)) == 50


def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole.replace(b"picture", b"pictur3", 1).replace(b"PGDMP", b"PGDMX", 1))
    (tmp_path / "out").mkdir()
    with pytest.raises(Trouble, match="damaged"):
        unpack(backup, tmp_path / "out")


def test_half_a_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:3000])
    (tmp_path / "out").mkdir()
    with pytest.raises(Trouble):
        unpack(backup, tmp_path / "out")


@pytest.mark.parametrize("name", ["../../evil", "files/../../evil", "elsewhere.txt"])
def test_a_backup_writes_nowhere_else(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    (tmp_path / "out").mkdir()
    with pytest.raises(Trouble, match="does not belong"):
        unpack(tmp_path / "evil.tar", tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_a_running_town_is_not_restored_over(backup: Path, empty_town: Settings) -> None:
    with (
        lock.take(empty_town.data_dir, lock.RUN, "http://127.0.0.1:8000"),
        pytest.raises(Trouble, match="stop it first"),
    ):
        restore(empty_town, backup, replace=True)


def test_the_commands_say_what_they_did(tmp_path: Path, town: Settings) -> None:
    file = str(tmp_path / "said.tar")
    with environment(data_dir=str(town.data_dir), database_url=town.database_url):
        made = CliRunner().invoke(main, ["backup", file])
        again = CliRunner().invoke(main, ["backup", file])
        refused = CliRunner().invoke(main, ["restore", file])
        restored = CliRunner().invoke(main, ["restore", "--replace", file])
    assert "50 rows in 1 table, 1 file (" in made.output
    assert "master key is NOT inside" in made.output
    assert again.exit_code == 1 and "--force" in again.output
    assert refused.exit_code == 1 and "--replace" in refused.output
    assert restored.exit_code == 0 and "all counts agree" in restored.output


def test_an_embedded_town_comes_back(tmp_path: Path, town: Settings, backup: Path) -> None:
    with sandbox() as folder, environment(data_dir=str(folder)):
        assert CliRunner().invoke(main, ["restore", str(backup)]).exit_code == 0
        made = CliRunner().invoke(main, ["backup", "--with-key", str(tmp_path / "own.tar")])
        assert "50 rows in 1 table" in made.output
        assert "There is no master key yet" in made.output


def test_the_schema_of_a_real_town_comes_back_and_keeps_its_guards(
    tmp_path: Path, fresh_database: str, empty_town: Settings
) -> None:
    write_backup(town_in(tmp_path, fresh_database), tmp_path / "real.tar", with_key=False)
    restore(empty_town, tmp_path / "real.tar", replace=False)
    assert present_heads(empty_town.database_url) == wanted_heads()
    with psycopg.connect(empty_town.database_url) as db:
        insert = (
            "INSERT INTO event (id, at, kind, subject, subject_id, doer, facts)"
            " VALUES (1, now(), 'wish.collected', 'wish', 1, 'clock', '{}')"
        )
        db.execute(insert)
        with pytest.raises(psycopg.errors.RaiseException, match="only added to"):
            db.execute("DELETE FROM event")
