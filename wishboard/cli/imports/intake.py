"""What every import has in common: the file, its columns, the report."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wishboard.cli.showing import show_review

if TYPE_CHECKING:
    from wishboard.core.sheets.review import Review
    from wishboard.core.sheets.table import Table

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Intake:
    """Which table is taken in, and how."""

    file: Path
    pairs: tuple[str, ...]
    sheet: str
    dry_run: bool
    report: Path | None

    async def finish(self, review: "Review", table: "Table") -> None:
        """Write the report and print what became of the rows."""
        if self.report:
            await review.write(self.report, table.header)
        show_review(review, dry_run=self.dry_run, report=self.report)


def takes_a_table(command: F) -> F:
    """Give a command the argument and the options of every import."""
    there = click.Path(exists=True, dir_okay=False, path_type=Path)
    target = click.Path(dir_okay=False, path_type=Path)
    pairs = "Which column a field is; without a title the field is left out. Repeatable."
    for decorate in (
        click.option("--report", type=target, help="Write refusals and remarks into this CSV."),
        click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing."),
        click.option("--sheet", default="", help="Which sheet of a workbook to read."),
        click.option("--map", "pairs", multiple=True, metavar="FIELD=TITLE", help=pairs),
        click.argument("file", type=there),
    ):
        command = decorate(command)
    return command
