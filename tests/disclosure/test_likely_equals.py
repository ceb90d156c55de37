"""What is shown before sending: neighbours' published wishes and open issues, five at most."""

import pytest

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import opened, several, solved
from tests.web.reading import sent
from wishboard.disclosure.likely import Likely, likely_equals
from wishboard.issues.models import Issue
from wishboard.triage.queries import SHOWN

DARK = "河东路晚上没有灯，行走不安全"


async def likely(town: Town, text: str = DARK, area: str = "河东社区") -> list[Likely]:
    return await done(likely_equals, text, town.areas[area])


async def dark(town: Town, **fields: str) -> Issue:
    return await opened(town, *await several(town, 2), **fields)


async def test_an_open_issue_that_reaches_the_area_is_shown_with_its_people(town: Town) -> None:
    issue = await dark(town)
    (found,) = await likely(town)
    assert (found.public_id, found.people, found.is_issue) == (issue.public_id, 2, True)
    assert found.area == "柳荫街道"


async def test_an_issue_of_the_next_community_counts_for_less(town: Town) -> None:
    await dark(town, area=town.areas["柳荫社区"].public_id)
    (near,) = await likely(town, area="柳荫社区")
    (far,) = await likely(town, area="河东社区")
    assert far.likeness < near.likeness


async def test_what_is_solved_cannot_be_joined_and_is_not_shown(town: Town) -> None:
    await solved(town, *await several(town, 1))
    assert await likely(town) == []


@pytest.mark.parametrize("text", ["想学书法", "？！", "希望有人帮忙"])
async def test_another_matter_shows_nothing(town: Town, text: str) -> None:
    await dark(town)
    assert await likely(town, text) == []


async def test_wishes_and_issues_are_ranked_together_and_few(town: Town) -> None:
    await dark(town)
    for number in range(SHOWN):
        await town.published(
            summary=f"河东路{number}号晚上没有灯，行走不安全。", title="晚上没有灯"
        )
    found = await likely(town, area="柳荫社区")
    assert len(found) == SHOWN
    assert [f.likeness for f in found] == sorted((f.likeness for f in found), reverse=True)


async def test_whoever_writes_is_led_to_join(town: Town) -> None:
    issue = await dark(town)
    area = town.areas["河东社区"].public_id
    status, page = await sent(town, "nobody", "/wishes/similar", text=DARK, area=area)
    assert status == 200
    assert f"/issues/{issue.public_id}/joining?area={area}" in page
    assert "我也有" in page
    assert "已有 2 人" in page
    assert "护眼台灯" not in page
