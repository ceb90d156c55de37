"""An issue that is late climbs rung by rung, and each step leaves a notice."""

import asyncio
from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import accepted, dispatched, fresh, opened, solved
from tests.supervision.climbs import notices_about, steps_of
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen
from wishboard.issues.handling.forms import DecideForm, ExtendForm
from wishboard.issues.handling.time import ask_for_time, decide_extension
from wishboard.supervision.ladder.climbing import climb_by_hand, climb_overdue, latest_due
from wishboard.supervision.ladder.forms import AnswerNoticeForm, ClimbForm, RungForm
from wishboard.supervision.ladder.models import Colour
from wishboard.supervision.ladder.notices import answer_notice
from wishboard.supervision.ladder.queries import notices_for
from wishboard.supervision.ladder.rungs import change_rung
from wishboard.supervision.ladder.seed import seed_ladder

MONDAY = date(2025, 9, 1)
DUE = date(2025, 9, 22)
"""Fifteen working days after that Monday; National Day follows, with make-up days around it."""
REASON = ClimbForm(reason="群众多次来电，请尽快办理。")


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (DUE, 0),
        (date(2025, 9, 23), 1),
        (date(2025, 9, 24), 1),
        (date(2025, 9, 25), 2),
        (date(2025, 9, 28), 3),  # a Sunday on which offices work
        (date(2025, 9, 30), 3),
        (date(2025, 10, 8), 3),  # the holidays count for nothing
        (date(2025, 10, 10), 3),
        (date(2025, 10, 11), 4),  # a Saturday on which offices work
        (date(2025, 10, 16), 4),
        (date(2025, 10, 17), 5),
    ],
)
async def test_it_climbs_by_working_days_after_the_date(town: Town, day: date, rung: int) -> None:
    with frozen(MONDAY):
        issue = await accepted(town)
    assert issue.due_on == DUE
    with frozen(day):
        while await climb_overdue():
            pass
    assert (await fresh(issue)).rung == rung
    assert [number for number, _colour, _cause in await steps_of(issue)] == [*range(1, rung + 1)]


async def test_one_rung_at_a_time_and_each_in_its_colour(town: Town) -> None:
    with frozen(MONDAY):
        issue = await dispatched(town)
    with frozen(DUE + timedelta(days=60)):
        assert await climb_overdue() == 1
        assert (await fresh(issue)).rung == 1
        for _day in range(9):
            await climb_overdue()
        assert await climb_overdue() == 0
    late = "overdue"
    assert await steps_of(issue) == [
        (1, "blue", late),
        (2, "orange", late),
        (3, "orange", late),
        (4, "red", late),
        (5, "red", late),
    ]


async def test_two_clocks_climb_once(town: Town) -> None:
    with frozen(MONDAY):
        issue = await accepted(town)
    with frozen(date(2025, 9, 23)):
        await asyncio.gather(*(climb_overdue() for _clock in range(4)))
        assert await climb_overdue() == 0
    assert await steps_of(issue) == [(1, "blue", "overdue")]


async def test_more_time_moves_every_rung(town: Town) -> None:
    with frozen(MONDAY):
        issue = await accepted(town)
        ask = ExtendForm(until=date(2025, 9, 29), reason="配件还在路上，需要一周。")
        await done(ask_for_time, issue.public_id, ask, by=await town.viewer("handler"))
    with frozen(date(2025, 9, 23)):
        assert await climb_overdue() == 1
        granted = DecideForm(granted=True)
        clerk = await town.viewer("street_clerk")
        await done(decide_extension, issue.public_id, granted, by=clerk)
    with frozen(date(2025, 9, 30)):
        assert await climb_overdue() == 0
    with frozen(add_working_days(date(2025, 9, 29), 3)):
        assert await climb_overdue() == 1
    assert [rung for rung, _colour, _cause in await steps_of(issue)] == [1, 2]


async def test_what_is_solved_or_not_dispatched_does_not_climb(town: Town) -> None:
    with frozen(MONDAY):
        await opened(town)
        await solved(town)
    with frozen(DUE + timedelta(days=60)):
        assert await climb_overdue() == 0


async def test_a_rung_that_is_not_used_is_stepped_over(town: Town) -> None:
    form = RungForm(name="媒体监督", name_en="Media", days=3, colour=Colour.orange, used=False)
    await done(change_rung, 2, form, by=await town.viewer("administrator"))
    with frozen(MONDAY):
        issue = await accepted(town)
    with frozen(DUE + timedelta(days=60)):
        await climb_overdue()
        await climb_overdue()
    assert [rung for rung, _colour, _cause in await steps_of(issue)] == [1, 3]


@pytest.mark.parametrize("part", ["supervisor", "leader"])
async def test_a_supervisor_or_leader_lets_it_climb_for_a_reason(town: Town, part: str) -> None:
    issue = await accepted(town)
    notice = await done(climb_by_hand, issue.public_id, REASON, by=await town.viewer(part))
    assert (notice.rung, notice.words) == (1, REASON.reason)
    assert notice.organization_id == town.organizations["城市管理局"].id
    assert notice.by_id == town.people[part].id


@pytest.mark.parametrize("part", ["street_clerk", "handler", "administrator", "member"])
async def test_nobody_else_does(town: Town, part: str) -> None:
    issue = await accepted(town)
    with refused("not_allowed"):
        await done(climb_by_hand, issue.public_id, REASON, by=await town.viewer(part))


async def test_the_highest_rung_is_the_end(town: Town) -> None:
    issue = await accepted(town)
    supervisor = await town.viewer("supervisor")
    for _rung in range(5):
        await done(climb_by_hand, issue.public_id, REASON, by=supervisor)
    with refused("at_the_top"):
        await done(climb_by_hand, issue.public_id, REASON, by=supervisor)


async def test_an_issue_that_nobody_has_in_hand_does_not_climb(town: Town) -> None:
    issue = await opened(town)
    with refused("issue_not_now"):
        await done(climb_by_hand, issue.public_id, REASON, by=await town.viewer("supervisor"))


async def test_the_body_responsible_answers_its_notice_once(town: Town) -> None:
    issue = await accepted(town)
    notice = await done(climb_by_hand, issue.public_id, REASON, by=await town.viewer("supervisor"))
    form = AnswerNoticeForm(answer="配件今天到货，明天装好。")
    for part in ("street_clerk", "supervisor"):
        with refused("not_allowed"):
            await done(answer_notice, notice.public_id, form, by=await town.viewer(part))
    with refused("not_found"):
        await done(answer_notice, notice.public_id, form, by=await town.viewer("member"))
    handler = await town.viewer("handler")
    await done(answer_notice, notice.public_id, form, by=handler)
    with refused("answered_before"):
        await done(answer_notice, notice.public_id, form, by=handler)
    [kept] = await notices_about(issue)
    assert (kept.answer, kept.answered_by_id) == (form.answer, town.people["handler"].id)


async def test_red_stands_first_for_everybody_concerned(town: Town) -> None:
    supervisor = await town.viewer("supervisor")
    first, second = await accepted(town), await accepted(town, title="楼道灯坏了很久")
    for _rung in range(4):
        await done(climb_by_hand, first.public_id, REASON, by=supervisor)
    await done(climb_by_hand, second.public_id, REASON, by=supervisor)
    for part in ("supervisor", "leader", "street_clerk", "handler"):
        seen = await done(notices_for, await town.viewer(part))
        assert [sent.notice.rung for sent in seen] == [4, 3, 2, 1, 1]
        assert seen[-2].issue.id == second.id
    for part in ("clerk", "member", "administrator"):
        assert await done(notices_for, await town.viewer(part)) == []


def test_the_latest_date_that_is_over() -> None:
    assert latest_due(date(2025, 9, 23), 1) == DUE
    assert latest_due(date(2025, 10, 9), 3) == date(2025, 9, 28)
    for days in (1, 3, 5, 10, 15):
        due = latest_due(date(2025, 10, 9), days)
        assert add_working_days(due, days) <= date(2025, 10, 9)
        assert add_working_days(due + timedelta(days=1), days) > date(2025, 10, 9)


async def test_a_town_keeps_the_ladder_it_has_changed(town: Town) -> None:
    administrator = await town.viewer("administrator")
    form = RungForm(name="市长热线", name_en="Mayor", days=2, colour=Colour.blue, used=True)
    await done(change_rung, 1, form, by=administrator)
    assert await done(seed_ladder) == 0
    with refused("rung_out_of_order"):
        sooner = form.model_copy(update={"days": 4})
        await done(change_rung, 1, sooner, by=administrator)
    with refused("rung_out_of_order"):
        milder = form.model_copy(update={"colour": Colour.red})
        await done(change_rung, 1, milder, by=administrator)
    with refused("no_such_rung"):
        await done(change_rung, 6, form, by=administrator)
    with refused("not_allowed"):
        await done(change_rung, 1, form, by=await town.viewer("supervisor"))
