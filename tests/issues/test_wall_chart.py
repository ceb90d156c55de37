"""The wall chart is made from the steps: where days lie, how steps stand, what a line shows."""

from datetime import date, timedelta

import pytest

from wishboard.core.clock import frozen
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.chart import (
    State,
    axis_over,
    chart_of,
    days_of,
    state_of,
    strip_of_issue,
    strip_of_step,
)
from wishboard.issues.roadmap.queries import Step
from wishboard.issues.stages import IssueKind

TODAY = date(2026, 11, 22)
BEGUN = TODAY - timedelta(days=20)


def a_step(days: int, done: int | None = None) -> Step:
    """A step so many days from today, reached on such a day or not."""
    due_on = TODAY + timedelta(days=days)
    done_on = None if done is None else TODAY + timedelta(days=done)
    return Step("step", 1, "换线", "body", "城市管理局", due_on, due_on, done_on)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (a_step(4), State.planned),
        (a_step(3), State.soon),
        (a_step(0), State.soon),
        (a_step(-1), State.late),
        (a_step(-1, -1), State.reached),
        (a_step(-5, 0), State.reached),
        (a_step(9, -2), State.reached),
    ],
)
def test_a_step_stands_by_its_day(step: Step, state: State) -> None:
    assert state_of(step, TODAY) is state


def test_days_lie_in_order_between_the_edges() -> None:
    axis = axis_over(days_of(BEGUN, TODAY + timedelta(days=9), [a_step(30)]), TODAY)
    share = [float(axis.at(BEGUN + timedelta(days=n)).rstrip("%")) for n in range(50)]
    assert share == sorted(share)
    assert share[0] > 0 and share[-1] < 100


def test_a_late_step_grows_red_until_today() -> None:
    axis = axis_over([BEGUN], TODAY)
    strip = strip_of_step(axis, BEGUN, a_step(-5))
    assert [bar.state for bar in strip.bars] == [State.planned, State.late]
    assert strip.bars[1].end == axis.now
    assert strip.marks[0].x == strip.bars[1].start


def test_a_step_that_was_reached_late_shows_by_how_much() -> None:
    axis = axis_over([BEGUN], TODAY)
    strip = strip_of_step(axis, BEGUN, a_step(-5, -2))
    assert [bar.state for bar in strip.bars] == [State.reached, State.late]
    assert strip.marks[0].x == strip.bars[1].end == axis.at(TODAY - timedelta(days=2))


def test_a_step_that_was_reached_early_ends_there() -> None:
    axis = axis_over([BEGUN, TODAY + timedelta(days=9)], TODAY)
    strip = strip_of_step(axis, BEGUN, a_step(9, -2))
    assert [bar.state for bar in strip.bars] == [State.reached]
    assert strip.bars[0].end == strip.marks[0].x


def test_an_issue_has_its_steps_and_its_flag_on_one_line() -> None:
    axis = axis_over([BEGUN], TODAY)
    due_on = TODAY - timedelta(days=3)
    strip = strip_of_issue(axis, BEGUN, due_on, [a_step(-9, -9), a_step(-1)])
    assert [mark.state for mark in strip.marks] == [State.reached, State.late]
    assert [bar.state for bar in strip.bars] == [State.planned, State.late]
    assert strip.flag == axis.at(due_on)
    assert not strip_of_issue(axis, BEGUN, None, []).flag


@pytest.mark.parametrize(
    ("days", "style"),
    [(3, "tick"), (40, "tick"), (100, "month"), (400, "month"), (1200, "year"), (9000, "year")],
)
def test_there_are_a_few_even_ticks_however_long_it_takes(days: int, style: str) -> None:
    ticks = axis_over([TODAY + timedelta(days=days)], TODAY).ticks
    assert 1 <= len(ticks) <= 5
    assert style in {tick.style for tick in ticks}
    assert [tick.day for tick in ticks] == sorted({tick.day for tick in ticks})


def test_a_year_of_months_names_the_year_in_january() -> None:
    ticks = axis_over([date(2027, 6, 30)], TODAY).ticks
    assert [(tick.day, tick.style) for tick in ticks] == [
        (date(2027, 1, 1), "year"),
        (date(2027, 3, 1), "month"),
        (date(2027, 5, 1), "month"),
    ]


def test_an_issue_without_steps_has_an_empty_chart() -> None:
    with frozen(TODAY):
        issue = Issue(
            kind=IssueKind.shared, title="灯", summary="灯", category_id=1, area_id=1, keeper_id=1
        )
        road = chart_of(issue, [])
    assert (road.strips, road.due, road.reached) == ([], "", 0)
