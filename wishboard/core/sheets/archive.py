"""A look into a workbook's zip archive before anything parses it."""

import zipfile
import zlib
from pathlib import Path

from wishboard.core.sheets.limits import MAX_UNZIPPED_BYTES, MAX_ZIP_ENTRIES, MAX_ZIP_RATIO
from wishboard.core.sheets.refusals import (
    DamagedTable,
    NotATable,
    OldWorkbook,
    TableTooBig,
    TableTooHeavy,
)

_CHUNK = 1 << 18
_ENCRYPTED = 1
_HONEST_BYTES = 5_000_000
"""Below this an even sheet may shrink as far as it likes."""


def check_archive(path: Path) -> None:
    """Inflate and count every entry, whatever the archive says about itself. Keeps nothing.

    Raises NotATable, OldWorkbook (a password), DamagedTable, TableTooBig, TableTooHeavy.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive)
            _check_bytes(archive, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise DamagedTable from error


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ZIP_ENTRIES:
        raise TableTooHeavy
    if "xl/workbook.xml" not in archive.namelist():
        raise NotATable
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise OldWorkbook
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotATable


def _check_bytes(archive: zipfile.ZipFile, packed: int) -> None:
    total = 0
    for entry in archive.infolist():
        entry.file_size = 1 << 62  # zipfile would stop at the stated size; a liar states little
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                total += len(chunk)
                if total > MAX_UNZIPPED_BYTES:
                    raise TableTooBig(megabytes=MAX_UNZIPPED_BYTES // 1_000_000)
                if total > max(packed * MAX_ZIP_RATIO, _HONEST_BYTES):
                    raise TableTooHeavy
