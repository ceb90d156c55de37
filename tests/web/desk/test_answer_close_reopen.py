"""The end of the way: who asks, who closes, who opens again."""

import re
from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import deeds_in, desk_of, onward
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.outcomes.answers import record_silences
from wishboard.outcomes.models import AnswerBy
from wishboard.outcomes.queries import answer_to, outcome_of
from wishboard.outcomes.refusals import HadAHand, NotTheWisher
from wishboard.wishes.stages import Ending, Stage

YES = {"done": "yes", "rating": "5", "words": "灯很亮，谢谢！", "praise": "yes"}


async def test_a_call_is_recorded_and_a_confirmed_wish_closes_by_itself(town: Town) -> None:
    wish = await town.delivered()
    async with signed_in(town, "clerk") as browser:
        assert {"answer", "reveal"} <= deeds_in(await browser.get(desk_of(wish)))
        answer = await browser.post(desk_of(wish, "answer", "?list=call"), YES)
        assert onward(answer) == "/desk?list=call"
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome is not None
        given = await answer_to(db, outcome)
    assert given is not None
    assert (given.how, given.rating, given.praise) == (AnswerBy.phone, 5, True)
    assert (await town.fresh(wish)).ending is Ending.fulfilled


async def test_not_done_is_promised_again(town: Town) -> None:
    wish = await town.delivered()
    async with signed_in(town, "collector") as browser:
        onward(await browser.post(desk_of(wish, "answer"), {"done": "no"}))
    assert (await town.fresh(wish)).stage is Stage.claimed


async def test_who_took_part_does_not_record_the_answer(town: Town) -> None:
    wish = await town.delivered("clerk")
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert "answer" not in deeds_in(page)
        assert NotTheWisher().sentence() in page.text
        assert (await browser.post(desk_of(wish, "answer"), YES)).status_code == 403
    assert (await town.fresh(wish)).stage is Stage.delivered


@pytest.mark.parametrize("part", ["other_clerk", "leader", "stranger", "volunteer"])
async def test_who_has_no_right_to_does_not_record_it_either(town: Town, part: str) -> None:
    wish = await town.delivered()
    async with signed_in(town, part) as browser:
        assert (await browser.post(desk_of(wish, "answer"), YES)).status_code == 403


async def test_a_supervisor_calls_back(town: Town) -> None:
    wish = await town.delivered()
    async with signed_in(town, "supervisor") as browser:
        onward(await browser.post(desk_of(wish, "answer"), YES))
    assert (await town.fresh(wish)).stage is Stage.closed


async def test_the_keeper_closes_with_the_number_that_counts(town: Town) -> None:
    wish = await town.answered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert re.search(r'name="confirmed"[^>]*value="5"', page.text)
        assert "报告的受益人数超过预计" in page.text
        onward(await browser.post(desk_of(wish, "closing", "?list=close"), {"confirmed": "3"}))
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
    assert outcome is not None
    assert outcome.confirmed == 3


async def test_a_silence_closes_as_unconfirmed(town: Town) -> None:
    with frozen(now() - timedelta(days=40)):
        wish = await town.delivered()
    await record_silences()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert "按未确认销号" in page.text
        onward(await browser.post(desk_of(wish, "closing"), {"confirmed": "0"}))
    assert (await town.fresh(wish)).ending is Ending.unconfirmed


async def test_who_took_part_reads_who_closes_instead(town: Town) -> None:
    wish = await town.answered(by="clerk")
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert "closing" not in deeds_in(page)
        assert HadAHand().sentence() in page.text
        assert (await browser.post(desk_of(wish, "closing"), {"confirmed": "1"})).status_code == 403
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(wish, "closing"), {"confirmed": "1"}))


@pytest.mark.parametrize("part", ["other_clerk", "leader", "supervisor", "collector", "stranger"])
async def test_only_the_keeper_closes(town: Town, part: str) -> None:
    wish = await town.answered()
    async with signed_in(town, part) as browser:
        assert (await browser.post(desk_of(wish, "closing"), {"confirmed": "1"})).status_code == 403
    assert (await town.fresh(wish)).stage is Stage.answered


@pytest.mark.parametrize("part", ["clerk", "leader", "supervisor", "street_clerk"])
async def test_who_oversees_opens_a_closed_wish_again(town: Town, part: str) -> None:
    wish = await town.closed()
    async with signed_in(town, part) as browser:
        page = await browser.get(desk_of(wish, query="?way=reopening"))
        assert f'action="{desk_of(wish, "reopening")}"' in page.text
        onward(await browser.post(desk_of(wish, "reopening"), {"reason": "回头看：灯又坏了。"}))
    assert (await town.fresh(wish)).stage is Stage.published


@pytest.mark.parametrize("part", ["other_clerk", "collector", "stranger", "member"])
async def test_nobody_else_opens_it(town: Town, part: str) -> None:
    wish = await town.closed()
    async with signed_in(town, part) as browser:
        answer = await browser.post(desk_of(wish, "reopening"), {"reason": "又坏了"})
    assert answer.status_code == 403


async def test_a_reason_is_needed_to_open_again(town: Town) -> None:
    wish = await town.closed()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "reopening"), {"reason": ""})
    assert page.status_code == 422
    assert "error-reason" in page.text
