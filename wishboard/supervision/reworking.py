"""Back to work: an issue is assigned again, one rung up, and who was not content is asked again."""

from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.database import AsyncSession
from wishboard.issues.lifecycle import IssueDeed, issue_can
from wishboard.issues.models import Issue
from wishboard.issues.queries import wishes_behind
from wishboard.issues.solving import assign_again
from wishboard.issues.stages import IssueEnding
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.outcomes.refusals import ContactGone
from wishboard.supervision.ladder.climbing import climb
from wishboard.supervision.ladder.models import Cause, SupervisionNotice
from wishboard.supervision.tally import answers_behind, is_dissatisfied
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish
from wishboard.wishes.stages import Ending


def can_be_sent_back(issue: Issue) -> bool:
    """Whether an issue was reported as solved, and is not over for another reason."""
    solved = issue.ending in (None, IssueEnding.solved)
    return solved and issue_can(issue, IssueDeed.assign_again)


async def back_to_work(
    db: AsyncSession, issue: Issue, cause: Cause, *, words: str = "", by: Viewer
) -> SupervisionNotice | None:
    """Assign a held issue again, one rung up; whoever called it done but poor is asked again."""
    poor = {answer.wish_id for answer in await answers_behind(db, issue) if is_dissatisfied(answer)}
    for found in await wishes_behind(db, issue):
        wish = await hold_wish(db, found.key)
        if wish.key in poor:
            await _ask_again(db, wish)
    await assign_again(db, issue, by=by, cause=cause)
    return await climb(db, issue, cause, words=words, by=by)


async def _ask_again(db: AsyncSession, wish: Wish) -> None:
    """Open a closed wish again, unless nobody can be asked any more."""
    if wish.ending not in (Ending.fulfilled, Ending.unconfirmed):
        return
    try:
        await reopen_wish(db, wish.key, ReopenForm(reason="poor rating"), by=CLOCK)
    except ContactGone:
        return
