"""Making reports: one of each scope and period, when the period is over, and telling who wants it.

A report and the events that tell of it are one transaction: a worker that is killed has made and
told nothing, or all of it, and the next run goes on where it ended.
"""

from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from wishboard.accounts.sessions import viewer_of
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.bulletins.events import SUBJECT, BulletinEvent
from wishboard.bulletins.forms import MakeForm
from wishboard.bulletins.models import Bulletin, Rhythm
from wishboard.bulletins.queries import bulletin_of, subscribers, wanted_scopes
from wishboard.bulletins.scope import Scope, scope_with
from wishboard.core.canonical import digest_of
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.ids import public_id
from wishboard.core.periods import Period, month_of, named, period, quarter_of, year_of
from wishboard.core.refusals import NotFound, Refusal
from wishboard.events.history import record
from wishboard.i18n import lazy
from wishboard.reports.bulletins.contents import contents


class NotOverYet(Refusal):
    """A report says what was, once it is over."""

    code = "period_not_over"
    status = 422
    says = lazy("There is a report of this time once it is over. Please choose an earlier one.")


def rhythm_of(over: Period) -> Rhythm | None:
    """How long a period is; None for a week."""
    if "W" in over.name:
        return None
    if "Q" in over.name:
        return Rhythm.quarter
    return Rhythm.month if "-" in over.name else Rhythm.year


def due_on(day: date) -> dict[Rhythm, Period]:
    """The month, the quarter and the year that were over last on a day of the city."""
    return {
        Rhythm.month: month_of(day).before,
        Rhythm.quarter: quarter_of(day).before,
        Rhythm.year: year_of(day).before,
    }


async def make_bulletin(db: AsyncSession, form: MakeForm, *, by: Viewer) -> Bulletin:
    """The report of a scope over a period that is over; made now unless it was made before.

    Raises NotFound, also for what the viewer may not read, and NotOverYet.
    """
    over = period(form.period)
    rhythm = rhythm_of(over) if over else None
    scope = await scope_with(db, form.scope)
    if over is None or rhythm is None or not scope.open_to(by):
        raise NotFound
    if over.until > today():
        raise NotOverYet
    return await _made(db, scope, over, rhythm, by=by)


async def make_due() -> int:
    """Make the reports somebody wants of what is over, and tell who wants them. How many told of.

    Of each scope and period one is made and told of once, whoever made it.
    """
    told = 0
    for rhythm, over in due_on(today()).items():
        async with transaction() as db:
            scopes = await wanted_scopes(db, rhythm)
        for scope in scopes:
            async with transaction() as db:
                told += await _make_and_tell(db, scope, over, rhythm)
    return told


async def _make_and_tell(db: AsyncSession, scope: Scope, over: Period, rhythm: Rhythm) -> bool:
    known = await bulletin_of(db, scope, over.name)
    if known is not None and known.told_at is not None:
        return False
    made = known or await _made(db, scope, over, rhythm, by=CLOCK)
    held = select(Bulletin).where(Bulletin.id == made.id).with_for_update()
    bulletin = (await db.exec(held.execution_options(populate_existing=True))).one()
    if bulletin.told_at is not None:
        return False
    for person_id in await subscribers(db, scope, rhythm):
        reader = await viewer_of(db, person_id)
        if reader is not None and scope.open_to(reader):
            facts = {"person": person_id}
            await record(db, BulletinEvent.ready, SUBJECT, bulletin.key, by=CLOCK, **facts)
    bulletin.told_at = now()
    db.add(bulletin)
    await db.flush()
    return True


async def _made(
    db: AsyncSession, scope: Scope, over: Period, rhythm: Rhythm, *, by: Viewer
) -> Bulletin:
    """The report as it was first made. Two who make it at once get the same."""
    known = await bulletin_of(db, scope, over.name)
    if known is not None:
        return known
    document = await contents(db, scope, over)
    digest = digest_of(document)
    values = {"public_id": public_id(), "rhythm": rhythm, "period": over.name, "made_at": now()}
    added = insert(Bulletin).values(**values, **scope.columns, document=document, digest=digest)
    kept = await db.execute(added.on_conflict_do_nothing().returning(col(Bulletin.id)))
    key = kept.scalar()
    made = await bulletin_of(db, scope, over.name)
    assert made is not None
    if key is not None:
        facts = {"period": over.name, "digest": digest}
        await record(db, BulletinEvent.made, SUBJECT, key, by=by, **facts)
    return made


def choices(day: date, *, months: int = 13, quarters: int = 5, years: int = 3) -> list[Period]:
    """The periods that were over on a day, the newest of each kind first."""
    found: list[Period] = []
    for last, many in zip(due_on(day).values(), (months, quarters, years), strict=True):
        found.append(last)
        for _more in range(many - 1):
            found.append(found[-1].before)
    return found


def offered(day: date) -> list[tuple[str, str]]:
    """The same as names and words to choose from."""
    return [(over.name, named(over)) for over in choices(day)]
