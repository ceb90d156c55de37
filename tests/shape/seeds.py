"""Known people for the town of the table: whatever belongs to one of them is found in any text.

Each has a name, a phone number, an address, circumstances, and an identity number written into the
wish, all of a shape that nothing else in the town has.
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from httpx import Response
from redis import Redis
from sqlalchemy import text

from tests.cast import Town
from wishboard.core.bulk import insert_many
from wishboard.core.clock import now
from wishboard.core.crypto import new_person_key
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.personal import is_id_number
from wishboard.core.phones import phone_index
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Ending, Lane, Stage
from wishboard.wishes.wishers import Contact, ContactData, Wisher, sealed_contact

_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_SHAPES = {
    "name": re.compile("欧冶[甲乙丙丁戊己庚辛壬癸]{6}"),
    "phone": re.compile(r"(?<!\d)1990\d[\s-]?\d{3}[\s-]?\d{3}(?!\d)"),
    "address": re.compile("琉璃巷[0-9]{6}号"),
    "circumstances": re.compile("病历[0-9]{6}号"),
    "number": re.compile(r"990\d{3}19500101\d{3}[\dX]"),
}
EVERYTHING = set(_SHAPES)
_BYTES = re.compile(r"\\+x((?:[0-9a-f]{2})+)")
_LINKS = re.compile('(?:href|src|action)="([^"]*)"')


def person(n: int) -> dict[str, Any]:
    """What the nth of them tells."""
    six = f"{n:06d}"
    return {
        "name": "欧冶" + "".join(_DIGITS[int(digit)] for digit in six),
        "phone": f"1990{n:07d}",
        "address": f"琉璃巷{six}号2单元301室",
        "circumstances": f"行动不便，病历{six}号",
        "text": f"家里的台灯坏了，想要一盏护眼台灯。证件号{id_number(n)}。",
    }


def id_number(n: int) -> str:
    """The identity number of the nth of them, with its check digit."""
    digits = f"990{n // 1000:03d}19500101{n % 1000:03d}"
    return next(digits + check for check in "0123456789X" if is_id_number(digits + check))


def told(words: str) -> set[str]:
    """Which kinds of values of theirs stand in a text."""
    return {kind for kind, shape in _SHAPES.items() if shape.search(words)}


def told_by(answer: Response) -> set[str]:
    """Which kinds of values an answer holds, in its body, unpacked where it is a workbook."""
    if answer.content[:2] != b"PK":
        return told(answer.text)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return told("".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist()))


def told_by_addresses(answer: Response) -> set[str]:
    """Which kinds stand in addresses: where it was sent on to, and in links of the page.

    A number that was revealed may be dialled.
    """
    links = [link for link in _LINKS.findall(answer.text) if not link.startswith("tel:")]
    headers = [f"{name}: {value}" for name, value in answer.headers.items()]
    return told("\n".join([str(answer.request.url), *links, *headers]))


class SeededTown(Town):
    """A town in which each wish is somebody else's, unless `always` one person wishes."""

    always: dict[str, Any] | None = None
    _numbers: Iterator[int] = count(900_000)

    async def collected(self, by: str = "nobody", **fields: Any) -> Wish:
        """A wish as one of them sends it."""
        told_by_them = self.always or person(next(self._numbers))
        return await super().collected(by, **told_by_them | fields)


async def seed_wishes(db: AsyncSession, town: Town, many: int) -> None:
    """That many wishes of as many people, on every step of their way."""
    area, keeper = town.areas["柳荫社区"].key, town.organizations["柳荫社区党委"].key
    ways = (Stage.collected, Stage.registered, Stage.published, Stage.closed)
    wishers, wishes, contacts, words = [], [], [], []
    for n in range(many):
        key, told_by_them = 1_000_000 + n, person(n)
        wrapped = new_person_key(f"wisher:{key}")
        stage = ways[n % len(ways)]
        seen = stage is not Stage.collected
        wishers.append(
            {
                "id": key,
                "wrapped_key": wrapped,
                "phone_index": phone_index(told_by_them["phone"]),
                "created_at": now(),
            }
        )
        words.append({"wish_id": key, "title": "", "text": told_by_them.pop("text")})
        wishes.append(
            Wish(
                id=key,
                area_id=area,
                keeper_id=keeper,
                wisher_id=key,
                stage=stage,
                lane=Lane.individual if seen else None,
                ending=Ending.fulfilled if stage is Stage.closed else None,
                title="想要一盏台灯" if seen else "",
                summary="想要一盏护眼的台灯。" if seen else "",
                may_contact=True,
                may_publish=True,
                board_at=now() if stage in (Stage.published, Stage.closed) else None,
                closed_at=now() if stage is Stage.closed else None,
            )
        )
        sealed = sealed_contact(wrapped, key, key, ContactData(**told_by_them))
        contacts.append({"wish_id": key, "wisher_id": key} | sealed)
    await insert_many(db, Wisher, wishers)
    db.add_all(wishes)
    await db.flush()
    await insert_many(db, Contact, contacts)
    await insert_many(db, Words, words)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Everything that is logged meanwhile, at every level."""
    heard: list[str] = []
    ear = logging.Handler(logging.DEBUG)
    ear.emit = lambda record: heard.append(ear.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    before = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.removeHandler(ear)
        root.setLevel(before)


def in_queue(address: str) -> str:
    """Everything that lies in the queue, keys and values."""
    found: list[object] = []
    with Redis.from_url(address, decode_responses=True) as line:
        for key in line.scan_iter():
            kind = line.type(key)
            held = line.get(key) if kind == "string" else line.dump(key)
            found += [key, line.zrange(key, 0, -1) if kind == "zset" else held]
    return repr(found)


async def in_table(name: str) -> str:
    """Everything that stands readable in a table, also in its bytes."""
    async with transaction() as db:
        rows = await db.execute(text(f"SELECT t::text FROM {name} AS t"))
        return _BYTES.sub(_read_bytes, "\n".join(rows.scalars()))


def _read_bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1]).decode("utf-8", "replace")
