"""The rows behind a figure: who does not oversee a wish reads its title only once it is public."""

import pytest

from tests.cast import Town
from tests.deeds import done
from tests.reports.rates.heard import followed
from tests.web.reading import shown
from wishboard.endings.commands import decline_wish
from wishboard.endings.forms import DeclineForm

CAME = "/outcomes/course/rows?what=came"


@pytest.mark.parametrize("part", ["other_clerk", "handler", "administrator"])
async def test_a_title_is_read_elsewhere_only_once_it_is_public(town: Town, part: str) -> None:
    hung = await town.published(title="楼道的灯坏了")
    kept = await town.registered(title="不想让人知道")
    declined = await town.registered(title="没有被登记的")
    refusal = DeclineForm(reason="decline_other", explanation="这件事不在社区能办的范围。")
    await done(decline_wish, declined.key, refusal, by=await town.viewer("clerk"))
    await followed()
    street = town.areas["柳荫街道"].public_id
    for path in (CAME, f"/rankings/rows?body={street}&figure=came"):
        text = await shown(town, path, part)
        assert hung.title in text and text.count("未公开") == 2
        assert kept.title not in text and declined.title not in text
        text = await shown(town, path, "clerk")
        assert hung.title in text and kept.title in text and declined.title in text
