"""Which published wishes are shown to somebody who is writing one."""

import pytest

from tests.cast import Town
from wishboard.accounts.models import AreaLevel
from wishboard.accounts.trees import add_area
from wishboard.core.clock import now
from wishboard.core.database import transaction
from wishboard.triage.groups.known import knowing_nothing
from wishboard.triage.likeness import compare
from wishboard.triage.messages import Message
from wishboard.triage.queries import SHOWN, Similar, similar_wishes
from wishboard.wishes.stages import Stage

TEXT = "孩子写作业的台灯坏了，想要一盏台灯"

LAMP = "想要一盏护眼台灯。孩子晚上写作业看不清，想要一盏台灯。"


async def similar(town: Town, text: str = TEXT, area: str = "柳荫社区") -> list[Similar]:
    async with transaction() as db:
        return await similar_wishes(db, text, town.areas[area])


async def test_a_published_wish_for_the_same_is_found(town: Town) -> None:
    wish = await town.published()
    (found,) = await similar(town)
    assert found.public_id == wish.public_id
    assert (found.title, found.area, found.stage) == (
        "想要一盏护眼台灯",
        "柳荫社区",
        Stage.published,
    )


async def test_what_is_claimed_is_shown_too(town: Town) -> None:
    await town.claimed()
    assert [found.stage for found in await similar(town)] == [Stage.claimed]


async def test_only_what_everybody_may_read_is_shown(town: Town) -> None:
    await town.collected()
    await town.registered()
    await town.published(to_all=False)
    assert await similar(town) == []


async def test_what_is_over_is_not_shown(town: Town) -> None:
    await town.closed()
    assert await similar(town) == []


async def test_another_matter_is_not_shown(town: Town) -> None:
    await town.published()
    assert await similar(town, "楼道的灯黑了一个月，上楼看不见") == []
    assert await similar(town, "？！") == []
    assert await similar(town, "希望有人帮忙") == []


async def test_the_next_community_counts_for_less_and_another_street_not_at_all(
    town: Town,
) -> None:
    await town.published()
    (here,) = await similar(town, LAMP)
    (next_door,) = await similar(town, LAMP, area="河东社区")
    assert next_door.likeness < here.likeness
    async with transaction() as db:
        street = await add_area(db, "桥头街道", AreaLevel.street, town.areas["东城区"])
        assert await similar_wishes(db, TEXT, street) == []


async def test_the_most_alike_come_first_and_few_are_shown(town: Town) -> None:
    for number in range(SHOWN + 1):
        await town.published(summary=f"想要第{number}盏灯，孩子写作业用。")
    best = await town.published(title="台灯坏了", summary=TEXT)
    found = await similar(town)
    assert len(found) == SHOWN
    assert found[0].public_id == best.public_id
    assert [f.likeness for f in found] == sorted((f.likeness for f in found), reverse=True)


async def test_the_likeness_is_that_of_compare(town: Town) -> None:
    wish = await town.published()
    (found,) = await similar(town)
    path = town.areas["柳荫社区"].path
    asked = Message(0, TEXT, "", path, 0, now())
    said = Message(1, wish.summary, wish.title, path, 1, wish.collected_at)
    assert found.likeness == pytest.approx(compare(asked, said, knowing_nothing()).score, rel=1e-3)
