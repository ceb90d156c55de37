"""Every column that holds text has its class, and what is to go is taken away by a job."""

from typing import Any

from sqlalchemy import ARRAY, JSON, Enum, LargeBinary, String, TypeDecorator
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeEngine

from tests.shape.source import ROOT
from wishboard.disclosure.kept import KEPT, Kept, class_of
from wishboard.disclosure.texts import BY_TIME, OF_ISSUES, OF_WISHES, TASKS, Texts
from wishboard.tables import METADATA

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
TEXT = (String, LargeBinary, ARRAY, JSON, TSVECTOR)
WITH_THEIR_ROW = {
    "words.title",
    "words.text",
    "photo.place",
    "repeat.answer",
    "repeat.fingerprint",
    "contact_export.file",
    "sign_in_link.address",
}
"""What `purge_words`, `erase_purged` and the jobs that forget delete or empty."""


def text_columns() -> set[str]:
    """Every column of every table that can hold a text."""
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if _holds_text(column.type)
    }


def _holds_text(kind: TypeEngine[Any]) -> bool:
    plain = kind.load_dialect_impl(DIALECT) if isinstance(kind, TypeDecorator) else kind
    return isinstance(plain, TEXT) and not isinstance(plain, Enum)


def columns(texts: tuple[Texts, ...]) -> set[str]:
    return {column for one in texts for column in one.columns}


def of(kept: Kept) -> set[str]:
    return set(KEPT[kept].split())


def test_every_text_has_a_class_and_no_class_is_left_over() -> None:
    found = text_columns()
    assert len(found) > 150
    assert found - set(class_of()) == set(), "say in disclosure/kept.py what becomes of these"
    assert set(class_of()) - found == set(), "these columns are gone"


def test_no_text_has_two_classes() -> None:
    listed = [column for columns in KEPT.values() for column in columns.split()]
    assert sorted(listed) == sorted(set(listed))


def test_what_is_to_go_is_taken_away() -> None:
    assert columns(OF_WISHES) == of(Kept.with_words) - WITH_THEIR_ROW
    assert columns((*OF_ISSUES, TASKS)) == of(Kept.with_issue)
    assert columns(BY_TIME) == of(Kept.for_a_time) - WITH_THEIR_ROW


def test_every_class_is_explained() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    assert all(f"`{kept}`" in page for kept in Kept)
