"""Groups are rebuilt from the wishes themselves, and are the same as they grew."""

from datetime import timedelta

from sqlmodel import select

from tests.cast import Town
from tests.deeds import done
from tests.triage.crowds import group_with
from tests.triage.test_look_at_new import HAIR, lamps
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.triage.groups.commands import keep_apart, take_out
from wishboard.triage.groups.forms import TickedForm
from wishboard.triage.groups.models import GroupWish, HotGroup
from wishboard.triage.groups.rebuild import regroup
from wishboard.triage.groups.sweep import look_at_new

TEXTS = (
    "幸福小区3栋的电梯坏了两个月，老人下不了楼。",
    "幸福小区电梯坏了没人修，老人下不了楼，很不方便。",
    "阳光小区电梯坏了没人修，老人下不了楼，很不方便。",
    "学校门口没有斑马线，孩子过马路危险。",
    "学校门口过马路没有斑马线，孩子很危险，请划一条。",
    HAIR,
)


async def crowd_of_matters(town: Town) -> None:
    """Wishes on several matters, some old, one person twice."""
    with frozen(now() - timedelta(days=40)):
        await lamps(town)
    for number, text in enumerate((*TEXTS, TEXTS[0])):
        await town.collected(text=text, phone=f"1390000001{number % 6}")


async def as_stored() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """All groups and all that was found out about wishes, without keys of their own."""
    async with transaction() as db:
        groups = (await db.exec(select(HotGroup).order_by("founder_id"))).all()
        seen = (await db.exec(select(GroupWish).order_by("wish_id"))).all()
        founders = {group.key: group.founder_id for group in groups}
        return (
            [group.model_dump(exclude={"id"}) for group in groups],
            [
                one.model_dump(exclude={"group_id", "looked_at"})
                | {"founder": founders.get(one.group_id or 0)}
                for one in seen
            ],
        )


async def test_a_rebuild_finds_what_grew_and_keeps_the_addresses(town: Town) -> None:
    await crowd_of_matters(town)
    await look_at_new()
    grown = await as_stored()
    assert len(grown[0]) >= 2
    counted = await regroup()
    assert await as_stored() == grown
    assert counted.wishes == len(grown[1]) and counted.groups == len(grown[0])
    assert await look_at_new() == 0


async def test_a_rebuild_of_nothing_finds_everything(town: Town) -> None:
    await crowd_of_matters(town)
    counted = await regroup()
    assert counted.wishes == 3 + len(TEXTS) + 1
    assert await look_at_new() == 0


async def test_a_rebuild_heeds_what_people_said(town: Town) -> None:
    odd, other, last = await lamps(town)
    await look_at_new()
    group = await group_with(odd)
    assert group is not None
    clerk = await town.viewer("clerk")
    await done(take_out, group.public_id, TickedForm(wishes=[odd.public_id]), by=clerk)
    await done(keep_apart, group.public_id, TickedForm(wishes=[last.public_id]), by=clerk)
    await regroup()
    assert [await group_with(wish) for wish in (odd, other, last)] == [None, None, None]
