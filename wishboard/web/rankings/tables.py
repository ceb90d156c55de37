"""The tables: bodies in their order, each figure with its rows, and the same to take home."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.response import Stream

from wishboard.accounts.roles import Right
from wishboard.core.filled import Filled
from wishboard.core.periods import named
from wishboard.core.sheets.writing import csv_chunks
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.reports.rates.frozen import table_of
from wishboard.reports.rates.ranking import ranking
from wishboard.reports.rates.rows import PAGE as ROWS
from wishboard.reports.rates.rows import Figure, rows_behind
from wishboard.reports.rates.scoring import points
from wishboard.reports.rates.words import BOARDS, FIGURES, MATTERS, SOURCES
from wishboard.supervision.words import CONTENTS
from wishboard.web.rankings.asked import READERS, asked_by, period_choices

PAGE = 400
"""Bodies on one page: every street of a large city."""


@get("/rankings")
async def show_ranking(visit: NamedDependency[Visit]) -> Response[Any]:
    """Areas or organizations by what wishers say of them."""
    visit.must_hold(*READERS)
    asked = asked_by(visit.request.query_params)
    found = await ranking(await visit.db(), asked.board, asked.matter, asked.over)
    first = _number(visit.request.query_params.get("first", ""))
    return visit.page(
        "rankings/ranking.html",
        found=found,
        lines=found.lines[first : first + PAGE],
        newer=asked.to(first=str(max(first - PAGE, 0))) if first else "",
        older=asked.to(first=str(first + PAGE)) if first + PAGE < len(found.lines) else "",
        asked=asked,
        title=named(asked.over),
        filled=Filled(values=asked.given()),
        boards=list(BOARDS.items()),
        matters=list(MATTERS.items()),
        periods=period_choices(asked.over),
        points=points,
    )


@get("/rankings/table")
async def download_ranking(visit: NamedDependency[Visit]) -> Stream:
    """The whole table as CSV; the same bytes from the same data."""
    visit.must_hold(*READERS)
    asked = asked_by(visit.request.query_params)
    found = await ranking(await visit.db(), asked.board, asked.matter, asked.over)
    return Stream(
        csv_chunks(header(), table_of(found)),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="ranking-{asked.board}-'
            f'{asked.matter}-{asked.over.name}.csv"',
            "Cache-Control": "no-store",
        },
    )


@get("/rankings/rows")
async def show_rows(visit: NamedDependency[Visit]) -> Response[Any]:
    """The wishes behind one figure of one body."""
    viewer = visit.must_hold(*READERS)
    given = visit.request.query_params
    asked = asked_by(given)
    figure = Figure(given["figure"]) if given.get("figure") in Figure.__members__ else Figure.came
    body, after = given.get("body", "")[:16].replace("\0", ""), _number(given.get("after", ""))
    below = given.get("below") == "yes"
    db, whose = await visit.db(), (asked.board, asked.matter, asked.over, body, figure)
    rows = await rows_behind(db, *whose, after=after, below=below)
    more, rows = len(rows) > ROWS, rows[:ROWS]
    kept = {"body": body, "figure": figure.value, "below": "yes" if below else ""}
    return visit.page(
        "rankings/rows.html",
        rows=[
            (
                row,
                viewer.may(
                    Right.oversee, organization_path=row.keeper_path, area_path=row.area_path
                ),
            )
            for row in rows
        ],
        asked=asked,
        asks=viewer.may_somewhere(Right.oversee) or viewer.may_somewhere(Right.handle),
        title=named(asked.over),
        figure=FIGURES[figure],
        came=figure is Figure.came,
        matters=MATTERS,
        contents=CONTENTS,
        sources=SOURCES,
        newer=asked.to("/rankings/rows", **kept) if after else "",
        older=asked.to("/rankings/rows", **kept, after=str(rows[-1].wish_id)) if more else "",
    )


def header() -> list[str]:
    """The titles of a ranking's columns."""
    return [
        _("Rank"),
        _("Area or organization"),
        _("Score"),
        _("Response rate"),
        _("Resolution rate"),
        _("Satisfaction rate"),
        _("Heard (D)"),
        _("Contacted"),
        _("Solved"),
        _("Satisfied"),
        _("Fairly satisfied"),
        _("Excluded"),
        _("Score before exclusions"),
        _("Wishes that came"),
    ]


def _number(asked: str) -> int:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0


ROUTES = [show_ranking, download_ranking, show_rows]
