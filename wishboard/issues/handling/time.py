"""More time: asked for before the date is over, decided by who dispatched, read by the wishers."""

from datetime import date, timedelta

from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import is_working_day
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession
from wishboard.events.history import last_time, record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.assignments import hold_led
from wishboard.issues.handling.forms import ContactedForm, DecideForm, ExtendForm
from wishboard.issues.handling.models import Extension
from wishboard.issues.models import Issue
from wishboard.issues.queries import hold_coordinated
from wishboard.issues.refusals import (
    ExtensionAsked,
    ExtensionTooLate,
    IssueNotNow,
    LaterThanBefore,
)
from wishboard.issues.stages import IN_HAND

AT_MOST = timedelta(days=183)


async def ask_for_time(
    db: AsyncSession, issue_id: str, form: ExtendForm, *, by: Viewer
) -> Extension:
    """Ask for a later date, as the lead.

    Raises ExtensionTooLate, ExtensionAsked, LaterThanBefore.
    """
    issue, _lead = await hold_led(db, issue_id, by=by)
    due = await must_be_extendable(db, issue)
    fits = due < form.until <= due + AT_MOST and is_working_day(form.until)
    if not fits:
        raise LaterThanBefore(due=due)
    extension = Extension(
        issue_id=issue.key,
        before=due,
        until=form.until,
        reason=form.reason,
        by_id=by.person_id,
    )
    db.add(extension)
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.extension_asked, SUBJECT, issue.key, by=by, extension=extension.key)
    return extension


async def must_be_extendable(db: AsyncSession, issue: Issue) -> date:
    """The date that more time would move. Raises ExtensionTooLate, ExtensionAsked, IssueNotNow."""
    if issue.stage not in IN_HAND or issue.due_on is None:
        raise IssueNotNow(stage=issue.stage)
    if today() > issue.due_on:
        raise ExtensionTooLate
    if await open_extension(db, issue):
        raise ExtensionAsked
    return issue.due_on


async def decide_extension(
    db: AsyncSession, issue_id: str, form: DecideForm, *, by: Viewer
) -> Extension:
    """Grant more time or refuse it; the date moves only when it is granted. Raises IssueNotNow."""
    issue = await hold_coordinated(db, issue_id, by=by)
    extension = await open_extension(db, issue)
    if extension is None or issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    extension.granted, extension.words = form.granted, form.words
    extension.decided_by_id, extension.decided_at = by.person_id, now()
    if form.granted:
        issue.due_on = extension.until
    issue.version += 1
    await db.flush()
    await record(
        db, IssueEvent.extension_decided, SUBJECT, issue.key, by=by, extension=extension.key
    )
    return extension


async def drop_request(db: AsyncSession, issue: Issue) -> None:
    """Let go of a request for time that nobody decided: there is no date left to move."""
    if extension := await open_extension(db, issue):
        extension.granted, extension.decided_at = False, now()


async def first_contact(
    db: AsyncSession, issue_id: str, form: ContactedForm, *, by: Viewer
) -> Issue:
    """Write down that the wishers were reached; the first time counts."""
    issue, _lead = await hold_led(db, issue_id, by=by)
    if issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    issue.contacted_at = issue.contacted_at or now()
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.contacted, SUBJECT, issue.key, by=by, how=form.how)
    return issue


async def clock_began(db: AsyncSession, issue: Issue) -> date | None:
    """The day from which an issue's working days are counted: dispatched, or assigned again."""
    began = issue.dispatched_at
    if issue.round:
        began = await last_time(db, IssueEvent.assigned_again, SUBJECT, issue.key)
    return city_date(began) if began else None


async def open_extension(db: AsyncSession, issue: Issue) -> Extension | None:
    """The request for time that nobody has decided yet."""
    return next((one for one in await extensions_of(db, issue) if one.granted is None), None)


async def extensions_of(db: AsyncSession, issue: Issue) -> list[Extension]:
    """Every request for time, oldest first."""
    found = await db.exec(
        select(Extension).where(Extension.issue_id == issue.id).order_by(col(Extension.id))
    )
    return list(found.all())
