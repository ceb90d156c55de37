"""A wish is taken in: by the wisher alone, or by somebody who writes it down for them."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, refused
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.events.models import Doer
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Channel, Stage
from wishboard.wishes.wishers import Contact, Wisher, contact_of

FILLED = {
    "text": "家里的台灯坏了，想要一盏台灯。",
    "area": "anywhere",
    "name": "王秀英",
    "phone": RESIDENT_PHONE,
    "may_contact": "on",
}


async def test_a_resident_sends_a_wish_without_an_account(town: Town) -> None:
    with frozen(date(2025, 11, 21)):
        wish = await town.collected()
        assert wish.due_on == date(2025, 11, 25)
    assert (wish.stage, wish.lane, wish.title) == (Stage.collected, None, "")
    assert wish.keeper_id == town.organizations["柳荫社区党委"].id
    assert wish.collector_id is None and wish.collected_from == ""
    [event] = await events_of(wish)
    assert (event.kind, event.doer, event.doer_id) == ("wish.collected", Doer.wisher, None)
    assert event.facts == {"channel": "web"}
    async with transaction() as db:
        words = await db.get_one(Words, wish.key)
        contact = await contact_of(db, wish)
    assert words.text.startswith("家里的台灯坏了")
    assert (contact.name, contact.phone) == ("王秀英", RESIDENT_PHONE)
    assert contact.address == "柳荫路8号2单元301室"


async def test_a_collector_files_for_somebody_else(town: Town) -> None:
    wish = await town.collected("collector", channel="visit")
    assert wish.collector_id == town.people["collector"].id
    assert wish.channel is Channel.visit
    [event] = await events_of(wish)
    assert (event.doer, event.doer_id) == (Doer.person, town.people["collector"].id)


async def test_nothing_of_the_contact_can_be_read_in_the_database(town: Town) -> None:
    wish = await town.collected(circumstances="独居，行动不便")
    async with transaction() as db:
        contact = await db.get_one(Contact, wish.key)
        stored = b"".join(
            bytes(part) for part in contact.model_dump().values() if isinstance(part, bytes)
        )
        wisher = await db.get_one(Wisher, contact.wisher_id)
    for told in ("王秀英", RESIDENT_PHONE, "柳荫路", "独居"):
        assert told.encode() not in stored + (wisher.phone_index or b"")


@pytest.mark.parametrize(
    "typed", ["138 1234 5678", "１３８１２３４５６７８", "+86 138-1234-5678", "0086 13812345678"]
)
async def test_the_same_phone_is_the_same_wisher(town: Town, typed: str) -> None:
    first, again = await town.collected(), await town.collected(phone=typed)
    other = await town.collected(phone="13987654321")
    assert first.wisher_id == again.wisher_id != other.wisher_id


async def test_public_id_code_and_order_tell_nothing(town: Town) -> None:
    wishes = [await town.collected() for _ in range(3)]
    assert len({wish.public_id for wish in wishes} | {wish.code for wish in wishes}) == 6
    assert all(str(wish.id) not in wish.public_id[:2] or wish.public_id for wish in wishes)


async def test_an_area_without_a_committee_is_kept_by_the_next_larger_one(town: Town) -> None:
    wish = await town.collected(area=town.areas["东城区"].public_id)
    assert wish.keeper_id == town.organizations["桐川市委"].id


async def test_a_closed_committee_keeps_nothing_any_more(town: Town) -> None:
    async with transaction() as db:
        ours = town.organizations["柳荫社区党委"]
        ours.closed_on = date(2025, 1, 1)
        db.add(ours)
    wish = await town.collected()
    assert wish.keeper_id == town.organizations["柳荫街道党工委"].id


async def test_an_area_nobody_looks_after_is_refused(town: Town) -> None:
    async with transaction() as db:
        for area in town.areas.values():
            area.committee_id = None
            db.add(area)
    with refused("no_keeper", area="柳荫社区"):
        await town.collected()


async def test_an_unknown_area_is_refused_and_nothing_is_left(town: Town) -> None:
    with refused("no_such_area"):
        await town.collected(area="elsewhere")
    async with transaction() as db:
        assert (await db.exec(select(Wish))).first() is None
        assert (await db.exec(select(Wisher))).first() is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "灯"}, "text"),
        ({"text": "灯" * 2001}, "text"),
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "1"}, "phone"),
        ({"area": ""}, "area"),
        ({"channel": "telepathy"}, "channel"),
        ({"may_contact": ""}, "may_contact"),
        ({"may_contact": "off"}, "may_contact"),
        ({"for_minor": "on"}, "guardian"),
        ({"for_minor": "on", "guardian": "   "}, "guardian"),
    ],
)
def test_what_a_wish_needs(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(CollectForm, FILLED | change)
    assert list(caught.value.errors) == [field]


def test_consents_are_given_one_by_one() -> None:
    form = read(CollectForm, FILLED)
    assert (form.may_contact, form.may_publish, form.may_photograph) == (True, False, False)


async def test_a_childs_wish_carries_the_guardians_consent(town: Town) -> None:
    wish = await town.collected(for_minor=True, guardian="王建国")
    async with transaction() as db:
        assert (await contact_of(db, wish)).guardian == "王建国"
    assert wish.for_minor


async def test_two_wishes_at_once_from_one_new_phone_are_both_kept(town: Town) -> None:
    form = CollectForm.model_validate(
        FILLED | {"area": town.areas["柳荫社区"].public_id, "phone": "13755556666"}
    )
    nobody = await town.viewer("nobody")
    async with transaction() as one, transaction() as other:
        first = await collect_wish(one, form, by=nobody)
        second = await collect_wish(other, form, by=nobody)
    for wish in (first, second):
        assert (await done(contact_of, wish)).phone == "13755556666"
