"""Reading the demo town's tables."""

import csv
from collections.abc import AsyncIterator, Iterator
from importlib.resources import files

from wishboard.core.sheets.rows import Row


def records(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table by their titles."""
    text = files("wishboard.demo.data").joinpath(f"{name}.tsv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t")


def header(name: str) -> list[str]:
    """The titles of a table."""
    return list(next(records(name)))


async def rows(name: str) -> AsyncIterator[Row]:
    """The rows of a table as an import reads them."""
    for number, record in enumerate(records(name), start=2):
        yield Row(number, list(record.values()))
