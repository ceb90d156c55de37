"""Short words for tests of rates: follow history, count, and look at one body."""

from tests.cast import Town
from tests.deeds import done
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.core.periods import month_of
from wishboard.events.chain import seal_history
from wishboard.reports.rates.models import Board, Matter
from wishboard.reports.rates.ranking import Ranking, ranking
from wishboard.reports.rates.recounting import what_is_wrong
from wishboard.reports.rates.scoring import Body
from wishboard.reports.rates.sweep import follow_history


async def followed() -> int:
    """Seal history and follow it."""
    await seal_history()
    return await follow_history()


async def table(board: Board, matter: Matter) -> Ranking:
    """The ranking of this month, after following history; equal to a full recount."""
    await followed()
    wrong = await done(what_is_wrong)
    assert (wrong.wishes, wrong.sums) == (0, 0)
    async with transaction() as db:
        return await ranking(db, board, matter, month_of(today()))


async def counted(town: Town, name: str, matter: Matter) -> Body:
    """What is counted of an area or an organization by its name."""
    if name in town.areas:
        found = await table(Board(town.areas[name].level.value), matter)
        key = town.areas[name].public_id
    else:
        found = await table(Board.organization, matter)
        key = town.organizations[name].public_id
    empty = Body(key)
    return next((line.body for line in found.lines if line.body.key == key), empty)
