"""The child that reads: `python -m wishboard.core.sheets.child FILE [SHEET]`.

Writes JSON lines: first the header with the sheet's name, then batches of rows, at last `null`.
A refusal is a line with its code and facts.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wishboard.core.confined import confine
from wishboard.core.sheets.archive import check_archive
from wishboard.core.sheets.limits import CHILD_MEGABYTES, CHILD_SECONDS, MAX_FILE_BYTES
from wishboard.core.sheets.refusals import OldWorkbook, TableRefused, TableTooBig, TableTooHeavy
from wishboard.core.sheets.rows import Row, capped, parted
from wishboard.core.sheets.text import lines_in, read_text

_BATCH_ROWS = 500
_BATCH_CHARACTERS = 64_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def main(words: list[str]) -> None:
    """Read the file named by the first word and tell the parent."""
    confine(megabytes=CHILD_MEGABYTES, seconds=CHILD_SECONDS)
    try:
        for line in lines(Path(words[0]), words[1] if len(words) > 1 else ""):
            _tell(line)
    except TableRefused as refusal:
        _tell({"refused": refusal.code, "facts": refusal.facts})
    except MemoryError:
        _tell({"refused": TableTooHeavy.code, "facts": {}})


def lines(path: Path, sheet: str) -> Iterator[Any]:
    """Everything the parent is told about a file. Raises TableRefused."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise TableTooBig(megabytes=MAX_FILE_BYTES // 1_000_000)
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLE:
        raise OldWorkbook
    name, others, about = "", list[str](), 0
    if start == _ZIP:
        from wishboard.core.sheets.workbook import open_sheet  # noqa: PLC0415 - not for text

        check_archive(path)
        name, others, about, found = open_sheet(path, sheet)
    else:
        about, found = lines_in(path), read_text(path)
    header, rows = parted(capped(found))
    yield {"header": header, "sheet": name, "others": others, "about": about}
    yield from batches(rows)
    yield None


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in portions that cost little each and never make a long line."""
    batch: list[Row] = []
    room = _BATCH_CHARACTERS
    for row in rows:
        batch.append(row)
        room -= sum(map(len, row.cells))
        if room < 0 or len(batch) == _BATCH_ROWS:
            yield batch
            batch, room = [], _BATCH_CHARACTERS
    if batch:
        yield batch


def _tell(line: Any) -> None:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode(errors="replace") + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
