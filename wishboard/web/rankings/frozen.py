"""Frozen rankings: what stood when a week or month was over."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.periods import named, period
from wishboard.http.visit import Visit
from wishboard.reports.rates.frozen import (
    digest_of,
    frozen_rankings,
    frozen_with,
    read_back,
    rule_in,
)
from wishboard.reports.rates.words import BOARDS, MATTERS
from wishboard.web.rankings.asked import READERS, Asked


@get("/rankings/frozen")
async def show_frozen(visit: NamedDependency[Visit]) -> Response[Any]:
    """The frozen rankings, the newest first."""
    visit.must_hold(*READERS)
    kept = await frozen_rankings(await visit.db())
    rows = [(one, named(over)) for one in kept if (over := period(one.period))]
    return visit.page("rankings/frozen_list.html", rows=rows, boards=BOARDS, matters=MATTERS)


@get("/rankings/frozen/{public_id:str}")
async def show_one(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One of them, as it was printed."""
    visit.must_hold(*READERS)
    kept = await frozen_with(await visit.db(), public_id)
    told = read_back(kept)
    over = period(kept.period)
    assert over is not None
    return visit.page(
        "rankings/frozen.html",
        frozen=kept,
        whole=digest_of(kept.document) == kept.digest,
        told=told,
        rule=rule_in(told),
        title=named(over),
        asked=Asked(kept.board, kept.matter, over),
        about=f"{BOARDS[kept.board]} · {MATTERS[kept.matter]}",
    )


ROUTES = [show_frozen, show_one]
