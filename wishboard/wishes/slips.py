"""Printing a lost slip again."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.crypto import key_mark
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.events.history import record
from wishboard.i18n import lazy
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_kept_wish
from wishboard.wishes.stages import Kind


class NoSlip(Refusal):
    """A community task has no wisher who could lose a slip."""

    code = "no_slip"
    says = lazy("A task has no slip.")


async def print_slip_again(db: AsyncSession, wish_id: str, *, by: Viewer) -> Wish:
    """Give a wish a new PIN and a new picture code, by its keeper; the old slip opens nothing more.

    The wisher reads who did it. Raises NotFound, NotAllowed, NoSlip.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    if wish.kind is Kind.community_task:
        raise NoSlip
    wish.pin_round += 1
    wish.slip_key = key_mark()
    wish.version += 1
    await db.flush()
    await record(db, WishEvent.slip_printed, SUBJECT, wish.key, by=by)
    return wish
