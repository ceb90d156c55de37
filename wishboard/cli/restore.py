"""`wishboard restore`: a town out of one file."""

import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import click
import psycopg

from wishboard.cli.archive import database
from wishboard.cli.archive.erasures import erase_what_came_back, known_erasures
from wishboard.cli.archive.manifest import (
    DUMP,
    FILES,
    KEY,
    MANIFEST,
    Manifest,
    counted,
    digest,
    erased_list,
    files_folder,
    fingerprints,
    present_keys,
)
from wishboard.cli.backup import list_files
from wishboard.core.keyfile import key_file, written_ring
from wishboard.core.keyring import parse_ring
from wishboard.embedded import lock
from wishboard.embedded.home import make_data_dir
from wishboard.embedded.opening import known_revisions
from wishboard.embedded.servers import database_for
from wishboard.embedded.trouble import Trouble
from wishboard.settings import Settings, settings


@click.command(name="restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away the town that is there now.")
@click.option(
    "--erased",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of erased wishes (erased.list of the data folder), kept beside the backups.",
)
def command(*, file: Path, replace: bool, erased: Path | None) -> None:
    """Bring back the town of FILE, made by `wishboard backup`.

    Refuses when the database or the photo folder holds anything, unless --replace is given. The
    town must not be running. Rows and photos are counted afterwards and compared with what the
    backup says; if anything differs, everything stays as it was. The next `wishboard run` brings
    an older backup to the present schema.

    Who was erased for good since the backup was made is erased again: as the database says that is
    there now, the list in the data folder, and the one of --erased.
    """
    town = settings()
    manifest, again = restore(town, file, replace=replace, erased=erased)
    click.echo(f"Restored {manifest.summary()}, as of {manifest.made_at}; all counts agree.")
    if again:
        click.echo(f"{counted(again, 'wish', 'wishes')} erased since then erased again.")
    if set(filter(None, manifest.key.split(","))) - set(fingerprints(present_keys(town))):
        click.echo(
            "Not every key of this backup is here: contact data cannot be read until they are in "
            f"{key_file(town)} or WISHBOARD_SECRET_KEY, the current key first."
        )


def restore(
    town: Settings, file: Path, *, replace: bool, erased: Path | None = None
) -> tuple[Manifest, int]:
    """Restores database, files and key, in this order. Raises `Trouble` and changes nothing.

    Then erases again who was erased since; how many wishes that were is told with the manifest.
    """
    holder = lock.holder(town.data_dir)
    if holder and holder.command == lock.RUN:
        raise Trouble(f"{holder} is running; stop it first.")
    make_data_dir(town.data_dir)
    with tempfile.TemporaryDirectory(dir=town.data_dir, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(file, folder)
        _require_room(town, manifest, folder, replace=replace)
        with database_for(town, "restore") as url:
            database.recover(url)
            gone = known_erasures(url, erased_list(town), *([erased] if erased else []))
            _require_empty(url, replace=replace)
            with database.replaced_schema(url):
                embedded = not town.database_url
                database.load(url, folder / DUMP, manifest.server_major, embedded=embedded)
                _compare_rows(url, manifest)
            _put_files(town, folder / FILES)
            _put_key(town, folder / KEY)
            again = erase_what_came_back(url, gone)
    return manifest, again


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpacks a backup and checks it against its manifest. Raises `Trouble` when it is damaged."""
    (folder / FILES).mkdir()
    try:
        with tarfile.open(file) as tar:
            for member in tar:
                _unpack_member(tar, member, folder)
    except (tarfile.TarError, EOFError) as reason:
        raise Trouble(f"{file} is not a whole backup: {reason}.") from None
    if not (folder / MANIFEST).exists() or not (folder / DUMP).exists():
        raise Trouble(f"{file} is not a backup of wishboard.")
    manifest = Manifest.from_json((folder / MANIFEST).read_bytes())
    unpacked = list_files(folder / FILES)
    whole = (
        digest(folder / DUMP) == manifest.dump_sha256
        and len(unpacked) == manifest.files
        and sum(path.stat().st_size for path in unpacked) == manifest.file_bytes
    )
    if not whole:
        raise Trouble(f"{file} is damaged: it does not hold what its manifest says.")
    return manifest


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = PurePosixPath(member.name)
    expected = member.name in {MANIFEST, DUMP, KEY} or member.name.startswith(FILES)
    content = tar.extractfile(member) if member.isreg() else None
    if content is None or not expected or path.is_absolute() or ".." in path.parts:
        raise Trouble(f"{member.name} does not belong into a backup of wishboard.")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as stream:
        shutil.copyfileobj(content, stream)


def _require_room(town: Settings, manifest: Manifest, folder: Path, *, replace: bool) -> None:
    if not set(manifest.revisions) <= known_revisions():
        raise Trouble("This backup was made by a newer wishboard; restore it there.")
    if manifest.files and town.files_url:
        raise Trouble("The backup holds photos, but WISHBOARD_FILES_URL keeps them elsewhere.")
    if replace:
        return
    if list_files(files_folder(town)):
        raise Trouble(f"{files_folder(town)} holds files; --replace throws them away.")
    own = folder / KEY
    if own.exists() and present_keys(town) and not _has_keys_of(town, own):
        raise Trouble("Another master key is here; --replace puts it aside for the backup's own.")


def _require_empty(url: str, *, replace: bool) -> None:
    with psycopg.connect(url) as db:
        rows = database.count_rows(db)
    filled = [name for name, count in rows.items() if count and name != database.VERSIONS_TABLE]
    if filled and not replace:
        raise Trouble(
            f"The database is not empty ({sum(rows.values())} rows, such as in {filled[0]}); "
            "--replace throws it away."
        )


def _compare_rows(url: str, manifest: Manifest) -> None:
    with psycopg.connect(url) as db:
        found = database.count_rows(db)
    if found != manifest.rows:
        differ = sorted(set(found.items()) ^ set(manifest.rows.items()))
        raise Trouble(f"Counts differ from the backup's, nothing was changed: {differ[:6]}")


def _put_files(town: Settings, source: Path) -> None:
    if town.files_url:
        return
    target = files_folder(town)
    former = source.with_name("former-files")
    if target.exists():
        target.replace(former)
    source.replace(target)
    target.chmod(0o700)


def _put_key(town: Settings, source: Path) -> None:
    if not source.exists() or town.secret_key.get_secret_value():
        return
    target = key_file(town)
    if _has_keys_of(town, source):
        return
    if target.exists():
        target.replace(target.with_suffix(".key.before-restore"))
    source.chmod(0o600)
    source.replace(target)


def _has_keys_of(town: Settings, source: Path) -> bool:
    """Whether the keys here open all that a backup's own keys open; broken ones open nothing."""
    try:
        brought, present = parse_ring(source.read_text(encoding="ascii")), written_ring(town)
    except ValueError:
        return False
    return present is not None and set(brought.by_id) <= set(present.by_id)
