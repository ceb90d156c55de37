"""The year for those who lead: the seven steps, trends, what waits and what is praised."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.core.clock import now, today
from wishboard.core.filled import Filled
from wishboard.core.periods import named
from wishboard.http.visit import Visit
from wishboard.reports.course.compared import against_before
from wishboard.reports.course.looked import Looked, looked_from
from wishboard.reports.course.praise import heeded
from wishboard.reports.course.registers import registers
from wishboard.reports.course.rows import ISSUES, PAGE, WISHES, course_rows
from wishboard.reports.course.standing import standing
from wishboard.reports.course.steps import flow
from wishboard.reports.course.trends import changed_categories, months
from wishboard.reports.outcomes.extent import By, Extent
from wishboard.reports.outcomes.tables import change, outcomes
from wishboard.reports.rates.scoring import percent
from wishboard.web.outcomes.numbers import FIGURES, words_asked
from wishboard.web.rankings.asked import READERS
from wishboard.wishes.directory import directory
from wishboard.wishes.words import STAGES

YEARS = 6
MOST = 30
"""Areas of the registers that the page shows; the file has all."""


@get("/outcomes/course")
async def show_course(visit: NamedDependency[Visit]) -> Response[Any]:
    """How a year goes: tables, and pictures made from them."""
    visit.must_hold(*READERS)
    looked = looked_from(visit.request.query_params)
    names = await directory()
    years = {today().year - n for n in range(YEARS)} | {looked.year}
    return visit.page(
        "outcomes/course.html",
        filled=Filled(values=looked.given()),
        years=[(str(year), str(year)) for year in sorted(years, reverse=True)],
        areas=names.areas.choices(looked.area),
        wall=f"/outcomes/wall?{urlencode(looked.given())}",
        **await _facts(looked),
        **await _more(visit, looked),
    )


@get("/outcomes/wall")
async def show_wall_screen(visit: NamedDependency[Visit]) -> Response[Any]:
    """The same for a screen on the wall: large, without deeds, renewed every minute."""
    visit.must_hold(*READERS)
    looked = looked_from(visit.request.query_params)
    told = urlencode(looked.given())
    return visit.page(
        "outcomes/wall.html",
        at=now(),
        back=f"/outcomes/course?{told}",
        renew=f"/outcomes/wall?{told}",
        **await _facts(looked),
    )


@get("/outcomes/course/rows")
async def show_course_rows(visit: NamedDependency[Visit]) -> Response[Any]:
    """The wishes or problems behind one figure."""
    viewer = visit.must_hold(*READERS)
    given = visit.request.query_params
    looked = looked_from(given)
    what = given.get("what", "")
    what = what if what in WISHES or what in ISSUES else "came"
    category, word = (given.get(name, "")[:80].replace("\0", "") for name in ("category", "word"))
    asked = given.get("first", "")
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    db = await visit.db()
    rows = await course_rows(db, looked, what, first=first, category=category, word=word)
    more, rows = len(rows) > PAGE, rows[:PAGE]

    def to(start: int) -> str:
        more = {"category": category, "word": word, "first": str(start)}
        return rows_of(looked, what, **{name: value for name, value in more.items() if value})

    return visit.page(
        "outcomes/course_rows.html",
        rows=[
            (
                row,
                viewer.may(
                    Right.oversee, organization_path=row.keeper_path, area_path=row.area_path
                ),
            )
            for row in rows
        ],
        period=named(looked.over),
        back=f"/outcomes/course?{urlencode(Looked(looked.year, looked.area).given())}",
        newer=to(max(first - PAGE, 0)) if first else "",
        older=to(first + PAGE) if more else "",
    )


def rows_of(looked: Looked, what: str, **more: str) -> str:
    """The address of the rows behind a figure."""
    return f"/outcomes/course/rows?{urlencode(looked.given() | {'what': what} | more)}"


async def _facts(looked: Looked) -> dict[str, Any]:
    """What both pages show."""
    extent = Extent(year=looked.year, area=looked.area)
    found = await standing(looked)
    return {
        "looked": looked,
        "table": await outcomes(extent, By.lane),
        "told": f"/outcomes/rows?{urlencode(extent.given())}",
        "steps": await flow(looked),
        "months": await months(looked),
        "categories": await changed_categories(looked),
        "standing": found,
        "unasked": percent(found.proactive, found.opened),
        "stages": STAGES,
        "change": change,
        "earlier": looked.same_days_before().given(),
        "rows_of": lambda what, **more: rows_of(looked, what, **more),
        "table_of": lambda which, **more: (
            f"/outcomes/course/table?{urlencode(looked.given() | {'which': which} | more)}"
        ),
    }


async def _more(visit: Visit, looked: Looked) -> dict[str, Any]:
    """What only the page shows."""
    return {
        "against": await against_before(looked),
        "figures": FIGURES,
        "praise": await heeded(looked),
        "percent": percent,
        "registers": (await registers(looked))[:MOST],
        "hot": await words_asked(visit, looked),
        "words_in": lambda month: (
            f"/outcomes/course?{urlencode(looked.given() | {'words': str(month)})}#words"
        ),
    }


ROUTES = [show_course, show_wall_screen, show_course_rows]
