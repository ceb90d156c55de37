"""Contact data are opened for a purpose, by who needs them, and every look is written down."""

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, refused
from wishboard.core.database import AsyncSession
from wishboard.disclosure.models import Purpose, Reveal
from wishboard.disclosure.reveal import reveal_contact, reveals_of
from wishboard.disclosure.sight import sight_of
from wishboard.wishes.models import Wish
from wishboard.wishes.wishers import ContactData


async def reveal(
    town: Town, wish: Wish, part: str, purpose: Purpose = Purpose.arrange_visit
) -> ContactData:
    viewer = await town.viewer(part)

    async def opened(db: AsyncSession) -> ContactData:
        return await reveal_contact(db, await sight_of(db, wish, viewer), purpose, by=viewer)

    return await done(opened)


async def looks(wish: Wish) -> list[Reveal]:
    return list(await done(reveals_of, wish))


async def test_a_claimer_gets_surname_phone_and_address(town: Town) -> None:
    wish, _ = await town.claimed("member")
    assert await reveal(town, wish, "member") == ContactData(
        name="王", phone=RESIDENT_PHONE, address="柳荫路8号2单元301室"
    )


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "leader", "supervisor"])
async def test_who_keeps_or_oversees_gets_everything(town: Town, part: str) -> None:
    wish = await town.collected(circumstances="独居", guardian="王建国", for_minor=True)
    found = await reveal(town, wish, part)
    assert (found.name, found.circumstances, found.guardian) == ("王秀英", "独居", "王建国")


@pytest.mark.parametrize(
    "part", ["comrade", "collector", "other_clerk", "handler", "administrator", "stranger"]
)
async def test_nobody_else_gets_anything(town: Town, part: str) -> None:
    wish, _ = await town.claimed("member")
    with refused("not_allowed"):
        await reveal(town, wish, part)
    assert await looks(wish) == []


async def test_every_look_is_written_down_with_its_purpose(town: Town) -> None:
    wish, _ = await town.claimed("member")
    await reveal(town, wish, "member")
    await reveal(town, wish, "clerk", Purpose.check)
    newest, first = await looks(wish)
    assert (first.person_id, first.purpose) == (town.people["member"].id, Purpose.arrange_visit)
    assert first.organization_id == town.organizations["柳荫第一支部"].id
    assert (newest.person_id, newest.purpose) == (town.people["clerk"].id, Purpose.check)
    kinds = [event for event in await events_of(wish) if event.kind == "contact.revealed"]
    assert [event.facts["purpose"] for event in kinds] == ["arrange_visit", "check"]
    assert RESIDENT_PHONE not in repr([event.facts for event in kinds])


async def test_after_delivery_the_claimer_has_no_business_with_it(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await town.deliver(claim)
    with refused("not_allowed"):
        await reveal(town, wish, "member")


@pytest.mark.parametrize(
    ("name", "surname"), [("王秀英", "王"), ("欧阳锋", "欧"), ("Mary Ann Smith", "Smith"), ("", "")]
)
def test_surnames(name: str, surname: str) -> None:
    assert ContactData(name=name).surname == surname


def test_what_is_masked_can_be_recognized_and_not_read() -> None:
    data = ContactData("王秀英", "13812345678", "柳荫路8号")
    assert data.masked_phone == "138****5678"
    assert data.masked_name == "王**"
    assert data.masked_address == "柳荫路**"
    assert ContactData(phone="123").masked_phone == "****"
    assert ContactData().masked_name == ContactData().masked_address == ""
