"""The wall chart made from the steps: where everything lies on one axis of days. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wishboard.core.clock import today
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.queries import Step, begins

_MARGIN = 0.04
_MOST_TICKS = 5
_SOON = timedelta(days=3)


class State(StrEnum):
    """How a step stands on a day."""

    planned = "planned"
    soon = "soon"
    late = "late"
    reached = "reached"


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with a line of its own; `style` is the way its date is written, `side` as for today."""

    x: str
    side: str
    day: date
    style: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on its line."""

    x: str
    state: State


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days on a line; `state` says whether it was work, or time over the day."""

    start: str
    end: str
    state: State


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of the chart. `flag` is where an issue is due, empty where that is not shown."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from the left edge to the right, as shares of the width."""

    start: date
    end: date
    today: date

    def at(self, day: date) -> str:
        """Where a day lies, as `37.50%`; days outside lie on the edge."""
        return f"{self._share(day) * 100:.2f}%"

    def bar(self, start: date, end: date, state: State) -> Bar:
        """The stretch between two days."""
        return Bar(self.at(start), self.at(end), state)

    @property
    def now(self) -> str:
        """Where today lies."""
        return self.at(self.today)

    @property
    def side(self) -> str:
        """On which side of its line the word for today has room: start, middle or end."""
        return self._side(self.today)

    @property
    def ticks(self) -> list[Tick]:
        """A few days in even steps: days, weeks, months, or years where it takes that long."""
        return [
            Tick(self.at(day), self._side(day), day, style)
            for day, style in _ticks(self.start, self.end, _MOST_TICKS)
        ]

    def _side(self, day: date) -> str:
        share = self._share(day)
        return "start" if share < 0.1 else "end" if share > 0.9 else "middle"

    def _share(self, day: date) -> float:
        whole = (self.end - self.start).days or 1
        share = _MARGIN + (day - self.start).days / whole * (1 - 2 * _MARGIN)
        return min(max(share, 0.0), 1.0)


def axis_over(days: Iterable[date], day: date) -> Axis:
    """An axis on which all these days have room, a week at least; `day` is today."""
    known = [*days, day]
    start = min(known)
    return Axis(start, max(*known, start + timedelta(days=7)), day)


def days_of(begun: date, due_on: date | None, steps: Sequence[Step]) -> list[date]:
    """Every day that the chart of an issue has to show."""
    days = [begun] + ([due_on] if due_on else [])
    return days + [day for step in steps for day in (step.due_on, step.done_on) if day]


def state_of(step: Step, day: date) -> State:
    """How a step stands on a day."""
    if step.done_on is not None:
        return State.reached
    if step.due_on < day:
        return State.late
    return State.soon if step.due_on <= day + _SOON else State.planned


def strip_of_step(axis: Axis, begun: date, step: Step) -> Strip:
    """One step: the way to its day, what it took longer, and where it stands."""
    state = state_of(step, axis.today)
    until = step.done_on or (axis.today if state is State.late else step.due_on)
    in_time = min(until, step.due_on)
    bars = [axis.bar(begun, in_time, State.reached if step.done_on else State.planned)]
    if until > step.due_on:
        bars.append(axis.bar(step.due_on, until, State.late))
    return Strip(tuple(bars), (Mark(axis.at(step.done_on or step.due_on), state),))


def strip_of_issue(axis: Axis, begun: date, due_on: date | None, steps: Sequence[Step]) -> Strip:
    """A whole issue: from where it began to its day, with every step on the way."""
    bars = []
    if due_on:
        bars.append(axis.bar(begun, due_on, State.planned))
        if due_on < axis.today:
            bars.append(axis.bar(due_on, axis.today, State.late))
    marks = tuple(
        Mark(axis.at(step.done_on or step.due_on), state_of(step, axis.today)) for step in steps
    )
    return Strip(tuple(bars), marks, flag=axis.at(due_on) if due_on else "")


@dataclass(frozen=True, slots=True)
class RoadMap:
    """The road map of one issue: its steps, and the line of each on a common axis."""

    steps: Sequence[Step]
    axis: Axis
    strips: Sequence[Strip]
    due: str

    @property
    def reached(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)


def chart_of(issue: Issue, steps: Sequence[Step]) -> RoadMap:
    """The wall chart of one issue, made from its steps."""
    begun = begins(issue)
    axis = axis_over(days_of(begun, issue.due_on, steps), today())
    strips = [strip_of_step(axis, begun, step) for step in steps]
    return RoadMap(steps, axis, strips, axis.at(issue.due_on) if issue.due_on else "")


def _ticks(start: date, end: date, most: int) -> list[tuple[date, str]]:
    for days in (1, 2, 7, 14):
        if (end - start).days <= days * (most - 1):
            count = (end - start).days // days + 1
            return [(start + timedelta(days=days * n), "tick") for n in range(count)]
    for months in (1, 2, 3, 6, 12, 24, 60):
        found = list(_firsts(start, end, months))
        if len(found) <= most:
            return [(day, "year" if day.month == 1 else "month") for day in found]
    return [(start, "year"), (end, "year")]


def _firsts(start: date, end: date, months: int) -> Iterator[date]:
    """The first of every so many months, counted from January, within a stretch of days."""
    count = start.year * 12 + start.month - 1
    count += -count % months
    while (day := date(count // 12, count % 12 + 1, 1)) <= end:
        if day >= start:
            yield day
        count += months
