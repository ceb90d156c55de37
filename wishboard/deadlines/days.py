"""Reading the days of a year from a table, or from the text in which they are handed on."""

from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass
from datetime import date

from wishboard.core.clock import today
from wishboard.core.moments import NoMoment, read_day
from wishboard.core.sheets.mapping import Column, guess_mapping
from wishboard.core.sheets.rows import Row
from wishboard.deadlines.refusals import NoDays, RowUnclear, SaidTwice, SeveralYears, YearOutOfReach

COLUMNS = (
    Column("date", ("日期", "day", "date"), required=True),
    Column(
        "working",
        ("是否上班", "是否工作日", "上班", "类型", "性质", "work", "working"),
        required=True,
    ),
    Column("name", ("名称", "说明", "节日", "备注", "holiday")),
)
FAR = 3
"""Years around this one whose days are taken."""
_WORK = frozenset(
    {"是", "班", "上班", "工作日", "调休上班", "补班", "yes", "y", "true", "1", "work"}
)
_FREE = frozenset(
    {
        "否",
        "休",
        "休息",
        "放假",
        "节假日",
        "假期",
        "休假",
        "no",
        "n",
        "false",
        "0",
        "holiday",
        "off",
    }
)


@dataclass(frozen=True, slots=True)
class DaysOfYear:
    """The days of a year that somebody wrote down: whether people work, and the day's name."""

    year: int
    days: dict[date, tuple[bool, str]]

    def text(self) -> str:
        """The days as lines of text, to be handed on in a form."""
        return "\n".join(
            f"{day.isoformat()},{'yes' if working else 'no'},{name}"
            for day, (working, name) in self.days.items()
        )

    @property
    def works(self) -> dict[date, bool]:
        """Whether people work on each of the days."""
        return {day: working for day, (working, _name) in self.days.items()}


async def days_in(header: list[str], rows: AsyncIterable[Row]) -> DaysOfYear:
    """The days in a table with columns for the date, whether people work, and a name.

    Raises a TableRefused without these columns, and the refusals of this feature.
    """
    mapping = guess_mapping(header, COLUMNS)
    found = []
    async for row in rows:
        said = mapping.pick(row)
        found.append((row.number, said["date"], said["working"], said["name"]))
    return _together(found)


def days_in_text(text: str) -> DaysOfYear:
    """The days in lines of text as `DaysOfYear.text` writes them."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        day, working, name = [*line.split(",", 2), "", ""][:3]
        found.append((number, day, working, name))
    return _together(found)


def _together(rows: Iterable[tuple[int, str, str, str]]) -> DaysOfYear:
    days: dict[date, tuple[bool, str]] = {}
    for number, written, working, name in rows:
        day, works = _day(number, written), _works(number, working)
        if days.get(day, (works, ""))[0] != works:
            raise SaidTwice(day=day.isoformat())
        days[day] = (works, name.strip()[:60])
    years = sorted({day.year for day in days})
    if not years:
        raise NoDays
    if len(years) > 1:
        raise SeveralYears(years="、".join(map(str, years)))
    if abs(years[0] - today().year) > FAR:
        raise YearOutOfReach(year=years[0])
    return DaysOfYear(years[0], dict(sorted(days.items())))


def _day(number: int, written: str) -> date:
    try:
        return read_day(written)
    except NoMoment:
        raise RowUnclear(row=number, text=written[:40]) from None


def _works(number: int, written: str) -> bool:
    said = written.strip().casefold()
    if said not in _WORK | _FREE:
        raise RowUnclear(row=number, text=written[:40])
    return said in _WORK
