"""Send back: a supervisor or leader does not accept what was reported as solved."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.issues.models import Issue
from wishboard.issues.queries import hold_issue
from wishboard.supervision.ladder.climbing import supervises
from wishboard.supervision.ladder.forms import SendBackForm
from wishboard.supervision.ladder.models import Cause
from wishboard.supervision.refusals import NothingToSendBack
from wishboard.supervision.reworking import back_to_work, can_be_sent_back


async def send_back(db: AsyncSession, issue_id: str, form: SendBackForm, *, by: Viewer) -> Issue:
    """Assign a solved or closed issue again, one rung up, with the reason.

    Raises NotAllowed for who does not supervise it, NothingToSendBack.
    """
    issue = await hold_issue(db, issue_id)
    if not await supervises(db, issue, by):
        raise NotAllowed
    if not can_be_sent_back(issue):
        raise NothingToSendBack
    await back_to_work(db, issue, Cause.sent_back, words=form.reason, by=by)
    return issue
