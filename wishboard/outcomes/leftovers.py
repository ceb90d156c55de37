"""What is answered and needs nobody's judgement: closed in bulk with the number reported."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy
from wishboard.outcomes.closing import Closable, close_held, must_be_closable
from wishboard.outcomes.models import Outcome
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish


class NeedsALook(Refusal):
    """A flag asks for somebody's judgement."""

    code = "needs_a_look"
    says = lazy("Something about the answer is flagged. Please look at this one by itself.")


async def must_be_leftover(db: AsyncSession, wish: Wish, *, by: Viewer) -> Closable:
    """What would be closed in bulk. Raises NeedsALook, or what closing itself refuses."""
    what = await must_be_closable(db, wish, by=by)
    if what.answer.flag is not None:
        raise NeedsALook
    return what


async def close_leftover(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Outcome:
    """Close an unflagged wish with the number reported; a silence closes it as unconfirmed."""
    wish = await hold_wish(db, wish_id)
    what = await must_be_leftover(db, wish, by=by)
    await close_held(db, wish, what, what.outcome.reported, by=by)
    return what.outcome
