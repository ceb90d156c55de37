"""Tables on a terminal, where a Chinese character takes two columns."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

if TYPE_CHECKING:
    from wishboard.core.sheets.mapping import Mapping
    from wishboard.core.sheets.review import Review

FIRST_SHOWN = 10


def show_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows below their header, in columns."""
    whole = [list(header), *(list(row) for row in rows)]
    widths = [max(width_of(row[n]) for row in whole) for n in range(len(header))]
    for row in whole:
        cells = (cell + " " * (widths[n] - width_of(cell)) for n, cell in enumerate(row))
        click.echo("  ".join(cells).rstrip())


def width_of(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def show_mapping(mapping: "Mapping", about: int) -> None:
    """Print which column of the file is what, and which are left aside."""
    click.echo(f"About {about} rows. Which column is what (--map FIELD=TITLE changes it):\n")
    show_table(
        ("field", "column in the file", "found"),
        [(match.column.name, match.title or "-", match.found.value) for match in mapping.matches],
    )
    if mapping.unknown:
        click.echo(f"\nNot used: {', '.join(mapping.unknown)}")
    click.echo()


def show_review(review: "Review", *, dry_run: bool, report: Path | None) -> None:
    """Print what became of the rows, the first refusals with their reasons, and where the rest
    is."""
    would = "would be " if dry_run else ""
    counts = [f"{review.taken} rows {would}taken in"]
    if review.changed:
        counts.append(f"{review.changed} {would}brought up to date")
    counts += [f"{review.known} known before", f"{review.refused} refused"]
    click.echo(", ".join(counts) + f"; {review.remarked} remarks.")
    refused = [line for line in review.lines if line.verdict == "refused"]
    for line in refused[:FIRST_SHOWN]:
        click.echo(f"  row {line.number}: {line.sentence}")
    if len(refused) > FIRST_SHOWN:
        click.echo(f"  … and {len(refused) - FIRST_SHOWN} more")
    if report:
        click.echo(f"All refusals and remarks with their rows: {report}")
    elif review.lines:
        click.echo("--report FILE.csv writes all of them down with their rows.")
