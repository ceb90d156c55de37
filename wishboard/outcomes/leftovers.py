"""What is answered and needs nobody's judgement: closed in bulk with the number reported."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy
from wishboard.outcomes.closing import close_wish, must_be_closable
from wishboard.outcomes.forms import CloseForm
from wishboard.outcomes.models import Answer, AnswerBy, Outcome
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish


class NeedsALook(Refusal):
    """A flag asks for somebody's judgement."""

    code = "needs_a_look"
    says = lazy("Something about the answer is flagged. Please look at this one by itself.")


async def must_be_leftover(db: AsyncSession, wish: Wish, *, by: Viewer) -> tuple[Outcome, Answer]:
    """What would be closed in bulk. Raises NeedsALook, or what closing itself refuses."""
    outcome, answer = await must_be_closable(db, wish, by=by)
    if answer.flag is not None:
        raise NeedsALook
    return outcome, answer


async def close_leftover(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Outcome:
    """Close an unflagged wish with the number reported; a silence closes it as unconfirmed."""
    wish = await hold_wish(db, wish_id)
    outcome, answer = await must_be_leftover(db, wish, by=by)
    confirmed = 0 if answer.how is AnswerBy.silence else outcome.reported
    return await close_wish(db, wish.key, CloseForm(confirmed=confirmed), by=by)
