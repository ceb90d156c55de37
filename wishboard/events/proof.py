"""Walking the chain: is history whole, and if not, what is wrong and where?"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import col, select

from wishboard.core.database import AsyncSession
from wishboard.core.keyfile import ring
from wishboard.core.keyring import HouseKey
from wishboard.events.chain import START, Head, digest_of
from wishboard.events.models import ChainLink, Event

_BATCH = 500
_MOST_COMPARED = 200


class Wrong(StrEnum):
    """What can be wrong with one place of history."""

    changed = "changed"
    moved = "moved"
    removed = "removed"
    unlinked = "unlinked"
    cut = "cut"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where chain and history disagree. `position` and `event_id` are 0 where nobody can tell."""

    what: Wrong
    position: int = 0
    event_id: int = 0


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A link that does not follow from its event and the link before it, by any of these keys."""

    link: ChainLink
    event: Event
    previous: bytes
    keys: tuple[HouseKey, ...]


@dataclass(slots=True)
class _Walk:
    """How far the walk is: the last link's place and digest, and the doubts on the way.

    `keys` are those that count from here on, the oldest first: no link goes back to an older one.
    """

    position: int = 0
    digest: bytes = START
    keys: tuple[HouseKey, ...] = field(default_factory=lambda: ring().by_age)
    doubts: list[_Doubt] = field(default_factory=list)

    def step(self, link: ChainLink, event: Event | None) -> Flaw | None:
        """Look at the next link. A link behind a gap cannot be checked against what is gone."""
        flaw = None
        gap = link.position != self.position + 1
        if gap:
            flaw = Flaw(Wrong.unlinked, self.position + 1)
        elif event is None:
            flaw = Flaw(Wrong.removed, link.position, link.event_id)
        elif not self._follows(link, event):
            self.doubts.append(_Doubt(link, event, self.digest, self.keys))
        self.position, self.digest = link.position, link.digest
        return flaw

    def _follows(self, link: ChainLink, event: Event) -> bool:
        for passed, key in enumerate(self.keys):
            if digest_of(event, self.digest, key) == link.digest:
                self.keys = self.keys[passed:]
                return True
        return False


async def flaws(
    db: AsyncSession, *heads: Head, progress: Callable[[int], None] = lambda _steps: None
) -> AsyncIterator[Flaw]:
    """Walk the whole chain and yield every place where history is not what it was.

    `heads` are newest links as they were noted elsewhere: the chain must reach and agree with
    them. `progress` is told how many links were walked. Events not sealed yet are no flaw.
    """
    walk = _Walk()
    noted = {head.position: head.digest for head in heads if head.position}
    while batch := await _links_behind(db, walk.position):
        for link, event in batch:
            if flaw := walk.step(link, event):
                yield flaw
            if noted.pop(link.position, link.digest) != link.digest:
                yield Flaw(Wrong.changed, link.position, link.event_id)
        progress(len(batch))
    for doubt in walk.doubts:
        what = Wrong.moved if _moved(doubt, walk.doubts[:_MOST_COMPARED]) else Wrong.changed
        yield Flaw(what, doubt.link.position, doubt.link.event_id)
    async for flaw in _without_link(db):
        yield flaw
    if any(position > walk.position for position in noted):
        yield Flaw(Wrong.cut, walk.position + 1)


async def chain_length(db: AsyncSession) -> int:
    """How many events are linked."""
    return (await db.exec(select(func.count()).select_from(ChainLink))).one()


async def _links_behind(db: AsyncSession, position: int) -> list[tuple[ChainLink, Event | None]]:
    rows = await db.execute(
        select(ChainLink, Event)
        .outerjoin(Event, col(Event.id) == col(ChainLink.event_id))
        .where(ChainLink.position > position)
        .order_by(col(ChainLink.position))
        .limit(_BATCH)
        .execution_options(populate_existing=True)
    )
    return [(link, event) for link, event in rows]


def _moved(doubt: _Doubt, others: list[_Doubt]) -> bool:
    """Whether the event is as it was and only stands elsewhere, or another one fits its place."""
    for other in others:
        if other is doubt:
            continue
        for key in doubt.keys:
            if doubt.link.digest in (
                digest_of(doubt.event, other.previous, key),
                digest_of(doubt.event, other.link.digest, key),
                digest_of(other.event, doubt.previous, key),
            ):
                return True
    return False


async def _without_link(db: AsyncSession) -> AsyncIterator[Flaw]:
    """Events that were linked once and whose link is gone."""
    found = await db.exec(
        select(Event.id)
        .outerjoin(ChainLink, col(ChainLink.event_id) == col(Event.id))
        .where(col(Event.chained), col(ChainLink.event_id).is_(None))
        .order_by(col(Event.id))
    )
    for lost in found.all():
        yield Flaw(Wrong.unlinked, event_id=lost or 0)
