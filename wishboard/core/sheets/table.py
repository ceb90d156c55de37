"""Reading a table from a file that somebody sent."""

import json
import logging
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wishboard.core.confined import child, last_words
from wishboard.core.sheets.refusals import DamagedTable, TableTooHeavy, by_code
from wishboard.core.sheets.rows import Row

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and, once, the rows below it: `async for row in table`.

    Every row is at least as wide as the header; a wider one has a stray separator. `sheet` is
    empty for text. `others` names the sheets that were not read. `about` is roughly the number of
    rows, for a progress bar.
    """

    header: list[str]
    sheet: str
    others: list[str]
    about: int
    _process: Process

    async def __aiter__(self) -> AsyncIterator[Row]:
        while (batch := await _told(self._process)) is not None:
            for number, cells in batch:
                yield Row(number, cells)


@asynccontextmanager
async def read_table(path: Path | str, sheet: str = "") -> AsyncIterator[Table]:
    """Open a CSV, TSV or xlsx file in a confined child for the length of the block.

    Dates come as ISO text, numbers without `.0`, merged cells in each row that they cover. Raises
    a TableRefused, here or while the rows are read; FileNotFoundError when there is no file.
    """
    place = _existing(Path(path))
    async with child("wishboard.core.sheets.child", place, sheet) as process:
        head = await _told(process)
        yield Table(**head, _process=process)


def _existing(path: Path) -> str:
    path.stat()
    return str(path.absolute())


async def _told(process: Process) -> Any:
    """The child's next line. A child that ends without a last word was stopped by its limits."""
    assert process.stdout is not None
    try:
        line = await process.stdout.readline()
    except ValueError as error:
        raise TableTooHeavy from error
    if not line.endswith(b"\n"):
        raise await _sudden_end(process)
    told = json.loads(line)
    if isinstance(told, dict) and "refused" in told:
        raise by_code(told["refused"], told["facts"])
    return told


async def _sudden_end(process: Process) -> Exception:
    words = await last_words(process)
    killed = await process.wait() < 0
    _log.warning("a table's child ended with %s: %s", process.returncode, words)
    return TableTooHeavy() if killed else DamagedTable()
