"""Ask for a file with contact data, decide on it, and find out where a leaked line comes from."""

from datetime import timedelta

from sqlalchemy import func, update
from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.exports.canary import canary_of
from wishboard.disclosure.exports.events import SUBJECT, ExportEvent
from wishboard.disclosure.exports.forms import AskForm, RefuseForm, TraceForm
from wishboard.disclosure.exports.models import ContactExport, Decision
from wishboard.disclosure.exports.queries import Asked, among_exports, asked_for
from wishboard.disclosure.exports.refusals import (
    Decided,
    NothingToExport,
    TooManyAtOnce,
    YourOwnRequest,
)
from wishboard.disclosure.exports.sheet import MOST, wanted
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.models import Wish


async def ask_for_export(db: AsyncSession, form: AskForm, *, by: Viewer) -> ContactExport:
    """Ask for the contact data of wishes one keeps. Raises NotAllowed, NothingToExport,
    TooManyAtOnce."""
    body = await organization_with(db, form.organization)
    area = await db.get_one(Area, body.area_id)
    if not by.may(Right.ask_contacts, organization_path=body.path, area_path=area.path):
        raise NotAllowed
    many = await db.exec(select(func.count(col(Wish.id))).where(wanted(body.path, form.stage)))
    lines = many.one()
    if not lines:
        raise NothingToExport
    if lines > MOST:
        raise TooManyAtOnce(most=MOST)
    export = ContactExport(
        asker_id=by.person_id,
        organization_id=body.key,
        stage=form.stage,
        purpose=form.purpose,
        words=form.words,
        lines=lines,
    )
    db.add(export)
    await db.flush()
    await write_down(db, ExportEvent.asked, export, by)
    return export


async def approve_export(db: AsyncSession, public_id: str, *, by: Viewer) -> ContactExport:
    """Approve a file that somebody else asks for. Raises NotFound, YourOwnRequest, Decided."""
    export = await _to_decide(db, public_id, by)
    export.decision = Decision.approved
    export.fetch_until = now() + timedelta(hours=settings().export_hours)
    return await _decide(db, export, ExportEvent.approved, by)


async def refuse_export(
    db: AsyncSession, public_id: str, form: RefuseForm, *, by: Viewer
) -> ContactExport:
    """Refuse a file with a reason. Raises NotFound, YourOwnRequest, Decided."""
    export = await _to_decide(db, public_id, by)
    export.decision, export.decision_words = Decision.refused, form.words
    return await _decide(db, export, ExportEvent.refused, by)


async def trace(db: AsyncSession, form: TraceForm, *, by: Viewer) -> list[Asked]:
    """The files whose canary stands in a leaked text, as far as one audits them; written down."""
    made = await db.exec(
        select(ContactExport.public_id, ContactExport.canary_key).where(
            col(ContactExport.made_at).is_not(None)
        )
    )
    singing = [one for one, key in made.all() if canary_of(one, key).sings_in(form.leaked)]
    found = [a for a in await among_exports(db, singing) if a.held_by(by, Right.audit)]
    for asked in found:
        await write_down(db, ExportEvent.traced, asked.export, by)
    return found


async def forget_files(db: AsyncSession) -> None:
    """Destroy the files whose time is over; the request and its log stay."""
    await db.execute(
        update(ContactExport)
        .where(col(ContactExport.file).is_not(None), col(ContactExport.fetch_until) <= now())
        .values(file=None)
    )


async def hold_asked(db: AsyncSession, public_id: str, by: Viewer) -> Asked:
    """A request one may see, locked until the transaction ends. Raises NotFound."""
    await db.execute(
        select(ContactExport.id).where(ContactExport.public_id == public_id).with_for_update()
    )
    return await asked_for(db, public_id, by)


async def write_down(
    db: AsyncSession, kind: ExportEvent, export: ContactExport, by: Viewer, **facts: int
) -> None:
    """The line of history of a deed."""
    asker = export.asker_id
    await record(db, kind, SUBJECT, export.key, by=by, person=asker, **facts)


async def _to_decide(db: AsyncSession, public_id: str, by: Viewer) -> ContactExport:
    asked = await hold_asked(db, public_id, by)
    if not asked.decided_by(by):
        raise YourOwnRequest
    if asked.export.decision is not Decision.waiting:
        raise Decided
    return asked.export


async def _decide(
    db: AsyncSession, export: ContactExport, kind: ExportEvent, by: Viewer
) -> ContactExport:
    export.decided_by_id, export.decided_at = by.person_id, now()
    await db.flush()
    await write_down(db, kind, export, by)
    return export
