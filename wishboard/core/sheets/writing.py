"""Writing tables that open safely anywhere: no cell of theirs becomes a formula."""

import asyncio
import csv
import json
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from wishboard.core.confined import child, last_words
from wishboard.settings import settings

Cell: TypeAlias = str | int | float | Decimal | date | datetime | None
Rows: TypeAlias = Iterable[Sequence[Cell]] | AsyncIterable[Sequence[Cell]]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BATCH_ROWS = 500


class Sheet(NamedTuple):
    """A sheet to write: its name, the titles of its columns, its rows."""

    name: str
    header: Sequence[str]
    rows: Rows


async def write_xlsx(
    path: Path | str, sheets: Iterable[tuple[str, Sequence[str], Rows] | Sheet]
) -> None:
    """Write a workbook through a child that keeps no rows in memory; replaces `path` at the end.

    Text stays text whatever it begins with, dates are dates, aware moments are shown in the
    city's time zone. Raises OSError with what the child said when it ended early.
    """
    with _draft_of(Path(path)) as draft:
        async with child("wishboard.core.sheets.write_child", str(draft), fed=True) as process:
            try:
                for name, header, rows in sheets:
                    await _send(process, {"name": name, "header": list(header)})
                    async for batch in batched(rows):
                        await _send(process, batch)
                await _send(process, None)
            except ConnectionError as error:
                raise OSError(await last_words(process)) from error
            words = await last_words(process)
            if await process.wait() != 0:
                raise OSError(words)


async def write_csv(path: Path | str, header: Sequence[str], rows: Rows) -> None:
    """Write a CSV file that Excel opens as UTF-8; replaces `path` at the end."""
    with _draft_of(Path(path)) as draft, await asyncio.to_thread(draft.open, "wb") as file:
        async for chunk in csv_chunks(header, rows):
            await asyncio.to_thread(file.write, chunk)


async def csv_chunks(header: Sequence[str], rows: Rows) -> AsyncIterator[bytes]:
    """A CSV in UTF-8 with a byte order mark, piece by piece, for a file or an answer.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    yield "\ufeff".encode() + _csv([header])
    async for batch in batched(rows):
        yield _csv(batch)


async def batched(rows: Rows) -> AsyncIterator[list[list[Any]]]:
    """Rows in portions of 500, aware moments in the city's time."""
    batch: list[list[Any]] = []
    async for row in _each(rows):
        batch.append([_local(cell) for cell in row])
        if len(batch) == _BATCH_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A file to write that takes the place of `path` when the block ends well."""
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".writing-") as folder:
        draft = Path(folder, "draft")
        yield draft
        draft.replace(path)


async def _each(rows: Rows) -> AsyncIterator[Sequence[Cell]]:
    if isinstance(rows, AsyncIterable):
        async for row in rows:
            yield row
    else:
        for row in rows:
            yield row


def _local(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        local = cell.astimezone(settings().zone) if cell.tzinfo else cell
        return local.replace(tzinfo=None, microsecond=0)
    return str(cell) if isinstance(cell, str) else cell


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows([_guarded(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode(errors="replace")


def _guarded(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


async def _send(process: Process, line: Any) -> None:
    assert process.stdin is not None
    text = json.dumps(line, default=_typed, ensure_ascii=False, separators=(",", ":"))
    process.stdin.write(text.encode(errors="replace") + b"\n")
    await process.stdin.drain()
    if line is None:
        process.stdin.close()
        with suppress(ConnectionError):
            await process.stdin.wait_closed()


def _typed(value: object) -> Any:
    """What JSON does not know, as the child expects it."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return float(value) if isinstance(value, Decimal) else str(value)
