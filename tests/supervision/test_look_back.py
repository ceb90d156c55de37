"""Look-back: closed issues and wishes are drawn by lot, called, and taken up again if need be."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import answer, fresh, several, solved
from tests.supervision.climbs import steps_of
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.disclosure.retention import purge_contacts
from wishboard.issues.forms import CloseIssueForm
from wishboard.issues.models import Issue
from wishboard.issues.solving import close_issue
from wishboard.issues.stages import IssueStage
from wishboard.outcomes.answers import record_silences
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import CloseForm
from wishboard.supervision.lookback.commands import draw_campaign, record_callback
from wishboard.supervision.lookback.drawing import drawn
from wishboard.supervision.lookback.forms import CallbackForm, CampaignForm
from wishboard.supervision.lookback.models import Callback, Campaign, Content
from wishboard.supervision.lookback.queries import (
    calls_of,
    campaign_for,
    campaigns_for,
    next_call,
)
from wishboard.supervision.lookback.result import result_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

CONTENT = CallbackForm(reached=True, contacted=True, solved=True, content=Content.satisfied)
NOT_DONE = CallbackForm(
    reached=True,
    contacted=False,
    solved=False,
    content=Content.dissatisfied,
    words="灯只亮了两天，又不亮了。",
)
NOBODY = CallbackForm(reached=False)


def test_anybody_can_repeat_the_draw() -> None:
    names = [f"w{n}" for n in range(100)]
    sample = drawn(7, names, 10)
    assert drawn(7, reversed(names), 10) == sample
    assert drawn(8, names, 10) != sample
    without = [name for name in names if name != sample[3]]
    assert drawn(7, without, 9) == [name for name in sample if name != sample[3]]


def test_some_stand_before_all_others() -> None:
    names = [f"w{n}" for n in range(100)]
    assert set(drawn(7, names, 3, first=["w5", "w50"])) > {"w5", "w50"}
    assert len(drawn(7, names, 1, first=["w5", "w50"])) == 1


def test_a_lot_is_drawn_fairly() -> None:
    names = [f"w{n}" for n in range(20)]
    times = dict.fromkeys(names, 0)
    for seed in range(2000):
        for name in drawn(seed, names, 5):
            times[name] += 1
    assert all(420 < count < 580 for count in times.values())


async def closed_issue(town: Town, many: int = 1) -> tuple[Issue, list[Wish]]:
    wishes = await several(town, many)
    issue = await solved(town, *wishes)
    for wish in wishes:
        await answer(wish, yes=True, rating=5)
    clerk = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=9), by=clerk)
    return await fresh(issue), wishes


async def unconfirmed(town: Town) -> Wish:
    wish = await town.delivered("neighbour")
    with frozen(now() + timedelta(days=40)):
        await record_silences()
    await done(close_wish, wish.key, CloseForm(confirmed=0), by=await town.viewer("clerk"))
    return await town.fresh(wish)


async def draw(town: Town, **fields: Any) -> Campaign:
    given = {
        "title": "九月回头看",
        "area": town.areas["柳荫街道"].public_id,
        "closed_from": today() - timedelta(days=30),
        "closed_until": today(),
        "size_wishes": 5,
        "size_issues": 5,
        "seed": 42,
    }
    form = CampaignForm.model_validate(given | fields)
    return await done(draw_campaign, form, by=await town.viewer("supervisor"))


async def sample(campaign: Campaign) -> list[tuple[int, int | None]]:
    async with transaction() as db:
        found = await db.exec(
            select(Callback)
            .where(Callback.campaign_id == campaign.id)
            .order_by(col(Callback.position))
        )
        return [(one.wish_id, one.issue_id) for one in found]


async def test_issues_and_wishes_are_drawn_and_unconfirmed_ones_first(town: Town) -> None:
    issue, wishes = await closed_issue(town, 2)
    fulfilled, silent = await town.closed(), await unconfirmed(town)
    assert silent.ending is Ending.unconfirmed
    campaign = await draw(town)
    first, *rest = await sample(campaign)
    assert first[1] == issue.id
    assert first[0] in {wish.id for wish in wishes}
    assert rest == [(silent.id, None), (fulfilled.id, None)]
    assert (campaign.wishes, campaign.issues) == (2, 1)
    assert await sample(await draw(town)) == [first, *rest]
    assert await sample(await draw(town, size_wishes=1, size_issues=0)) == [(silent.id, None)]


async def test_only_what_was_closed_there_and_then_and_can_be_called(town: Town) -> None:
    await town.closed()
    for fields in (
        {"area": town.areas["河东社区"].public_id},
        {"closed_until": today() - timedelta(days=1)},
        {"size_wishes": 0},
    ):
        with refused("nothing_to_draw"):
            await draw(town, **fields)
    with frozen(now() + timedelta(days=31)):
        await done(purge_contacts)
        with refused("nothing_to_draw"):
            await draw(town, closed_from=date(2020, 1, 1))


@pytest.mark.parametrize("part", ["leader", "street_clerk", "handler", "administrator"])
async def test_only_a_supervisor_looks_back(town: Town, part: str) -> None:
    await town.closed()
    form = CampaignForm(
        title="回头看",
        area=town.areas["柳荫街道"].public_id,
        closed_from=today(),
        closed_until=today(),
    )
    viewer = await town.viewer(part)
    with refused("not_allowed"):
        await done(draw_campaign, form, by=viewer)
    campaign = await draw(town)
    with refused("not_allowed"):
        await done(record_callback, campaign.public_id, 1, CONTENT, by=viewer)


async def test_who_oversees_there_reads_the_campaign(town: Town) -> None:
    await town.closed()
    campaign = await draw(town)
    for part in ("supervisor", "leader", "street_clerk"):
        [seen] = await done(campaigns_for, await town.viewer(part))
        assert (seen.campaign.id, seen.calls, seen.made, seen.over) == (campaign.id, 1, 0, False)
    viewer = await town.viewer("clerk")
    assert await done(campaigns_for, viewer) == []
    with refused("not_found"):
        await done(campaign_for, campaign.public_id, viewer)


async def test_a_dissatisfied_wisher_has_the_wish_taken_up_again(town: Town) -> None:
    wish = await town.closed()
    campaign, supervisor = await draw(town), await town.viewer("supervisor")
    callback = await done(record_callback, campaign.public_id, 1, NOT_DONE, by=supervisor)
    assert callback.sent_back
    assert (await town.fresh(wish)).stage is Stage.published
    with refused("called_before"):
        await done(record_callback, campaign.public_id, 1, NOT_DONE, by=supervisor)


async def test_an_issue_is_assigned_again_one_rung_up(town: Town) -> None:
    issue, wishes = await closed_issue(town, 3)
    campaign, supervisor = await draw(town), await town.viewer("supervisor")
    callback = await done(record_callback, campaign.public_id, 1, NOT_DONE, by=supervisor)
    issue = await fresh(issue)
    assert (issue.stage, issue.rung) == (IssueStage.accepted, 1)
    assert await steps_of(issue) == [(1, "blue", "look_back")]
    stages = {wish.id: (await town.fresh(wish)).stage for wish in wishes}
    assert stages.pop(callback.wish_id) is Stage.raised
    assert set(stages.values()) == {Stage.closed}


async def test_a_satisfied_wisher_changes_nothing(town: Town) -> None:
    wish = await town.closed()
    campaign = await draw(town)
    callback = await done(
        record_callback, campaign.public_id, 1, CONTENT, by=await town.viewer("supervisor")
    )
    assert not callback.sent_back
    assert (await town.fresh(wish)).stage is Stage.closed


async def test_who_was_not_reached_is_called_again_after_the_others(town: Town) -> None:
    await town.closed()
    await unconfirmed(town)
    campaign, supervisor = await draw(town), await town.viewer("supervisor")
    order = []
    while call := next_call(await done(calls_of, campaign)):
        order.append(call.callback.position)
        form = CONTENT if call.callback.position == 2 else NOBODY
        await done(record_callback, campaign.public_id, call.callback.position, form, by=supervisor)
    assert order == [1, 2, 1, 1]
    assert (await done(campaign_for, campaign.public_id, supervisor)).over


async def test_the_result_counts_those_who_were_reached(town: Town) -> None:
    await closed_issue(town)
    await town.closed()
    await unconfirmed(town)
    campaign, supervisor = await draw(town), await town.viewer("supervisor")
    for position, form in enumerate((NOT_DONE, CONTENT, NOBODY), start=1):
        await done(record_callback, campaign.public_id, position, form, by=supervisor)
    result = result_of([call.callback for call in await done(calls_of, campaign)])
    assert (result.drawn, result.tried, result.taken_up) == (3, 3, 1)
    shares = (result.reached, result.contacted, result.solved, result.satisfied)
    assert [share.percent for share in shares] == ["66.7%", "50.0%", "50.0%", "50.0%"]
    assert list(result.words) == [NOT_DONE.words]


def test_who_was_reached_has_said_something() -> None:
    with pytest.raises(Invalid) as caught:
        read(CallbackForm, {"reached": "yes"})
    assert set(caught.value.errors) == {"solved", "content"}
