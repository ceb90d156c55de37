"""Put right what was registered, and write down a consent that was asked for later."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.commands import describe, needs_approval
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.forms import RegisterForm
from wishboard.wishes.lifecycle import NotNow
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_kept_wish
from wishboard.wishes.refusals import AboveTheCap, NotIndividual
from wishboard.wishes.stages import Lane, Stage

CORRECTABLE = frozenset({Stage.registered, Stage.published})
"""Before anybody has promised anything on the words as they stand."""


async def correct_wish(
    db: AsyncSession, wish_id: str | int, form: RegisterForm, *, by: Viewer
) -> Wish:
    """Change the public words, category, lane or measure of a wish nobody has claimed yet.

    An approval of the worth holds for the worth it was given for. Raises NotNow, NotIndividual
    and AboveTheCap for what is on the board, and whatever registration refuses.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    if wish.stage not in CORRECTABLE:
        raise NotNow(stage=wish.stage)
    if wish.stage is Stage.published and form.lane is not Lane.individual:
        raise NotIndividual
    if form.worth > wish.worth:
        wish.approved_by_id = None
    await describe(db, wish, form)
    if wish.stage is Stage.published and needs_approval(wish):
        raise AboveTheCap(worth=wish.worth, cap=settings().worth_cap)
    wish.version += 1
    await record(db, WishEvent.corrected, SUBJECT, wish.key, by=by, lane=form.lane)
    return wish


async def record_consent(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Write down that the wisher agrees to publishing a rewritten summary, asked by the keeper.

    Raises NotNow for a closed wish.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    if wish.stage is Stage.closed:
        raise NotNow(stage=wish.stage)
    wish.may_publish = True
    wish.version += 1
    await record(db, WishEvent.consented, SUBJECT, wish.key, by=by, purpose="publish")
    return wish
