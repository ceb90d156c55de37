"""Answering a supervision notice."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT
from wishboard.issues.queries import hold_issue
from wishboard.supervision.events import SupervisionEvent
from wishboard.supervision.ladder.forms import AnswerNoticeForm
from wishboard.supervision.ladder.models import SupervisionNotice
from wishboard.supervision.ladder.queries import answers, notice_for
from wishboard.supervision.refusals import AnsweredBefore


async def answer_notice(
    db: AsyncSession, public_id: str, form: AnswerNoticeForm, *, by: Viewer
) -> SupervisionNotice:
    """Answer a supervision notice for the body responsible. Raises NotAllowed, AnsweredBefore."""
    sent = await notice_for(db, public_id, by)
    issue = await hold_issue(db, sent.issue.key)
    notice = sent.notice
    await db.refresh(notice)
    if not await answers(db, sent, by):
        raise NotAllowed
    if notice.answered_at is not None:
        raise AnsweredBefore
    notice.answer, notice.answered_by_id, notice.answered_at = form.answer, by.person_id, now()
    issue.version += 1
    await db.flush()
    kind = SupervisionEvent.notice_answered
    await record(db, kind, SUBJECT, issue.key, by=by, notice=notice.key, rung=notice.rung)
    return notice
