"""Take a ledger of wishes in, as often as one likes and without doubles."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable

from wishboard.accounts.trees import NoKeeper
from wishboard.accounts.viewer import COMMAND, Viewer
from wishboard.core.database import AsyncSession, new_session, transaction
from wishboard.core.refusals import Refusal
from wishboard.core.sheets.mapping import Mapping
from wishboard.core.sheets.refusals import RowTooWide
from wishboard.core.sheets.review import Remark, Review, RowRefused
from wishboard.core.sheets.rows import Row
from wishboard.wishes.importing import refusals
from wishboard.wishes.importing.entries import Entry, Terms, read_entry
from wishboard.wishes.importing.places import Places, places
from wishboard.wishes.importing.store import known_words, store

BATCH = 500
"""Rows in one transaction: what is stored stays stored when a later row stops everything."""

Progress = Callable[[int], None]
Read = tuple[Entry, list[Remark]]


async def import_wishes(
    rows: AsyncIterable[Row],
    mapping: Mapping,
    terms: Terms,
    *,
    by: Viewer = COMMAND,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Review:
    """Store every row as a collected wish, or a registered one on the terms of a trusted ledger.

    A row that came in before is known by its number or its words and left alone. What is refused
    is in the review, with row number and reason. A dry run stores nothing and says the same.
    """
    async with transaction() as db:
        town = await places(db)
    review = Review()
    reader = _Reader(mapping, town, terms, review)
    async for batch in _batches(rows):
        entries = reader.read(batch)
        async with new_session() as db, db.begin() as deed:
            await _take_in(db, entries, terms, review, by=by)
            if dry_run:
                await deed.rollback()
        progress(len(batch))
    return review


class _Reader:
    """Reads rows, and remembers which rows said what in the same table."""

    def __init__(self, mapping: Mapping, town: Places, terms: Terms, review: Review) -> None:
        self._mapping, self._town, self._terms, self._review = mapping, town, terms, review
        self._rows: dict[str, int] = {}
        self._said: dict[tuple[bytes, int], int] = {}
        self._words: dict[str, int] = {}

    def read(self, rows: Iterable[Row]) -> list[Read]:
        """The entries of some rows; the review knows why the others have none."""
        entries: list[Read] = []
        for row in rows:
            remarks: list[Remark] = []
            try:
                said = self._mapping.pick(row)
                entry = read_entry(row, said, self._town, self._terms, remarks.append)
                self._must_be_new(entry)
            except (RowRefused, RowTooWide, NoKeeper) as reason:
                self._review.refuse(row, reason)
                continue
            self._notice_repetition(entry, remarks)
            entries.append((entry, remarks))
        return entries

    def _must_be_new(self, entry: Entry) -> None:
        first = self._rows.setdefault(entry.key, entry.row.number)
        words = self._words.setdefault(entry.key, hash(entry.words))
        if first != entry.row.number:
            reason: Refusal = refusals.DoubledRow(first=first)
            if words != hash(entry.words):
                reason = refusals.NumberTaken(number=entry.number)
            raise reason

    def _notice_repetition(self, entry: Entry, remarks: list[Remark]) -> None:
        if entry.who is None:
            return
        first = self._said.setdefault((entry.who, hash(entry.words)), entry.row.number)
        if first != entry.row.number:
            remarks.append(refusals.SAID_BEFORE.about(first=first))


async def _take_in(
    db: AsyncSession, entries: list[Read], terms: Terms, review: Review, *, by: Viewer
) -> None:
    known = await known_words(db, [entry for entry, _ in entries])
    fresh = [(entry, remarks) for entry, remarks in entries if entry.key not in known]
    for entry, _ in entries:
        if entry.key in known and known[entry.key] not in (None, entry.words):
            review.refuse(entry.row, refusals.NumberTaken(number=entry.number))
        elif entry.key in known:
            review.known += 1
    stored = await store(db, [entry for entry, _ in fresh], terms, by=by) if fresh else set()
    review.taken += len(stored)
    review.known += len(fresh) - len(stored)
    for entry, remarks in fresh:
        for remark in remarks:
            review.remark(entry.row, remark)


async def _batches(rows: AsyncIterable[Row]) -> AsyncIterator[list[Row]]:
    batch: list[Row] = []
    async for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
