"""What became of them: every old problem for everybody, with who answers for it and every look."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.issues.legacy.queries import old_problems, standing
from wishboard.issues.sieve import issue_sieve_from
from wishboard.wishes.directory import directory

PAGE = 20
_LAST = 500


@get("/legacy")
async def show_legacy(visit: NamedDependency[Visit]) -> Response[Any]:
    """Old problems, open ones first and the oldest of them first."""
    given = visit.request.query_params
    sieve = issue_sieve_from({name: given.get(name, "") for name in ("area", "category", "q")})
    page = _page(given.get("page", ""))
    db = await visit.db()
    found = await old_problems(db, sieve, page=page, limit=PAGE + 1)
    names = await directory()
    return visit.page(
        "legacy/list.html",
        problems=found[:PAGE],
        standing=await standing(db),
        sifted=bool(sieve.given()),
        filled=Filled(values=sieve.given()),
        areas=names.areas.choices(sieve.area),
        newer=_to(sieve.given(), page - 1) if page > 1 else "",
        older=_to(sieve.given(), page + 1) if len(found) > PAGE else "",
    )


def _page(asked: str) -> int:
    return min(max(int(asked), 1), _LAST) if asked.isascii() and asked.isdigit() else 1


def _to(given: dict[str, str], page: int) -> str:
    return "/legacy?" + urlencode(given | {"page": str(page)})


ROUTES = [show_legacy]
