"""Somebody who asks for it is erased for good, and what was counted stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, kinds_of, refused
from tests.web.resident import photo
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession, transaction
from wishboard.disclosure.erasing import (
    erase_again,
    erase_by_code,
    erase_wisher,
    keep_erasures,
    note_erasures,
    noted_erasures,
)
from wishboard.disclosure.models import ErasedWish
from wishboard.disclosure.sight import is_public
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import MergeForm, WithdrawForm
from wishboard.endings.merging import merge_wish
from wishboard.events.chain import seal_history
from wishboard.events.proof import flaws
from wishboard.files import storage
from wishboard.files.commands import add_photo
from wishboard.files.models import Photo
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.outcomes.models import Answer, Outcome
from wishboard.quotas.models import Credit
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.wishers import Contact, Wisher, contact_of


async def with_photo(town: Town) -> tuple[Wish, str]:
    """A wish that came true, and where its photo lies."""
    wish = await town.closed()
    async with transaction() as db:
        kept = await add_photo(db, photo()[1], owner_kind="wish", owner_id=wish.key)
    assert kept.place
    return wish, kept.place


async def all_of(model: type[Any], **where: object) -> list[Any]:
    async with transaction() as db:
        return list((await db.exec(select(model).filter_by(**where))).all())


async def test_key_contact_words_and_photos_are_gone(town: Town) -> None:
    wish, place = await with_photo(town)
    before = len(await all_of(Credit))
    assert await done(erase_wisher, wish.key, by=wisher_of(wish.key)) == 1
    [wisher] = await all_of(Wisher, id=wish.wisher_id)
    assert wisher.wrapped_key is None and wisher.phone_index is None
    for table in (Contact, Words):
        assert await all_of(table, wish_id=wish.id) == []
    [outcome] = await all_of(Outcome, wish_id=wish.id)
    [answer] = await all_of(Answer, wish_id=wish.id)
    assert outcome.done == answer.words == ""
    assert not [one for one in await all_of(Photo) if one.place]
    with pytest.raises(FileNotFoundError):
        await storage.fetch(place, small=False)
    assert not is_public(await town.fresh(wish))
    assert len(await all_of(Credit)) == before > 0 and outcome.confirmed == 2
    again = await town.collected()
    assert again.wisher_id != wish.wisher_id, "nobody remembers the number"


async def test_history_stays_whole(town: Town) -> None:
    wish = await town.closed()
    await seal_history()
    await done(erase_wisher, wish.key, by=wisher_of(wish.key))
    await seal_history()
    assert (await kinds_of(wish))[-1] == "wish.erased"
    async with transaction() as db:
        assert [flaw async for flaw in flaws(db)] == []


async def test_nobody_is_erased_who_is_still_waited_for(town: Town) -> None:
    closed, open_one = await town.closed(), await town.collected()
    with refused("still_in_hand"):
        await done(erase_wisher, closed.key, by=wisher_of(closed.key))
    assert (await done(contact_of, closed)).phone == RESIDENT_PHONE
    await done(withdraw_wish, open_one.key, WithdrawForm(), by=wisher_of(open_one.key))
    assert await done(erase_wisher, closed.key, by=wisher_of(closed.key)) == 2


async def test_what_goes_on_as_another_wish_is_waited_for(town: Town) -> None:
    wish, into = await town.collected(), await town.collected(phone="13900001111")
    form = MergeForm(into=into.public_id)
    await done(merge_wish, wish.key, form, by=await town.viewer("clerk"))
    with refused("still_in_hand"):
        await done(erase_wisher, wish.key, by=wisher_of(wish.key))


async def test_only_the_wisher_and_the_administrator_erase(town: Town) -> None:
    wish, other = await town.closed(), await town.collected(phone="13900001111")
    for viewer in (
        wisher_of(other.key),
        *[await town.viewer(part) for part in ("clerk", "member", "leader", "supervisor")],
    ):
        with refused("not_allowed"):
            await done(erase_wisher, wish.key, by=viewer)
    admin = await town.viewer("administrator")
    with refused("no_such_code"):
        await done(erase_by_code, "AAA-AAA-AAA", by=admin)
    assert await done(erase_by_code, wish.code.lower(), by=admin) == 1


async def come_back(db: AsyncSession, wish: Wish, sealed: dict[str, Any]) -> None:
    """As after a database was brought back by hand."""
    await db.execute(text("DELETE FROM erased_wish"))
    wisher = await db.get_one(Wisher, wish.wisher_id)
    wisher.wrapped_key = sealed["key"]
    db.add(Contact(wish_id=wish.key, wisher_id=wisher.key, phone=sealed["phone"]))
    db.add(Words(wish_id=wish.key, text="想要一盏台灯"))


async def test_who_comes_back_with_an_older_database_is_erased_again(town: Town) -> None:
    wish = await town.closed()
    async with transaction() as db:
        contact = await db.get_one(Contact, wish.key)
        wisher = await db.get_one(Wisher, wish.wisher_id)
        sealed = {"key": wisher.wrapped_key, "phone": contact.phone}
    await done(erase_wisher, wish.key, by=wisher_of(wish.key))
    assert await keep_erasures() == 0
    assert wish.public_id in noted_erasures()
    await done(come_back, wish, sealed)
    assert (await done(contact_of, wish)).phone == RESIDENT_PHONE
    assert await keep_erasures() == 1
    assert (await done(contact_of, wish)).phone == ""
    assert [one.public_id for one in await all_of(ErasedWish)] == [wish.public_id]
    assert await erase_again(noted_erasures()) == 0


async def test_what_was_opened_again_since_is_left_alone(town: Town) -> None:
    wish = await town.closed()
    await done(erase_wisher, wish.key, by=wisher_of(wish.key))
    note_erasures({wish.public_id})
    form = {"reason": "灯又坏了", "name": "王秀英", "phone": RESIDENT_PHONE}
    await done(reopen_wish, wish.key, ReopenForm(**form), by=wisher_of(wish.key))
    assert await keep_erasures() == 0
    with frozen(now() + timedelta(minutes=1)):
        assert (await done(contact_of, await town.fresh(wish))).phone == RESIDENT_PHONE
