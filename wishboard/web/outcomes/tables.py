"""Outcomes as tables: three totals never mixed, each figure with its rows, to look at and take."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.catalogue.quantities import kind_named, quantity_kinds
from wishboard.catalogue.queries import categories, shown
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.core.periods import named
from wishboard.http.visit import Visit
from wishboard.i18n import LazyText, lazy
from wishboard.i18n import gettext as _
from wishboard.reports.outcomes.extent import By, Extent, What, extent_from
from wishboard.reports.outcomes.quantities import Portion, brought
from wishboard.reports.outcomes.rows import PAGE, outcome_rows
from wishboard.reports.outcomes.tables import Line, change, outcomes
from wishboard.web.rankings.asked import READERS
from wishboard.wishes.directory import directory
from wishboard.wishes.stages import Lane
from wishboard.wishes.words import LANES

YEARS = 6
BY: Mapping[By, LazyText] = {
    By.street: lazy("Streets and towns"),
    By.district: lazy("Districts"),
    By.community: lazy("Communities"),
    By.organization: lazy("Organizations"),
    By.category: lazy("Categories"),
    By.lane: lazy("Lanes"),
    By.year: lazy("Years"),
}
WHAT: Mapping[What, LazyText] = {
    What.everything: lazy("What was done"),
    What.wishes: lazy("Wishes fulfilled"),
    What.issues: lazy("Problems solved"),
}


@get("/outcomes")
async def show_outcomes(visit: NamedDependency[Visit]) -> Response[Any]:
    """What came true in a year and whom it reached."""
    visit.must_hold(*READERS)
    extent, by = asked_by(visit.request.query_params)
    names = await directory()
    return visit.page(
        "outcomes/outcomes.html",
        table=await outcomes(extent, by),
        quantities=await brought(extent, by),
        extent=extent,
        by=by,
        filled=Filled(values=extent.given() | {"by": by.value}),
        choices=BY.items(),
        years=_years(extent.year),
        parts=_parts(),
        areas=names.areas.choices(extent.area),
        categories=[(one.slug, shown(one)) for one in await categories(await visit.db())],
        lanes=list(LANES.items()),
        label=str(BY[by]),
        name_of=name_of,
        rows_of=rows_of,
        change=change,
        download=f"/outcomes/workbook?{urlencode(extent.given())}",
    )


@get("/outcomes/rows")
async def show_outcome_rows(visit: NamedDependency[Visit]) -> Response[Any]:
    """The wishes and problems behind a figure."""
    viewer = visit.must_hold(*READERS)
    given = visit.request.query_params
    extent, by = asked_by(given)
    what = What(given["what"]) if given.get("what") in What.__members__ else What.everything
    asked = given.get("first", "")
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    rows = await outcome_rows(await visit.db(), extent, what, first=first)
    more, rows = len(rows) > PAGE, rows[:PAGE]

    def to(start: int) -> str:
        told = extent.given() | {"by": by.value, "what": what.value, "first": str(start)}
        return f"/outcomes/rows?{urlencode(told)}"

    return visit.page(
        "outcomes/rows.html",
        rows=[
            (
                row,
                viewer.may(
                    Right.oversee, organization_path=row.keeper_path, area_path=row.area_path
                ),
            )
            for row in rows
        ],
        title=str(WHAT[what]),
        period=named(extent.over) if extent.over else "",
        quantity=await _kind(await visit.db(), extent),
        back=f"/outcomes?{urlencode(replace(extent, quantity='').given() | {'by': by.value})}",
        newer=to(max(first - PAGE, 0)) if first else "",
        older=to(first + PAGE) if more else "",
    )


def asked_by(given: Mapping[str, str]) -> tuple[Extent, By]:
    """What an address asks for; streets where it says nothing."""
    by = given.get("by", "")
    return extent_from(given), By(by) if by in By.__members__ else By.street


def name_of(by: By, line: Line | Portion) -> str:
    """What a line is called."""
    if by is By.lane:
        return str(LANES[Lane(line.key)])
    return line.shown or _("No single one")


def rows_of(extent: Extent, by: By, key: str, what: str, quantity: str = "") -> str:
    """The address of the rows behind a figure; without a key of all lines.

    With the code of a quantity: of the problems that brought some of it.
    """
    within = extent.within(by, key) if key else extent
    within = replace(within, quantity=quantity) if quantity else within
    return f"/outcomes/rows?{urlencode(within.given() | {'by': by.value, 'what': what})}"


async def _kind(db: AsyncSession, extent: Extent) -> tuple[str, str] | None:
    """The name and the unit of the quantity of which the rows are shown."""
    if not extent.quantity:
        return None
    kinds = {kind.code: kind for kind in await quantity_kinds(db)}
    return kind_named(kinds[extent.quantity]) if extent.quantity in kinds else None


def _years(chosen: int) -> list[tuple[str, str]]:
    years = {today().year - n for n in range(YEARS)} | ({chosen} if chosen else set())
    told = [(str(year), str(year)) for year in sorted(years, reverse=True)]
    return [*told, ("all", _("All years"))]


def _parts() -> list[tuple[str, str]]:
    quarters = [(f"Q{number}", _("Quarter %(number)s", number=number)) for number in range(1, 5)]
    months = [(f"{number:02d}", _("Month %(month)s", month=number)) for number in range(1, 13)]
    return quarters + months


ROUTES = [show_outcomes, show_outcome_rows]
