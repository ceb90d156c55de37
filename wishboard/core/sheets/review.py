"""What became of each row of a table that was taken in: the report its sender gets back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from wishboard.core.refusals import Refusal
from wishboard.core.sheets.rows import Row
from wishboard.core.sheets.writing import Cell, write_csv
from wishboard.i18n import LazyText
from wishboard.i18n import gettext as _


class RowRefused(Refusal):
    """A row that is not taken in, for a reason its sender can do something about."""

    status = 422


class Remark(NamedTuple):
    """Something to know about a row that was taken in: a code and a sentence with its facts."""

    code: str
    says: LazyText
    facts: dict[str, Any] = {}  # noqa: RUF012 - never written to

    def about(self, **facts: Any) -> "Remark":
        """The same remark with the facts of one row."""
        return self._replace(facts=facts)

    def sentence(self) -> str:
        """The remark in the reader's language."""
        return str(self.says) % self.facts


class Verdict(StrEnum):
    """Whether a row that is spoken of went in."""

    refused = "refused"
    taken = "taken"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report."""

    number: int
    verdict: Verdict
    code: str
    sentence: str
    cells: Sequence[str]


@dataclass
class Review:
    """Rows taken in, rows known before, changed or not; a line for each refusal and remark."""

    taken: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def remarked(self) -> int:
        """How many lines speak of rows that went in."""
        return len(self.lines) - self.refused

    def refuse(self, row: Row, reason: Refusal) -> None:
        """Write down why a row does not go in."""
        self.refused += 1
        sentence = reason.sentence()
        self.lines.append(Line(row.number, Verdict.refused, reason.code, sentence, row.cells))

    def remark(self, row: Row, remark: Remark) -> None:
        """Write down something about a row that goes in."""
        sentence = remark.sentence()
        self.lines.append(Line(row.number, Verdict.taken, remark.code, sentence, row.cells))

    async def write(self, path: Path, header: Sequence[str]) -> None:
        """Write the lines with their rows' cells as a CSV file, to mend and send again."""
        words = {Verdict.refused: _("Refused"), Verdict.taken: _("Taken in")}
        rows: list[list[Cell]] = [
            [line.number, words[line.verdict], line.sentence, *line.cells]
            for line in sorted(self.lines, key=lambda line: line.number)
        ]
        await write_csv(path, [_("Row"), _("What became of it"), _("Why"), *header], rows)
