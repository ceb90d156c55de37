"""Contact data and original words are kept for a time, and then they are gone for good."""

import asyncio
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, kinds_of
from tests.issues.knots import replied
from tests.servers import environment
from tests.web.resident import photo
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, now, today
from wishboard.core.crypto import Unreadable, unseal
from wishboard.core.database import AsyncSession, transaction
from wishboard.disclosure.retention import purge_contacts, purge_texts, purge_words
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import MediateForm, MergeForm, WithdrawForm
from wishboard.endings.merging import merge_wish
from wishboard.files.commands import add_photo
from wishboard.files.models import Photo
from wishboard.issues.handling.models import Reply
from wishboard.mediation.commands import hand_over, settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import Settled
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import CloseForm
from wishboard.outcomes.models import Answer, Outcome
from wishboard.supervision.lookback.models import Callback, Campaign, Content
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.wishers import Contact, ContactData, Wisher, contact_of

CLOSED = date(2025, 11, 21)


async def withdrawn(town: Town, **fields: str) -> Wish:
    """A wish closed at noon of `CLOSED`."""
    with frozen(CLOSED):
        wish = await town.collected(**fields)
        return await done(withdraw_wish, wish.key, WithdrawForm(), by=wisher_of(wish.key))


def later(days: int, seconds: int = 0) -> datetime:
    with frozen(CLOSED):
        return now() + timedelta(days=days, seconds=seconds)


async def _call_back(db: AsyncSession, town: Town, wish: Wish, position: int = 1) -> int:
    """A call-back in which a wisher said something."""
    campaign = Campaign(
        title="回头看",
        area_id=wish.area_id,
        keeper_id=wish.keeper_id,
        closed_from=today(),
        closed_until=today(),
        size_wishes=1,
        size_issues=0,
        seed=1,
        wishes=1,
    )
    db.add(campaign)
    await db.flush()
    call = Callback(
        campaign_id=campaign.key,
        position=position,
        wish_id=wish.key,
        at=now(),
        reached=True,
        solved=True,
        content=Content.satisfied,
        words="灯很亮",
    )
    db.add(call)
    await db.flush()
    return call.key


async def words(db: AsyncSession, wish: Wish) -> Words | None:
    return await db.get(Words, wish.key)


async def test_contact_data_are_purged_thirty_days_after_closing(town: Town) -> None:
    wish = await withdrawn(town)
    with frozen(later(30)):
        assert await done(purge_contacts) == 0
    assert (await done(contact_of, wish)).phone == RESIDENT_PHONE
    with frozen(later(30, 1)):
        assert await done(purge_contacts) == 1
        assert await done(purge_contacts) == 0
    assert await done(contact_of, wish) == ContactData()
    assert (await town.fresh(wish)).purged
    assert (await kinds_of(wish))[-1] == "wish.purged"


async def test_original_words_are_purged_later(town: Town) -> None:
    wish = await withdrawn(town)
    with frozen(later(180)):
        assert await done(purge_words) == 0
    assert await done(words, wish)
    with frozen(later(180, 1)):
        assert await done(purge_words) == 1
        assert await done(purge_words) == 0
    assert await done(words, wish) is None


async def test_the_public_words_stay(town: Town) -> None:
    with frozen(CLOSED):
        wish = await town.closed()
    with frozen(later(181)):
        await done(purge_contacts)
        await done(purge_words)
    wish = await town.fresh(wish)
    assert wish.title and wish.summary and wish.purged and wish.words_purged


async def test_the_town_decides_how_long_they_are_kept(town: Town) -> None:
    await withdrawn(town)
    with environment(contact_kept_days="2"), frozen(later(2, 1)):
        assert await done(purge_contacts) == 1


async def test_an_open_wish_keeps_everything(town: Town) -> None:
    with frozen(CLOSED):
        wish = await town.collected()
    with frozen(later(400)):
        assert await done(purge_contacts) == await done(purge_words) == 0
    assert await done(words, wish)


async def test_a_wisher_without_any_contact_left_is_erased_for_good(town: Town) -> None:
    wish = await withdrawn(town)
    async with transaction() as db:
        contact = await db.get_one(Contact, wish.key)
        wisher = await db.get_one(Wisher, contact.wisher_id)
        sealed, key = contact.phone, wisher.wrapped_key
    with frozen(later(31)):
        await done(purge_contacts)
    async with transaction() as db:
        wisher = await db.get_one(Wisher, contact.wisher_id)
    assert wisher.wrapped_key is None and wisher.phone_index is None
    assert sealed is not None and key is not None
    place = f"wisher:{wisher.id}/contact:{wish.id}.phone"
    assert unseal(key, place, sealed) == RESIDENT_PHONE, "the old key opened it"
    again = await town.collected()
    assert again.wisher_id != wish.wisher_id, "nobody remembers the number"
    async with transaction() as db:
        new_key = (await db.get_one(Wisher, again.wisher_id)).wrapped_key
    assert new_key is not None
    with pytest.raises(Unreadable):
        unseal(new_key, place, sealed)


async def test_a_wisher_with_an_open_wish_is_not_erased(town: Town) -> None:
    closed = await withdrawn(town)
    open_one = await town.collected()
    assert open_one.wisher_id == closed.wisher_id
    with frozen(later(31)):
        await done(purge_contacts)
    assert await done(contact_of, closed) == ContactData()
    assert (await done(contact_of, open_one)).phone == RESIDENT_PHONE


async def test_a_wish_sent_while_its_wisher_is_purged_can_still_be_answered(town: Town) -> None:
    await withdrawn(town)
    form = CollectForm.model_validate(
        {
            "text": "想要一盏台灯。",
            "area": town.areas["柳荫社区"].public_id,
            "name": "王秀英",
            "phone": RESIDENT_PHONE,
            "may_contact": True,
        }
    )
    with frozen(later(31)):
        async with transaction() as sending:
            wish = await collect_wish(sending, form, by=await town.viewer("nobody"))
            purging = asyncio.create_task(done(purge_contacts))
            await asyncio.wait([purging], timeout=0.1)
        assert await purging == 1
    assert (await done(contact_of, wish)).phone == RESIDENT_PHONE


async def test_only_so_many_are_purged_at_once(town: Town) -> None:
    for phone in ("13800000001", "13800000002", "13800000003"):
        await withdrawn(town, phone=phone)
    with frozen(later(31)):
        assert await done(purge_contacts, 2) == 2
        assert await done(purge_contacts, 2) == 1


async def test_what_mediators_have_is_kept_until_they_are_done(town: Town) -> None:
    with frozen(CLOSED):
        wish, clerk = await town.registered(), await town.viewer("clerk")
        form = MediateForm(receiver=town.organizations["柳荫人民调解委员会"].public_id)
        case = await done(hand_over, wish.key, form, by=clerk)
    with frozen(later(200)):
        assert await done(purge_contacts) == await done(purge_words) == 0
        result = SettleForm(result=Settled.agreed, words="双方各让一步，已签协议。")
        await done(settle, case.public_id, result, by=clerk)
    with frozen(later(230)):
        assert await done(purge_contacts) == 0
    with frozen(later(230, 1)):
        assert await done(purge_contacts) == 1


async def test_what_was_merged_is_kept_as_long_as_the_other(town: Town) -> None:
    with frozen(CLOSED):
        wish, into = await town.collected(), await town.collected(phone="13900001111")
        form = MergeForm(into=into.public_id)
        await done(merge_wish, wish.key, form, by=await town.viewer("clerk"))
    with frozen(later(100)):
        assert await done(purge_contacts) == 0
        await done(withdraw_wish, into.key, WithdrawForm(), by=wisher_of(into.key))
    assert (await done(contact_of, wish)).phone == RESIDENT_PHONE


async def test_what_was_written_around_a_wish_goes_with_its_words(town: Town) -> None:
    with frozen(CLOSED):
        wish = await town.answered(words="谢谢，王秀英很高兴")
        close = CloseForm(confirmed=1)
        await done(close_wish, wish.key, close, by=await town.viewer("clerk"))
        async with transaction() as db:
            call = await _call_back(db, town, wish)
    with frozen(later(170)):
        async with transaction() as db:
            late = await _call_back(db, town, wish, position=2)
    with frozen(later(181)):
        assert await done(purge_texts) == 0
        await done(purge_words)
        assert await done(purge_texts) >= 3
        assert await done(purge_texts) == 0
    async with transaction() as db:
        [answer] = (await db.exec(select(Answer))).all()
        [outcome] = (await db.exec(select(Outcome))).all()
        calls = {one.id: one.words for one in await db.exec(select(Callback))}
    assert answer.words == outcome.done == "" and answer.rating == 5
    assert calls == {call: "", late: "灯很亮"}, "what was said later is kept as long from then"
    with frozen(later(351)):
        assert await done(purge_texts) == 1


async def test_photos_of_a_result_go_unless_everybody_may_see_them(town: Town) -> None:
    with frozen(CLOSED):
        wish = await town.closed()
        async with transaction() as db:
            [outcome] = (await db.exec(select(Outcome))).all()
            (await db.get_one(Wish, wish.key)).may_photograph = True
            for publishable in (True, False):
                await add_photo(
                    db,
                    photo()[1],
                    owner_kind="outcome",
                    owner_id=outcome.key,
                    publishable=publishable,
                )
    with frozen(later(181)):
        assert await done(purge_words) == 1
    async with transaction() as db:
        left = (await db.exec(select(Photo).where(col(Photo.purged_at).is_(None)))).all()
    assert [one.publishable for one in left] == [True]


async def test_what_bodies_wrote_goes_when_the_issue_is_long_closed(town: Town) -> None:
    with frozen(CLOSED):
        issue = await replied(town)
        async with transaction() as db:
            await db.execute(
                text("UPDATE issue SET stage = 'closed', ending = 'solved', closed_at = :at"),
                {"at": now()},
            )
    with frozen(later(179)):
        assert await done(purge_texts) == 0
    with frozen(later(181)):
        assert await done(purge_texts) == 1
    async with transaction() as db:
        [reply] = (await db.exec(select(Reply))).all()
    assert reply.text == "" and reply.measure and issue.title
