"""Excuse a member for a time, and end it."""

from datetime import timedelta

from sqlmodel import col, or_, select

from wishboard.accounts.models import Person
from wishboard.accounts.people import hold_person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.events.history import record
from wishboard.quotas.closing.gate import is_closed
from wishboard.quotas.events import PERSON, QuotaEvent
from wishboard.quotas.excuses.forms import ExcuseForm
from wishboard.quotas.excuses.models import Excuse
from wishboard.quotas.models import Holder
from wishboard.quotas.refusals import ExcusedAlready, ExcuseOver, YearIsClosed
from wishboard.quotas.scope import member_for


async def excuse_member(
    db: AsyncSession, person_id: str, form: ExcuseForm, *, by: Viewer
) -> Excuse:
    """Excuse a member of the keeper's organization; nobody excuses themselves.

    Raises NotFound, ExcusedAlready, YearIsClosed.
    """
    await member_for(db, person_id, by, Right.keep)
    person = await hold_person(db, person_id)
    if person.id == by.doer_id:
        raise NotFound
    await _must_be_open(db, person, form.since.year)
    same = select(Excuse.id).where(
        Excuse.person_id == person.id,
        Excuse.code == form.code,
        or_(col(Excuse.until).is_(None), col(Excuse.until) >= form.since),
    )
    if form.until is not None:
        same = same.where(Excuse.since <= form.until)
    if (await db.exec(same.limit(1))).first() is not None:
        raise ExcusedAlready
    excuse = Excuse(person_id=person.key, by_id=by.person_id, **form.values())
    db.add(excuse)
    await db.flush()
    facts = {"excuse": excuse.key, "code": excuse.code}
    await record(db, QuotaEvent.excused, PERSON, person.key, by=by, **facts)
    return excuse


async def end_excuse(db: AsyncSession, excuse_id: str, *, by: Viewer) -> Person:
    """End an excuse: it held until yesterday, or never when it has not begun.

    Returns whose it was. Raises NotFound, ExcuseOver, YearIsClosed.
    """
    excuse = (await db.exec(select(Excuse).where(Excuse.public_id == excuse_id))).first()
    if excuse is None:
        raise NotFound
    owner = await db.get_one(Person, excuse.person_id)
    await member_for(db, owner.public_id, by, Right.keep)
    person = await hold_person(db, owner.public_id)
    await db.refresh(excuse)
    if excuse.until is not None and excuse.until < today():
        raise ExcuseOver
    begun = excuse.since < today()
    if not begun:
        await _must_be_open(db, person, excuse.since.year)
    key, code = excuse.key, excuse.code
    if begun:
        excuse.until, excuse.ended_by_id = today() - timedelta(days=1), by.person_id
    else:
        await db.delete(excuse)
    await db.flush()
    facts = {"excuse": key, "code": code}
    await record(db, QuotaEvent.excuse_ended, PERSON, person.key, by=by, **facts)
    return person


async def _must_be_open(db: AsyncSession, person: Person, year: int) -> None:
    for one in range(year, today().year):
        if await is_closed(db, Holder.person, person.key, one):
            raise YearIsClosed(year=one)
