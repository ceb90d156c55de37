"""Which open dates a new calendar moves.

A date counts as computed when, by the calendar before, it lies as many working days as its stage
allows after a day on which something happened. Dates that people chose match none and stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import text

from wishboard.core.calendar import Calendar
from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession
from wishboard.endings.apart import DECIDE_WITHIN
from wishboard.outcomes.answers import CLOSE_WITHIN, TRY_AGAIN_WITHIN
from wishboard.outcomes.closing import CLAIM_WITHIN
from wishboard.settings import settings
from wishboard.supervision.ladder.climbing import ANSWER_WITHIN
from wishboard.supervision.stuck.commands import CLEAR_WITHIN
from wishboard.wishes.commands import PUBLISH_WITHIN, REGISTER_WITHIN
from wishboard.wishes.stages import Stage

_BATCH = 1000
_MOMENTS = """ARRAY(SELECT e.at FROM event e WHERE e.subject = '{0}' AND e.subject_id = t.id
              ORDER BY e.id DESC LIMIT 60)"""


class Of(StrEnum):
    """What a date belongs to."""

    issue = "issue"
    wish = "wish"
    notice = "notice"
    stuck = "stuck"


class Move(NamedTuple):
    """A date that a new calendar moves."""

    of: Of
    key: int
    public_id: str
    title: str
    before: date
    after: date


class _Dated(NamedTuple):
    """Something open with a date, and the moments from which it may have been counted."""

    key: int
    public_id: str
    title: str
    counts: int | str
    due: date
    moments: Sequence[datetime]


_OPEN: dict[Of, Any] = {
    Of.issue: text(f"""
SELECT t.id, t.public_id, t.title, t.days, t.due_on, {_MOMENTS.format("issue")}
  FROM issue t WHERE t.stage IN ('dispatched', 'accepted') AND t.due_on >= :first AND t.id > :after
 ORDER BY t.id LIMIT :batch"""),  # noqa: S608 - own words
    Of.wish: text(f"""
SELECT t.id, t.public_id, t.title, t.stage, t.due_on, {_MOMENTS.format("wish")}
  FROM wish t WHERE t.stage = ANY(:stages) AND t.due_on >= :first AND t.id > :after
 ORDER BY t.id LIMIT :batch"""),  # noqa: S608 - own words
    Of.notice: text("""
SELECT t.id, t.public_id, i.title, 'notice', t.answer_by, ARRAY[t.at]
  FROM supervision_notice t JOIN issue i ON i.id = t.issue_id
 WHERE t.answered_at IS NULL AND t.answer_by >= :first AND t.id > :after
 ORDER BY t.id LIMIT :batch"""),
    Of.stuck: text("""
SELECT t.id, t.public_id, w.title, 'stuck', t.due_on, ARRAY[t.at]
  FROM stuck t JOIN wish w ON w.id = t.wish_id
 WHERE t.settled_at IS NULL AND t.due_on >= :first AND t.id > :after
 ORDER BY t.id LIMIT :batch"""),
}


async def moves(db: AsyncSession, before: Calendar, after: Calendar) -> list[Move]:
    """Every open date that another calendar moves: issues first, each kind by its keys."""
    changed = sorted(_changed(before, after))
    if not changed:
        return []
    found: list[Move] = []
    for of, query in _OPEN.items():
        async for dated in _dated(db, query, changed[0]):
            due = _anew(dated, before, after)
            if due != dated.due:
                found.append(Move(of, dated.key, dated.public_id, dated.title, dated.due, due))
    return found


def _changed(before: Calendar, after: Calendar) -> Iterator[date]:
    """The days on which the two calendars differ."""
    for day in {*before.stored, *after.stored}:
        if before.works(day) != after.works(day):
            yield day


async def _dated(db: AsyncSession, query: Any, first: date) -> Any:
    last = 0
    while True:
        stages = sorted(_counts())
        values = {"first": first, "after": last, "batch": _BATCH, "stages": stages}
        rows = [_Dated(*row) for row in await db.execute(query, _bound(query, values))]
        for row in rows:
            yield row
        if len(rows) < _BATCH:
            return
        last = rows[-1].key


def _bound(query: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values that a statement names."""
    names = set(query.compile().params)
    return {name: value for name, value in values.items() if name in names}


def _anew(dated: _Dated, before: Calendar, after: Calendar) -> date:
    """The date counted again from where it was counted, or the same date where nobody counted."""
    counts = [dated.counts] if isinstance(dated.counts, int) else _counts()[dated.counts]
    for start in _days(dated.moments):
        for count in counts:
            if before.add(start, count) == dated.due:
                return after.add(start, count)
    return dated.due


def _days(moments: Iterable[datetime]) -> Iterable[date]:
    return dict.fromkeys(city_date(moment) for moment in moments)


def _counts() -> dict[str, list[int]]:
    """In how many working days something is due: by the stage of a wish, or by its kind."""
    return {
        Stage.collected: [REGISTER_WITHIN],
        Stage.registered: sorted({PUBLISH_WITHIN, DECIDE_WITHIN}),
        Stage.published: sorted({CLAIM_WITHIN, TRY_AGAIN_WITHIN}),
        Stage.delivered: [settings().silence_after_days],
        Stage.answered: [CLOSE_WITHIN],
        Of.notice: [ANSWER_WITHIN],
        Of.stuck: [CLEAR_WITHIN],
    }
