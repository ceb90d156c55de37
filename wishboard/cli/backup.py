"""`wishboard backup`: the town in one file."""

import os
import tarfile
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click

from wishboard import __version__
from wishboard.cli.archive import database
from wishboard.cli.archive.manifest import (
    DUMP,
    FILES,
    FORMAT,
    KEY,
    MANIFEST,
    Manifest,
    digest,
    files_folder,
    fingerprints,
    present_keys,
)
from wishboard.core.keyfile import key_file
from wishboard.embedded.opening import present_heads
from wishboard.embedded.servers import database_for
from wishboard.settings import Settings, settings


@click.command(name="backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--with-key", is_flag=True, help="Put the master key and former keys into the file as well."
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def command(*, file: Path, with_key: bool, force: bool) -> None:
    """Write the database and the photos into FILE, a tar archive.

    Works while the town runs, on the embedded database and on the one of WISHBOARD_DATABASE_URL;
    the database is taken at one moment. Photos in a bucket (WISHBOARD_FILES_URL) stay there. A
    city's database must be reached directly, not through pgbouncer.

    Contact data in the database are encrypted, and the PINs on slips come from the master key. A
    backup without the key is safer to carry, but of little use once the key is lost: keep the key
    somewhere else. With --with-key the file alone opens everything: lock it away.
    """
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; --force overwrites it.")
    town = settings()
    manifest = write_backup(town, file, with_key=with_key)
    click.echo(f"{file}: {manifest.summary()}.")
    click.echo(_about_key(town, manifest))


def write_backup(town: Settings, target: Path, *, with_key: bool) -> Manifest:
    """Makes the archive under a draft name in the same folder and renames it when it is whole.

    Files are read after the database, so that every photo a row speaks of is there.
    """
    known = present_keys(town)
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as folder:
        dumped, draft = Path(folder) / DUMP, Path(folder) / "backup.tar"
        with database_for(town, "backup") as url:
            revisions = sorted(present_heads(url))
            rows, major = database.dump(url, dumped, embedded=not town.database_url)
        photos = [] if town.files_url else list_files(files_folder(town))
        manifest = Manifest(
            format=FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            version=__version__,
            server_major=major,
            revisions=revisions,
            rows=rows,
            dump_sha256=digest(dumped),
            files=len(photos),
            file_bytes=sum(path.stat().st_size for path in photos),
            files_elsewhere=bool(town.files_url),
            key=",".join(fingerprints(known)),
            has_key=with_key and known is not None,
        )
        _write_tar(draft, manifest, dumped, photos, files_folder(town), str(known or ""))
        draft.replace(target)
    return manifest


def list_files(folder: Path) -> list[Path]:
    """The files below a folder, in order; none when it is not there."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _write_tar(
    target: Path, manifest: Manifest, dumped: Path, photos: list[Path], root: Path, keys: str
) -> None:
    opener = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opener, "wb") as stream, tarfile.open(fileobj=stream, mode="w") as tar:
        _add_bytes(tar, MANIFEST, manifest.to_json())
        tar.add(dumped, DUMP)
        for path in photos:
            tar.add(path, FILES + path.relative_to(root).as_posix(), recursive=False)
        if manifest.has_key:
            _add_bytes(tar, KEY, keys.encode())


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    member.mode = 0o600
    tar.addfile(member, BytesIO(content))


def _about_key(town: Settings, manifest: Manifest) -> str:
    if manifest.has_key:
        return "The master key is inside: whoever has this file can read the contact data."
    where = key_file(town)
    if town.secret_key.get_secret_value():
        return "The master key is NOT inside. Keep WISHBOARD_SECRET_KEY in another safe place."
    if not manifest.key:
        return "There is no master key yet."
    return (
        f"The master key is NOT inside. Keep a copy of {where} in another safe place: without it "
        "nobody can read the contact data of this backup, and the PINs on slips stop working."
    )
