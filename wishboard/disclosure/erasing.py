"""Erase a wisher for good, as is anybody's right: the key, the words and the photos of them.

What was counted stays, and so does history, which holds ids alone. The public ids of erased wishes
are remembered in the database and in the data folder: whoever brings an older backup back erases
them again.
"""

import contextlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import delete, update
from sqlmodel import col, select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.ids import plain_code
from wishboard.core.refusals import NotAllowed, Refusal
from wishboard.disclosure.exports.models import ContactExport
from wishboard.disclosure.models import ErasedWish, Reveal
from wishboard.disclosure.photos import OF_OUTCOME, OF_WISH
from wishboard.disclosure.retention import over_since
from wishboard.disclosure.texts import empty_of_wishes
from wishboard.events.history import record
from wishboard.files.commands import erase_photos
from wishboard.i18n import lazy
from wishboard.outcomes.models import Outcome
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.queries import hold_wish, keeps
from wishboard.wishes.wishers import Contact, Wisher


class StillInHand(Refusal):
    """Somebody still works on a wish of theirs and could not reach them any more."""

    code = "still_in_hand"
    says = lazy(
        "A wish of the same person is still on its way (%(code)s). It can be erased once it is "
        "closed, or taken back."
    )


class NoSuchCode(Refusal):
    """No wish has this receipt code."""

    code = "no_such_code"
    status = 422
    says = lazy("No wish has this code. Please compare it with the slip.")


async def erase_wisher(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> int:
    """Erase whoever made a wish, with everything about all of their wishes. How many wishes.

    By the wisher of the wish, or by an administrator who was asked. Raises NotAllowed, and
    StillInHand while a wish of theirs is not closed, is with mediators or goes on as another.
    """
    wish = await hold_wish(db, wish_id)
    if by.wish_id != wish.id and not await keeps(db, wish, by, Right.administer):
        raise NotAllowed
    wishes = await _wishes_like(db, wish)
    over = set(
        await db.exec(
            select(Wish.id).where(col(Wish.id).in_([one.id for one in wishes]), *over_since(now()))
        )
    )
    for one in wishes:
        if one.id not in over:
            raise StillInHand(code=one.code)
    await _erase(db, wishes, by=by)
    return len(wishes)


async def erase_by_code(db: AsyncSession, code: str, *, by: Viewer) -> int:
    """Erase whoever has the slip with this code. Raises NoSuchCode and as `erase_wisher`."""
    found = await db.exec(select(Wish.id).where(Wish.code == plain_code(code)))
    wish_id = found.first()
    if wish_id is None:
        raise NoSuchCode
    return await erase_wisher(db, wish_id, by=by)


async def erase_again(public_ids: Collection[str]) -> int:
    """Erase wishes that were erased before and have come back, whatever their stage. How many.

    Those that the database knows as erased are left alone, as is what it does not have.
    """
    async with transaction() as db:
        known = await db.exec(
            select(ErasedWish.public_id).where(col(ErasedWish.public_id).in_(public_ids))
        )
        missing = sorted(set(public_ids) - set(known))
        found = await db.exec(
            select(Wish).where(col(Wish.public_id).in_(missing)).order_by("id").with_for_update()
        )
        wishes = found.all()
        if wishes:
            await _erase(db, wishes, by=CLOCK)
    return len(wishes)


async def keep_erasures() -> int:
    """Hold the two lists of who was erased together, and erase who has come back. How many."""
    erased = await erase_again(noted_erasures())
    async with transaction() as db:
        note_erasures(set(await db.exec(select(ErasedWish.public_id))))
    return erased


def noted_erasures() -> set[str]:
    """The public ids of erased wishes as they are written down outside the database."""
    try:
        return set(erasures_file().read_text("ascii").split())
    except (OSError, ValueError):
        return set()


def note_erasures(public_ids: Collection[str]) -> None:
    """Write down who was erased. A folder nobody may write is left alone."""
    noted = noted_erasures()
    if set(public_ids) <= noted:
        return
    target = erasures_file()
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text("\n".join(sorted(noted | set(public_ids))) + "\n", "ascii")
        draft.replace(target)


def erasures_file() -> Path:
    """Where they are written down; to be kept beside the backups."""
    return settings().data_dir / "erased.list"


async def _wishes_like(db: AsyncSession, wish: Wish) -> Sequence[Wish]:
    """All wishes of the same person, held; only the one of whom nobody is known any more."""
    if wish.wisher_id is None:
        return [wish]
    found = await db.exec(
        select(Wish).where(Wish.wisher_id == wish.wisher_id).order_by("id").with_for_update()
    )
    return found.all()


async def _erase(db: AsyncSession, wishes: Sequence[Wish], *, by: Viewer) -> None:
    keys = [wish.key for wish in wishes]
    for table in (Contact, Words):
        await db.execute(delete(table).where(col(table.wish_id).in_(keys)))
    await empty_of_wishes(db, keys)
    files = select(Reveal.export_id).where(col(Reveal.wish_id).in_(keys))
    await db.execute(
        update(ContactExport).where(col(ContactExport.id).in_(files)).values(file=None)
    )
    outcomes = await db.exec(select(Outcome.id).where(col(Outcome.wish_id).in_(keys)))
    await erase_photos(db, OF_WISH, keys)
    await erase_photos(db, OF_OUTCOME, [key for key in outcomes if key is not None])
    for wisher_id in sorted({wish.wisher_id for wish in wishes if wish.wisher_id}):
        wisher = await db.get_one(Wisher, wisher_id, with_for_update=True)
        wisher.wrapped_key = wisher.phone_index = None
    for wish in wishes:
        wish.purged = wish.words_purged = True
        wish.may_publish = wish.may_contact = wish.may_photograph = False
        wish.version += 1
        await db.merge(ErasedWish(public_id=wish.public_id))
        await record(db, WishEvent.erased, SUBJECT, wish.key, by=by)
    await db.flush()
