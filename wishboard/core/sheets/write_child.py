"""The child that writes: `python -m wishboard.core.sheets.write_child FILE`.

Reads JSON lines: a sheet's name and header, batches of its rows, the next sheet …, at last
`null`. Without that last word nothing is finished and the exit status is 1.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wishboard.core.confined import confine
from wishboard.core.sheets.pages import Book

_MEGABYTES = 1024
_SECONDS = 1800


def main(path: str) -> int:
    """Write what standard input tells. Returns the exit status."""
    confine(megabytes=_MEGABYTES, seconds=_SECONDS, writes=True)
    return 0 if fill(Book(path, str(Path(path).parent)), map(json.loads, sys.stdin.buffer)) else 1


def fill(book: Book, told: Iterable[Any]) -> bool:
    """Write all sheets; whether the last word was reached."""
    for line in told:
        if line is None:
            book.close()
            return True
        if isinstance(line, dict):
            book.begin(line["name"], line["header"])
        else:
            for row in line:
                book.add(row)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
