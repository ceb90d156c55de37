"""Storing many wishes at once: a handful of statements for hundreds of rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.bulk import insert_many
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.crypto import new_person_key
from wishboard.core.database import AsyncSession
from wishboard.events.models import Event
from wishboard.wishes.commands import PUBLISH_WITHIN, REGISTER_WITHIN
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.importing.entries import Entry, Terms
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Stage
from wishboard.wishes.summary import searchable
from wishboard.wishes.wishers import Contact, ContactData, Wisher, sealed_contact

_NEW_KEYS = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
)
_NOTHING_TOLD = ContactData()


async def known_words(
    db: AsyncSession, entries: Sequence[Entry]
) -> dict[str, tuple[str, str] | None]:
    """The words of entries that came in before, by their keys; None where they are purged."""
    ours = {known_as: entry.key for entry in entries for known_as in entry.keys}
    found = await db.execute(
        select(Wish.import_key, Words.title, Words.text)
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
        .where(col(Wish.import_key).in_(ours))
    )
    return {
        ours[key]: None if words is None else (title, words) for key, title, words in found.all()
    }


async def store(
    db: AsyncSession, entries: Sequence[Entry], terms: Terms, *, by: Viewer
) -> set[str]:
    """Store entries with words, wisher, sealed contact and history. Returns the keys stored.

    A key that another transaction has stored meanwhile is passed over.
    """
    ids = await _new_keys(db, "wish", len(entries))
    wishers = await _wishers(db, entries)
    rows = [
        _wish(entry, key, wisher[0] if wisher else None, terms)
        for entry, key, wisher in zip(entries, ids, wishers, strict=True)
    ]
    stored = set(await insert_many(db, Wish, rows, unless_taken="import_key", returning="id"))
    kept = [
        (entry, key, wisher)
        for entry, key, wisher in zip(entries, ids, wishers, strict=True)
        if key in stored
    ]
    await insert_many(db, Words, (_words(entry, key) for entry, key, _ in kept))
    await insert_many(db, Contact, (row for one in kept if (row := _contact(*one))))
    await insert_many(db, Event, (row for entry, key, _ in kept for row in _events(entry, key, by)))
    return {entry.key for entry, _, _ in kept}


async def _new_keys(db: AsyncSession, table: str, count: int) -> list[int]:
    found = await db.execute(_NEW_KEYS, {"name": table, "count": count})
    return list(found.scalars())


async def _wishers(db: AsyncSession, entries: Sequence[Entry]) -> list[tuple[int, bytes] | None]:
    """Key and wrapped key of each entry's wisher: known ones by fingerprint, others new."""
    prints = {one for entry in entries for one in entry.prints}
    found = await db.execute(
        select(Wisher.phone_index, Wisher.id, Wisher.wrapped_key)
        .where(col(Wisher.phone_index).in_(prints), col(Wisher.wrapped_key).is_not(None))
        .order_by(col(Wisher.id).desc())
        .with_for_update(read=True)
    )
    known = {index: (key, wrapped) for index, key, wrapped in found.all()}
    fresh = iter(await _new_keys(db, "wisher", len(entries)))
    made: list[dict[str, Any]] = []
    wishers: list[tuple[int, bytes] | None] = []
    for entry in entries:
        wisher = next((known[one] for one in entry.prints if one in known), None)
        if wisher is None and (entry.user or entry.contact != _NOTHING_TOLD):
            key = next(fresh)
            wisher = key, new_person_key(f"wisher:{key}")
            who = entry.who
            made.append({"id": key, "wrapped_key": wisher[1], "phone_index": who})
            if who:
                known[who] = wisher
        wishers.append(wisher)
    await insert_many(db, Wisher, made)
    return wishers


def _wish(entry: Entry, key: int, wisher_id: int | None, terms: Terms) -> dict[str, Any]:
    public = entry.public
    within = PUBLISH_WITHIN if public else REGISTER_WITHIN
    lane = public.lane if public else entry.sorting and entry.sorting.lane
    return {
        "id": key,
        "import_key": entry.key,
        "stage": Stage.registered if public else Stage.collected,
        "lane": lane,
        "channel": entry.channel,
        "area_id": entry.area_id,
        "keeper_id": entry.keeper_id,
        "wisher_id": wisher_id,
        "category_id": entry.category_id,
        "title": public.title if public else "",
        "summary": public.summary if public else "",
        "search": searchable(public.title, public.summary) if public else None,
        "places": public.places if public else 1,
        "expected": entry.expected,
        "worth": public.worth if public else entry.worth,
        "may_publish": terms.consented,
        "may_contact": bool(entry.contact.phone),
        "collected_at": entry.collected_at,
        "registered_at": now() if public else None,
        "due_on": add_working_days(today(), within),
    }


def _words(entry: Entry, key: int) -> dict[str, Any]:
    return {"wish_id": key, "title": entry.title, "text": entry.text}


def _contact(entry: Entry, key: int, wisher: tuple[int, bytes] | None) -> dict[str, Any] | None:
    if wisher is None or entry.contact == _NOTHING_TOLD:
        return None
    wisher_id, wrapped = wisher
    nothing = dict.fromkeys(ContactData.__slots__)
    sealed = sealed_contact(wrapped, wisher_id, key, entry.contact)
    return {"wish_id": key, "wisher_id": wisher_id, **nothing, **sealed}


def _events(entry: Entry, key: int, by: Viewer) -> Iterable[dict[str, Any]]:
    line = {"at": now(), "subject": SUBJECT, "subject_id": key}
    line |= {"doer": by.doer, "doer_id": by.doer_id}
    yield line | {"kind": WishEvent.collected, "facts": {"channel": entry.channel}}
    if entry.public:
        yield line | {"kind": WishEvent.registered, "facts": {"lane": entry.public.lane}}
