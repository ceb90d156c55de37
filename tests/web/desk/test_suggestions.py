"""What is suggested for a wish stands beside the form with its reasons; a person decides."""

import pytest

from tests.cast import Town
from tests.web.desk.at_the_desk import desk_of
from tests.web.reading import shown
from wishboard.triage.legacy import Legacy
from wishboard.triage.suggesting import Learnt, Suggestion
from wishboard.wishes.stages import Lane

LEARNT = Learnt("tidy", 0.82, ("路灯", "照明"), 1200, 0.9)
OLD = Legacy(times=12, years=3.2, age=("多年",), failed=2, since=2019)


def suggesting(monkeypatch: pytest.MonkeyPatch, suggestion: Suggestion) -> None:
    async def suggest(*_given: object) -> Suggestion:
        return suggestion

    monkeypatch.setattr("wishboard.web.desk.wish.suggestion_for", suggest)


async def test_the_suggested_category_is_filled_in_with_the_reason(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggesting(monkeypatch, Suggestion("tidy", Lane.shared, LEARNT, LEARNT, None))
    page = await shown(town, desk_of(await town.collected()), "clerk")
    assert '<option value="tidy" selected' in page
    assert "把握 82%" in page and "路灯、照明" in page
    assert "建议分流：共性问题" in page


async def test_a_suggested_lane_is_never_chosen_by_itself(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggesting(monkeypatch, Suggestion("", Lane.legacy, None, None, OLD))
    page = await shown(town, desk_of(await town.collected()), "clerk")
    assert '<option value="individual" selected' in page
    assert "3.2 年里被反映 12 次" in page
    assert "始于 2019 年" in page and "2 次办理没有解决" in page


async def test_without_anything_learnt_it_says_that_it_does_not_know(town: Town) -> None:
    page = await shown(town, desk_of(await town.collected()), "clerk")
    assert "系统还没有把握" in page
