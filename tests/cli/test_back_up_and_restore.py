"""A town goes into one file and comes back whole, or not at all."""

import asyncio
import base64
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from tests.cast import Town
from tests.cast import town as peopled
from tests.deeds import done
from tests.servers import environment, new_database, sandbox
from tests.web.resident import photo
from wishboard.accounts.viewer import wisher_of
from wishboard.cli import main
from wishboard.cli.archive import database
from wishboard.cli.archive.erasures import known_erasures
from wishboard.cli.backup import write_backup
from wishboard.cli.restore import restore, unpack
from wishboard.core.database import connect, disconnect, transaction
from wishboard.disclosure.erasing import erase_wisher
from wishboard.embedded import lock
from wishboard.embedded.opening import present_heads, wanted_heads
from wishboard.embedded.trouble import Trouble
from wishboard.events.chain import seal_history
from wishboard.events.proof import flaws
from wishboard.files import storage
from wishboard.files.commands import add_photo
from wishboard.files.models import Photo
from wishboard.settings import Settings, settings
from wishboard.wishes.models import Words
from wishboard.wishes.wishers import ContactData, Wisher, contact_of

__all__ = ["peopled"]

KEY = base64.b64encode(os.urandom(32))


@pytest.fixture
def people(peopled: Town) -> Iterator[Town]:
    """The cast's town, with a data folder of its own."""
    with sandbox() as folder, environment(data_dir=str(folder)):
        storage.store.cache_clear()
        yield peopled
    storage.store.cache_clear()


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
    assert key.read_bytes().strip() == KEY
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
    assert (town.data_dir / "secret.key").read_bytes().strip() == KEY
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


async def test_who_was_erased_stays_erased_after_a_restore(tmp_path: Path, people: Town) -> None:
    made = town_in(settings().data_dir, people.url)
    wish = await people.closed()
    async with transaction() as db:
        kept = await add_photo(db, photo()[1], owner_kind="wish", owner_id=wish.key)
    other = await people.collected(phone="13900001111")
    write_backup(made, tmp_path / "before.tar", with_key=False)
    await done(erase_wisher, wish.key, by=wisher_of(wish.key))
    await disconnect()
    _manifest, again = await asyncio.to_thread(restore, made, tmp_path / "before.tar", replace=True)
    assert again == 1
    connect(people.url)
    assert (await done(contact_of, wish)) == ContactData()
    assert (await done(contact_of, other)).phone == "13900001111"
    async with transaction() as db:
        assert (await db.get_one(Wisher, wish.wisher_id)).wrapped_key is None
        assert await db.get(Words, wish.key) is None
        assert (await db.get_one(Photo, kept.key)).place is None
    assert kept.place and not list((made.data_dir / "files").glob(f"{kept.place}*"))
    await seal_history()
    async with transaction() as db:
        assert [flaw async for flaw in flaws(db)] == []


async def test_a_new_machine_is_told_who_was_erased(tmp_path: Path, people: Town) -> None:
    wish = await people.closed()
    made = town_in(settings().data_dir, people.url)
    write_backup(made, tmp_path / "before.tar", with_key=False)
    (tmp_path / "erased.list").write_text(f"{wish.public_id}\n")
    await disconnect()
    _manifest, again = await asyncio.to_thread(
        restore, made, tmp_path / "before.tar", replace=True, erased=tmp_path / "erased.list"
    )
    assert again == 1
    (tmp_path / "erased.list").write_text("../../etc/passwd")
    with pytest.raises(Trouble, match="not a list"):
        known_erasures(people.url, tmp_path / "erased.list")
