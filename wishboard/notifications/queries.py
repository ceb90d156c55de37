"""A person's notices, ready for the page and for the digest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from wishboard.claims.models import Claim
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.background import background_of
from wishboard.disclosure.bursts import SUBJECT as OF_LOOKS
from wishboard.disclosure.sight import is_public
from wishboard.disclosure.timeline import Line
from wishboard.events.models import Event
from wishboard.issues.events import SUBJECT as OF_ISSUES
from wishboard.issues.models import Issue
from wishboard.notifications.body_scene import InHand, in_hand
from wishboard.notifications.bulletin_scene import Shelved, shelved
from wishboard.notifications.models import Notice
from wishboard.notifications.paths import path_of
from wishboard.wishes.events import WishEvent
from wishboard.wishes.models import Wish

PAGE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """One notice: what happened, to which wish or issue, and where to read on (or nowhere)."""

    key: int
    line: Line
    title: str
    path: str
    unread: bool


async def notices_of(
    db: AsyncSession, person_id: int, *, before: int | None = None, limit: int = PAGE
) -> list[Item]:
    """A person's notices, the newest first; those older than the one with the key `before`."""
    query = select(Notice, Event).join(Event, col(Event.id) == col(Notice.event_id))
    query = query.where(Notice.person_id == person_id)
    if before is not None:
        query = query.where(col(Notice.id) < before)
    found = await db.exec(query.order_by(col(Notice.id).desc()).limit(limit))
    return await _items(db, person_id, list(found.all()))


async def notices_with(db: AsyncSession, person_id: int, keys: Collection[int]) -> list[Item]:
    """Some of a person's notices by their keys, the oldest first."""
    found = await db.exec(
        select(Notice, Event)
        .join(Event, col(Event.id) == col(Notice.event_id))
        .where(Notice.person_id == person_id, col(Notice.id).in_(sorted(keys)))
        .order_by(col(Notice.id))
    )
    return await _items(db, person_id, list(found.all()))


async def _items(
    db: AsyncSession, person_id: int, rows: Sequence[tuple[Notice, Event]]
) -> list[Item]:
    background = await background_of(db, [event for _, event in rows])
    wish_ids = {notice.wish_id for notice, _ in rows if notice.wish_id}
    wishes = {wish.key: wish for wish in await _wishes(db, wish_ids)}
    issues = await _issues(db, {notice.issue_id for notice, _ in rows if notice.issue_id})
    promises = await _promises(db, person_id, wish_ids)
    events = [event for _, event in rows]
    things: dict[tuple[str, int], InHand | Shelved] = {
        **await in_hand(db, events),
        **await shelved(db, events),
    }
    items = []
    for notice, event in rows:
        wish, issue = wishes.get(notice.wish_id or 0), issues.get(notice.issue_id or 0)
        facts = background.facts(event, notice.audience)
        if notice.times > 1:
            facts["times"] = notice.times
        who = background.who(event, notice.audience, person_id)
        line = Line(notice.kind, notice.at, who, facts)
        if thing := things.get((event.subject, event.subject_id)):
            title, path = thing.title, thing.path
        elif event.subject == OF_ISSUES:
            title, path = issue.title if issue else "", _issue_path(notice, issue)
        elif event.subject == OF_LOOKS:
            title, path = "", path_of(OF_LOOKS)
        else:
            title = wish.title if wish else ""
            path = _path(notice, wish, promises.get(notice.wish_id or 0))
        items.append(Item(notice.key, line, title, path, notice.read_at is None))
    return items


def _path(notice: Notice, wish: Wish | None, promise: str | None) -> str:
    """Where somebody may read on: what is not shown to them is not linked."""
    if notice.times > 1:
        return path_of("desk" if notice.audience is Audience.keeper else "board")
    if wish is None:
        return path_of("me")
    if notice.audience is Audience.keeper:
        return path_of("kept_wish", wish.public_id)
    if promise:
        return path_of("claim", promise)
    shown = is_public(wish) or notice.kind == WishEvent.published
    return path_of("wish", wish.public_id) if shown else ""


def _issue_path(notice: Notice, issue: Issue | None) -> str:
    if issue is None:
        return path_of("issues")
    at_the_desk = notice.audience is Audience.keeper
    return path_of("handled_issue" if at_the_desk else "issue", issue.public_id)


async def _wishes(db: AsyncSession, ids: set[int]) -> Sequence[Wish]:
    if not ids:
        return []
    return (await db.exec(select(Wish).where(col(Wish.id).in_(sorted(ids))))).all()


async def _issues(db: AsyncSession, ids: set[int]) -> dict[int, Issue]:
    if not ids:
        return {}
    found = await db.exec(select(Issue).where(col(Issue.id).in_(sorted(ids))))
    return {issue.key: issue for issue in found}


async def _promises(db: AsyncSession, person_id: int, wish_ids: set[int]) -> dict[int, str]:
    """The public ids of a person's living promises on some wishes."""
    if not wish_ids:
        return {}
    found = await db.exec(
        select(Claim.wish_id, Claim.public_id).where(
            Claim.person_id == person_id,
            col(Claim.ended_at).is_(None),
            col(Claim.wish_id).in_(sorted(wish_ids)),
        )
    )
    return dict(found.all())
