"""Take this one on: a leader answers for an issue nobody sponsors yet."""

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.events.history import record
from wishboard.i18n import lazy
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.models import Issue
from wishboard.issues.queries import hold_coordinated
from wishboard.issues.refusals import IssueNotNow
from wishboard.issues.stages import IssueStage


class SponsoredAlready(Refusal):
    """Another leader answers for the issue."""

    code = "sponsored_already"
    says = lazy("Another leader has taken this one on meanwhile. Thank you all the same.")


async def take_on(db: AsyncSession, issue_id: str, *, by: Viewer) -> Issue:
    """Become the sponsor of an open issue, as a leader over it. Raises SponsoredAlready."""
    issue = await hold_coordinated(db, issue_id, by=by, right=Right.sponsor)
    if issue.stage is IssueStage.closed:
        raise IssueNotNow(stage=issue.stage)
    if issue.sponsor_id == by.person_id:
        return issue
    if issue.sponsor_id is not None:
        raise SponsoredAlready
    issue.sponsor_id = by.person_id
    issue.version += 1
    await db.flush()
    await record(db, IssueEvent.sponsored, SUBJECT, issue.key, by=by, person=by.person_id)
    return issue
