"""A person's own year: what is owed, what was done, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.quotas.ledger import credits_in
from wishboard.quotas.models import Credit, Holder
from wishboard.quotas.scope import must_be_a_year
from wishboard.quotas.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A year in numbers. `owed` is None for volunteers, who owe nothing."""

    year: int
    standing: Standing
    rows: Sequence[Credit]

    @property
    def owed(self) -> int | None:
        """What the rules ask for."""
        return self.standing.owed

    @property
    def done(self) -> int:
        """What counts of what was done."""
        return self.standing.done


async def own_year(db: AsyncSession, viewer: Viewer, year: int | None = None) -> OwnYear:
    """The viewer's own year, this one unless another is asked for. Raises NotFound."""
    year = today().year if year is None else year
    must_be_a_year(year)
    return await year_of(db, viewer.person_id, year)


async def year_of(db: AsyncSession, person_id: int, year: int) -> OwnYear:
    """Somebody's year with its rows, oldest first."""
    found = await standings(db, [person_id], year)
    rows = await credits_in(db, Holder.person, person_id, year)
    return OwnYear(year, found[person_id], rows)
