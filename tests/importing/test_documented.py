"""Every field that a table may have stands in the manual, and nothing else does."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from wishboard.accounts.importing.growing import AREA_COLUMNS, ORGANIZATION_COLUMNS
from wishboard.accounts.importing.member_rows import MEMBER_COLUMNS
from wishboard.core.sheets.mapping import Column
from wishboard.wishes.importing.columns import WANTED

MANUAL = Path(__file__).parents[2] / "docs" / "importing.md"
CHAPTERS = {
    "Areas": AREA_COLUMNS,
    "Organizations": ORGANIZATION_COLUMNS,
    "Members and volunteers (花名册)": MEMBER_COLUMNS,
    "Wishes": WANTED,
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_field_is_in_its_chapter(chapter: str) -> None:
    text = MANUAL.read_text("utf-8").split(f"\n## {chapter}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    written = {name for cell in rows for name in re.findall(r"`(\w+)`", cell)}
    columns: Sequence[Column] = CHAPTERS[chapter]
    assert written == {column.name for column in columns}
