"""What is kept is kept for a time: contact data and all that was written are purged after closing.

A wish that was closed goes on in other hands as long as mediators have it, or the wish into which
it was merged is kept: the time begins when that is over.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, false, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.disclosure.photos import OF_OUTCOME
from wishboard.disclosure.texts import BY_TIME, OF_ISSUES, OF_WISHES, TASKS, empty_old
from wishboard.events.history import record
from wishboard.files.commands import purge_photo, purge_photos
from wishboard.files.models import Photo
from wishboard.issues.models import Issue
from wishboard.issues.stages import IssueStage
from wishboard.mediation.models import MediationCase
from wishboard.outcomes.models import Outcome
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Stage
from wishboard.wishes.wishers import Contact, Wisher


async def purge_contacts(db: AsyncSession, limit: int = 200) -> int:
    """Delete the contact data of wishes closed long enough; a wisher with none left is erased."""
    before = now() - timedelta(days=settings().contact_kept_days)
    found = await db.exec(
        select(Wish)
        .where(~col(Wish.purged), *over_since(before))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    wishes = found.all()
    for wish in wishes:
        await db.execute(delete(Contact).where(col(Contact.wish_id) == wish.id))
        wish.purged = True
        await record(db, WishEvent.purged, SUBJECT, wish.key, by=CLOCK, what="contact")
    await _erase_wishers(db, {wish.wisher_id for wish in wishes if wish.wisher_id})
    return len(wishes)


async def purge_words(db: AsyncSession, limit: int = 200) -> int:
    """Delete the original words and photos of wishes closed long enough; the summary stays.

    So do photos of the result that everybody may see.
    """
    before = now() - timedelta(days=settings().words_kept_days)
    found = await db.exec(
        select(Wish)
        .where(~col(Wish.words_purged), *over_since(before))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    wishes = found.all()
    for wish in wishes:
        await db.execute(delete(Words).where(col(Words.wish_id) == wish.id))
        await purge_photos(db, SUBJECT, wish.key)
        await _purge_hidden_results(db, wish)
        wish.words_purged = True
        await record(db, WishEvent.purged, SUBJECT, wish.key, by=CLOCK, what="words")
    return len(wishes)


async def purge_texts(db: AsyncSession) -> int:
    """Delete what was written around wishes and issues that have been closed long enough.

    What was said later, as in a call-back, is kept as long from then on. How many rows changed.
    """
    before = now() - timedelta(days=settings().words_kept_days)
    wishes = select(Wish.id).where(col(Wish.words_purged), Wish.stage == Stage.closed)
    issues = select(Issue.id).where(Issue.stage == IssueStage.closed, col(Issue.closed_at) < before)
    changed = 0
    for texts in OF_WISHES:
        changed += await empty_old(db, texts, before, texts.about.in_(wishes))
    for texts in (*OF_ISSUES, TASKS):
        changed += await empty_old(db, texts, before, texts.about.in_(issues))
    for texts in BY_TIME:
        changed += await empty_old(db, texts, before)
    return changed


def over_since(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions for a wish to have been closed before a moment, and to go on nowhere else."""
    mediated = exists().where(
        col(MediationCase.wish_id) == col(Wish.id),
        or_(
            col(MediationCase.result).is_(None),
            col(MediationCase.recorded_at) >= before,
        ),
    )
    into = aliased(Wish)
    kept = exists().where(col(into.id) == col(Wish.merged_into_id), ~col(into.purged))
    return (
        col(Wish.stage) == Stage.closed,
        col(Wish.closed_at) < before,
        ~mediated.correlate(Wish),
        ~kept.correlate(Wish),
    )


async def _purge_hidden_results(db: AsyncSession, wish: Wish) -> None:
    """Give up the photos of a wish's results that are not for everybody."""
    found = await db.exec(
        select(Photo.public_id)
        .join(Outcome, col(Outcome.id) == col(Photo.owner_id))
        .where(
            Photo.owner_kind == OF_OUTCOME,
            Outcome.wish_id == wish.id,
            ~and_(col(Photo.publishable), true() if wish.may_photograph else false()),
        )
    )
    for public_id in found.all():
        await purge_photo(db, public_id)


async def _erase_wishers(db: AsyncSession, wisher_ids: set[int]) -> None:
    """Destroy the keys of wishers of whom no contact is left, and what finds them."""
    for wisher_id in sorted(wisher_ids):
        wisher = await db.get_one(Wisher, wisher_id, with_for_update=True)
        left = await db.exec(select(Contact.wish_id).where(Contact.wisher_id == wisher_id).limit(1))
        if left.first() is None:
            wisher.wrapped_key = wisher.phone_index = None
