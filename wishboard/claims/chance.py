"""Whether a viewer may claim a wish, seen from its page: yes, or the reason for the no in words."""

from dataclasses import dataclass

from wishboard.accounts.viewer import Viewer
from wishboard.claims.commands import must_be_a_helper, must_be_claimable
from wishboard.claims.models import Waiting
from wishboard.claims.queries import waiting_of
from wishboard.claims.refusals import NoPlaceLeft, NotOpenYet
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.wishes.models import Wish


@dataclass(frozen=True, slots=True)
class Chance:
    """What a viewer can do about a wish: claim it, wait for it, or read why not."""

    refusal: Refusal | None = None
    waiting: Waiting | None = None
    can_wait: bool = False

    @property
    def code(self) -> str:
        """The code of the no, or nothing."""
        return self.refusal.code if self.refusal else ""


async def chance(db: AsyncSession, wish: Wish, viewer: Viewer, *, for_a_body: bool) -> Chance:
    """The viewer's chance at a wish; `for_a_body` when they can claim in an organization's name."""
    try:
        if not (for_a_body and viewer.signed_in):
            must_be_a_helper(viewer)
        stands = await must_be_claimable(db, wish, viewer)
    except Refusal as refusal:
        drawn = isinstance(refusal, NotOpenYet) and wish.draw
        waits = await waiting_of(db, wish, viewer.person_id) if viewer.signed_in else None
        can_wait = viewer.may_claim and (drawn or isinstance(refusal, NoPlaceLeft))
        return Chance(refusal, waits, can_wait and waits is None)
    return Chance(waiting=await waiting_of(db, wish, viewer.person_id) if stands.waits else None)
