"""What a wisher reads of the own wish: who has it, who will come, what was done, who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wishboard.accounts.models import Area
from wishboard.catalogue.models import Reason
from wishboard.catalogue.queries import shown as in_words
from wishboard.core.clock import city_date, now
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.helpers import Helper, helpers_of
from wishboard.disclosure.names import organizations_named
from wishboard.disclosure.photos import OF_OUTCOME, OF_WISH
from wishboard.disclosure.reveal import REVEALED
from wishboard.disclosure.sight import Sight
from wishboard.disclosure.timeline import Line, timeline
from wishboard.endings.models import Decision
from wishboard.endings.queries import standing_decision
from wishboard.files.models import Photo
from wishboard.files.queries import photos_of
from wishboard.outcomes.models import Answer, Outcome
from wishboard.outcomes.queries import answer_to, outcome_of
from wishboard.settings import settings
from wishboard.wishes.lifecycle import Deed, can
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.queries import words_of
from wishboard.wishes.stages import Ending
from wishboard.wishes.wishers import ContactData, contact_of

MERGES_FOLLOWED = 8


@dataclass(frozen=True, slots=True)
class Following:
    """A wish as its wisher follows it.

    `goes_on` is the wish itself or, once merged, the one it goes on as: its steps, its helpers and
    its line are shown, as the public may know them. `lines` leave out looks at the contact data,
    which are `looks`.
    """

    wish: Wish
    goes_on: Wish
    area: Area
    keeper: str
    helpers: list[Helper]
    lines: list[Line]
    lines_before: list[Line]
    looks: list[Line]
    words: Words | None
    photos: Sequence[Photo]
    contact: ContactData
    outcome: Outcome | None
    evidence: Sequence[Photo]
    answer: Answer | None
    decision: Decision | None
    reason: str

    @property
    def merged(self) -> bool:
        """Whether it goes on as another wish."""
        return self.goes_on is not self.wish

    @property
    def answerable(self) -> bool:
        """Whether the wisher is asked now if it is done."""
        return can(self.wish, Deed.answer)

    @property
    def withdrawable(self) -> bool:
        """Whether the wisher can still take it back."""
        return can(self.wish, Deed.withdraw)

    @property
    def reopen_until(self) -> date | None:
        """The last day on which the wisher can open it again, unless that is over."""
        came_true = self.wish.ending in (Ending.fulfilled, Ending.unconfirmed)
        if not came_true or self.wish.closed_at is None:
            return None
        until = self.wish.closed_at + timedelta(days=settings().reopen_within_days)
        return city_date(until) if until >= now() else None


async def follow(db: AsyncSession, wish: Wish) -> Following:
    """Everything a wisher reads of the own wish."""
    goes_on = await _goes_on_as(db, wish)
    merged = goes_on is not wish
    own = await timeline(db, Sight(wish, own=True))
    before = [line for line in own if line.kind != REVEALED]
    outcome = await outcome_of(db, goes_on)
    decision = await standing_decision(db, wish)
    reason = await db.get(Reason, decision.reason_id) if decision and decision.reason_id else None
    keepers = await organizations_named(db, [goes_on.keeper_id])
    return Following(
        wish=wish,
        goes_on=goes_on,
        area=await db.get_one(Area, wish.area_id),
        keeper=keepers[goes_on.keeper_id],
        helpers=await helpers_of(db, goes_on, Audience.public if merged else Audience.wisher),
        lines=await timeline(db, Sight(goes_on)) if merged else before,
        lines_before=before if merged else [],
        looks=[line for line in own if line.kind == REVEALED],
        words=await words_of(db, wish),
        photos=await photos_of(db, OF_WISH, wish.key),
        contact=await contact_of(db, wish),
        outcome=outcome,
        evidence=await photos_of(db, OF_OUTCOME, outcome.key) if outcome and not merged else [],
        answer=await answer_to(db, outcome) if outcome and not merged else None,
        decision=decision,
        reason=in_words(reason) if reason else "",
    )


async def _goes_on_as(db: AsyncSession, wish: Wish) -> Wish:
    for _merge in range(MERGES_FOLLOWED):
        if wish.merged_into_id is None:
            break
        wish = await db.get_one(Wish, wish.merged_into_id)
    return wish
