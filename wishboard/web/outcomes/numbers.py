"""The numbers behind each picture of the year, to be taken home."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Stream

from wishboard.core.sheets.writing import Cell, csv_chunks
from wishboard.http.visit import Visit
from wishboard.i18n import LazyText, lazy
from wishboard.i18n import gettext as _
from wishboard.reports.course.compared import against_before
from wishboard.reports.course.looked import Looked, looked_from
from wishboard.reports.course.praise import heeded
from wishboard.reports.course.registers import registers
from wishboard.reports.course.steps import flow
from wishboard.reports.course.trends import changed_categories, months
from wishboard.reports.hotwords.queries import HotWords, hot_words
from wishboard.reports.rates.scoring import percent
from wishboard.web.rankings.asked import READERS
from wishboard.wishes.words import STAGES

Numbers = tuple[list[str], Iterable[Sequence[Cell]]]
FIGURES: Mapping[str, LazyText] = {
    "came": lazy("Wishes that came"),
    "fulfilled": lazy("Wishes closed as fulfilled"),
    "opened": lazy("Problems opened"),
    "proactive": lazy("Found before anyone complained"),
    "solved": lazy("Problems solved"),
    "praised": lazy("Praised"),
}


@get("/outcomes/course/table")
async def download_table(visit: NamedDependency[Visit]) -> Stream:
    """The numbers behind one picture as CSV."""
    visit.must_hold(*READERS)
    given = visit.request.query_params
    looked, which = looked_from(given), given.get("which", "")
    which = which if which in TABLES else "steps"
    header, rows = await TABLES[which](visit, looked)
    named = f'attachment; filename="{which}-{looked.year}.csv"'
    return Stream(
        csv_chunks(header, rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": named, "Cache-Control": "no-store"},
    )


async def words_asked(visit: Visit, looked: Looked) -> HotWords | None:
    """The hot words of the month that an address asks for; bodies have none."""
    if looked.organization:
        return None
    asked = visit.request.query_params.get("words", "")
    month = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    return await hot_words(looked.area, looked.year, month)


async def _steps(_visit: Visit, looked: Looked) -> Numbers:
    header = [_("Stage"), _("Came so far"), _("Stand here"), _("Working days (median)")]
    steps = await flow(looked)
    return header, [(str(STAGES[one.step]), one.reached, one.here, one.days) for one in steps]


async def _months(_visit: Visit, looked: Looked) -> Numbers:
    figures = ("came", "fulfilled", "opened", "solved")
    return [_("Month"), *(str(FIGURES[one]) for one in figures)], await months(looked)


async def _categories(_visit: Visit, looked: Looked) -> Numbers:
    header = [_("Category"), _("This year"), _("A year before")]
    changed = await changed_categories(looked)
    return header, [(one.shown, one.now, one.before) for one in changed]


async def _against(_visit: Visit, looked: Looked) -> Numbers:
    header = [_("What"), _("This year"), _("A year before")]
    told = await against_before(looked)
    return header, [(str(FIGURES[one.what]), one.now, one.before) for one in told]


async def _praise(_visit: Visit, looked: Looked) -> Numbers:
    header = [_("Month"), *(str(FIGURES[one]) for one in ("praised", "proactive", "opened"))]
    told = await heeded(looked)
    return [*header, _("Share found unasked")], [
        (*one, percent(one.proactive, one.opened)) for one in told
    ]


async def _registers(_visit: Visit, looked: Looked) -> Numbers:
    header = [
        _("Area"),
        _("Problems in red"),
        _("Problems over their date"),
        _("Wishes put off"),
        _("Old problems open"),
    ]
    told = await registers(looked)
    return header, [(one.shown, one.red, one.late, one.deferred, one.legacy) for one in told]


async def _words(visit: Visit, looked: Looked) -> Numbers:
    header = [_("Word"), _("This month"), _("The month before"), _("People")]
    found = await words_asked(visit, looked)
    return header, found.words if found else []


TABLES: Mapping[str, Callable[[Visit, Looked], Awaitable[Numbers]]] = {
    "steps": _steps,
    "months": _months,
    "categories": _categories,
    "against": _against,
    "praise": _praise,
    "registers": _registers,
    "words": _words,
}
ROUTES = [download_table]
