"""The rungs of a town: reading them, finding the next one, and changing them."""

from collections.abc import Sequence
from itertools import pairwise

from sqlmodel import col, select

from wishboard.accounts.trees import must_administer_all
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.i18n import current_locale
from wishboard.supervision.events import RUNG, SupervisionEvent
from wishboard.supervision.ladder.forms import RungForm
from wishboard.supervision.ladder.models import SEVERITY, Colour, Rung
from wishboard.supervision.refusals import LastRung, NoSuchRung, RungOutOfOrder


async def rungs(db: AsyncSession) -> list[Rung]:
    """The ladder of the town, the lowest rung first, with those that are not used."""
    return list((await db.exec(select(Rung).order_by(col(Rung.number)))).all())


def next_rung(ladder: Sequence[Rung], number: int) -> Rung | None:
    """The lowest rung in use above a number."""
    return next((rung for rung in ladder if rung.used and rung.number > number), None)


def colours_of(ladder: Sequence[Rung]) -> dict[int, Colour]:
    """The colour of each rung by its number."""
    return {rung.number: rung.colour for rung in ladder}


def rung_name(rung: Rung) -> str:
    """Who supervises on a rung, in the reader's language."""
    return rung.name_en if current_locale() == "en" else rung.name


async def change_rung(db: AsyncSession, number: int, form: RungForm, *, by: Viewer) -> Rung:
    """Change who supervises on a rung, after how many working days and in which colour.

    Raises NotAllowed for who does not administer all, NoSuchRung, RungOutOfOrder, LastRung.
    """
    await must_administer_all(db, by)
    found = await db.exec(select(Rung).order_by(col(Rung.number)).with_for_update())
    ladder = list(found.all())
    rung = next((one for one in ladder if one.number == number), None)
    if rung is None:
        raise NoSuchRung
    rung.name, rung.name_en = form.name, form.name_en
    rung.days, rung.colour, rung.used = form.days, form.colour, form.used
    used = [one for one in ladder if one.used]
    if not used:
        raise LastRung
    for below, above in pairwise(used):
        if above.days < below.days or _milder(above.colour, below.colour):
            raise RungOutOfOrder
    await db.flush()
    await record(db, SupervisionEvent.rung_changed, RUNG, rung.key, by=by, rung=rung.number)
    return rung


def _milder(one: Colour, other: Colour) -> bool:
    return SEVERITY.index(one) < SEVERITY.index(other)
