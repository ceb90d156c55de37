"""The written reply: a deed of the body responsible, read by every wisher."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.assignments import hold_led
from wishboard.issues.handling.forms import ReplyForm
from wishboard.issues.handling.measure import is_clear
from wishboard.issues.handling.models import Reply, ReplyRead
from wishboard.issues.handling.objections import open_objection
from wishboard.issues.lifecycle import IssueDeed, advance_issue, issue_must
from wishboard.issues.models import Issue
from wishboard.issues.refusals import ObjectionStands
from wishboard.issues.stages import IssueStage
from wishboard.wishes.summary import must_tell_nothing


async def reply_to(db: AsyncSession, issue_id: str, form: ReplyForm, *, by: Viewer) -> Reply:
    """Answer in writing, as the lead; whoever replies has accepted.

    The reply stands as it is; `clear` says whether its measure can be held against the body.
    Raises ObjectionStands, and TellsTooMuch for personal data in the measure, which is public.
    """
    issue, lead = await hold_led(db, issue_id, by=by)
    await must_be_answerable(db, issue)
    must_tell_nothing(form.measure)
    reply = Reply(
        issue_id=issue.key,
        organization_id=lead.organization_id,
        round=issue.round,
        text=form.text,
        measure=form.measure,
        clear=is_clear(form.measure),
        by_id=by.person_id,
    )
    db.add(reply)
    lead.accepted_at = lead.accepted_at or now()
    if issue.stage is IssueStage.dispatched:
        advance_issue(issue, IssueDeed.accept, IssueStage.accepted)
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.replied, SUBJECT, issue.key, by=by, reply=reply.key)
    return reply


async def must_be_answerable(db: AsyncSession, issue: Issue) -> None:
    """Raises ObjectionStands, IssueNotNow."""
    issue_must(issue, IssueDeed.reply)
    if await open_objection(db, issue):
        raise ObjectionStands


async def replies_to(db: AsyncSession, issue: Issue) -> Sequence[Reply]:
    """The written replies on an issue, the newest first."""
    found = await db.exec(
        select(Reply).where(Reply.issue_id == issue.id).order_by(col(Reply.id).desc())
    )
    return found.all()


async def has_clear_reply(db: AsyncSession, issue: Issue) -> bool:
    """Whether the body responsible has said in this round what is done and until when."""
    return any(one.clear and one.round == issue.round for one in await replies_to(db, issue))


async def mark_read(db: AsyncSession, issue: Issue, wish_id: int) -> None:
    """Write down that a wisher has the replies before their eyes; the first time counts."""
    for reply in await replies_to(db, issue):
        read = insert(ReplyRead).values(reply_id=reply.key, wish_id=wish_id, at=now())
        await db.execute(read.on_conflict_do_nothing())
