"""Hot groups on the desk: what many speak of these days, and what is with an issue already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from sqlalchemy import Row

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import NoSuchArea, area_with
from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.disclosure.hot import Behind, issues_of_groups
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.triage.groups.members import titles_of
from wishboard.triage.groups.queries import Mark, Order, hot_groups
from wishboard.web.desk.places import area_choices
from wishboard.wishes.scope import within

PAGE = 20
ORDERS = {
    Order.people: lazy("Most people first"),
    Order.growth: lazy("Growing fastest first"),
    Order.newest: lazy("Newest first"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: groups that wait or those sent up, an order, an area."""

    up: bool = False
    order: Order = Order.people
    area: str = ""

    def given(self, **more: str) -> dict[str, str]:
        """The same as names and values of an address."""
        own = {"list": "up" if self.up else "", "order": self.order.value, "area": self.area}
        return {name: value for name, value in (own | more).items() if value}

    def to(self, **more: str) -> str:
        """The same as an address, with some of it changed."""
        return f"/desk/hot?{urlencode(self.given(**more))}"


@get("/desk/hot")
async def show_hot(visit: NamedDependency[Visit]) -> Response[Any]:
    """The hot groups with wishes that the viewer may send up."""
    viewer = visit.must_hold(Right.coordinate)
    db = await visit.db()
    asked, after = _asked(visit), _mark(visit.request.query_params.get("after", ""))
    rows = await hot_groups(
        db,
        await within(db, viewer, [Right.coordinate]),
        asked.order,
        waiting=not asked.up,
        area_path=await _path_of(db, asked.area),
        after=after,
        limit=PAGE + 1,
    )
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return visit.page(
        "hot/list.html",
        rows=rows,
        titles=await titles_of(db, [row.first_wish for row in rows]),
        issues=await _issues(db, rows),
        tabs=[
            (asked.to(list=""), lazy("To decide"), None),
            (asked.to(list="up"), lazy("Sent up"), None),
        ],
        asked=asked,
        orders=[(order.value, label) for order, label in ORDERS.items()],
        filled=Filled(values=asked.given()),
        areas=await area_choices(db, viewer, whole=True),
        city_date=city_date,
        back=asked.to() if after else "",
        onward=asked.to(after=f"{rows[-1].value}-{rows[-1].id}") if more else "",
    )


def _asked(visit: Visit) -> Asked:
    given = visit.request.query_params
    name = given.get("order", "")
    order = Order(name) if name in Order.__members__ else Order.people
    return Asked(given.get("list") == "up", order, given.get("area", "")[:16])


def _mark(given: str) -> Mark | None:
    """Where the page before ended, as the address says it; anything else is the beginning."""
    value, _, key = given.rpartition("-")
    if not (value.lstrip("-").isdecimal() and key.isdecimal() and len(given) < 40):
        return None
    return Mark(int(value), int(key))


async def _path_of(db: AsyncSession, area: str) -> str:
    try:
        return (await area_with(db, area)).path if area else ""
    except NoSuchArea:
        return ""


async def _issues(db: AsyncSession, rows: Sequence[Row[Any]]) -> dict[int, list[Behind]]:
    return await issues_of_groups(db, [row.id for row in rows]) if rows else {}


ROUTES = [show_hot]
