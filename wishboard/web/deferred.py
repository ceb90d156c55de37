"""The archive of what was put off, to search through for everybody."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.catalogue.sieve import PlainSieve, plain_from
from wishboard.core.filled import Filled
from wishboard.endings.archive import deferred_wishes, may_be_read
from wishboard.http.visit import Visit
from wishboard.wishes.directory import directory

CARDS = 20


@get("/deferred")
async def show_deferred(visit: NamedDependency[Visit]) -> Response[Any]:
    """Deferred wishes in public words, the newest first; htmx gets the list alone."""
    given = visit.request.query_params
    sieve, mark = PlainSieve(**plain_from(given)), given.get("before", "")
    before = int(mark) if mark.isdecimal() and len(mark) < 19 else None
    db = await visit.db()
    rows = list(await deferred_wishes(db, sieve, before=before, limit=CARDS + 1))
    more, rows = len(rows) > CARDS, rows[:CARDS]
    names = await directory()
    return visit.page(
        "deferred/list.html",
        rows=rows,
        sieve=sieve,
        may_be_read=may_be_read,
        filled=Filled(values=sieve.given()),
        areas=names.areas.choices(sieve.area),
        categories=names.categories.choices(sieve.category),
        newer=_turned(sieve) if before else "",
        older=_turned(sieve, before=rows[-1].mark) if more else "",
    )


def _turned(sieve: PlainSieve, **turn: object) -> str:
    return "/deferred?" + urlencode(sieve.given() | turn)


ROUTES = [show_deferred]
