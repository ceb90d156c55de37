"""Whether somebody may take on another wish: the caps, and the reason for each no."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text

from wishboard.accounts.viewer import Viewer
from wishboard.claims.refusals import (
    AlreadyClaimed,
    LapsedRecently,
    OwnWish,
    SomethingOverdue,
    TooManyOpen,
)
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession, send
from wishboard.core.refusals import Refusal
from wishboard.settings import settings
from wishboard.wishes.models import Wish

_STANDING = text("""
SELECT (SELECT count(*) FROM (SELECT 1 FROM claim
          WHERE person_id = :person AND ended_at IS NULL LIMIT :cap) AS few) AS open,
       EXISTS (SELECT 1 FROM claim
          WHERE person_id = :person AND ended_at IS NULL AND promised_on < :today) AS overdue,
       EXISTS (SELECT 1 FROM claim
          WHERE person_id = :person AND ended_at IS NULL AND wish_id = :wish) AS here,
       (SELECT max(ended_at) FROM claim
          WHERE person_id = :person AND ending = 'lapsed') AS lapsed_at,
       EXISTS (SELECT 1 FROM person p JOIN wisher w ON w.phone_index = p.phone_index
          WHERE p.id = :person AND w.id = :wisher) AS own,
       (SELECT count(*) FROM waiting WHERE wish_id = :wish AND ended_at IS NULL
          AND offered_until > :now AND person_id <> :person) AS offered_to_others,
       EXISTS (SELECT 1 FROM waiting WHERE wish_id = :wish AND ended_at IS NULL
          AND person_id = :person) AS waits
""")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with their promises, seen from one wish.

    `open` counts living promises up to the cap; `offered_to_others` counts places of this wish
    that are kept for others on the waiting list, and `waits` says whether the person is on it.
    """

    open: int
    overdue: bool
    here: bool
    lapsed_at: datetime | None
    own: bool
    offered_to_others: int
    waits: bool

    def refusal(self) -> Refusal | None:
        """Why this person may not take on this wish, or None."""
        cap, pause = settings().open_claims_cap, timedelta(days=settings().lapse_pause_days)
        if self.here:
            return AlreadyClaimed()
        if self.own:
            return OwnWish()
        if self.overdue:
            return SomethingOverdue()
        if self.lapsed_at and self.lapsed_at + pause > now():
            lapsed = city_date(self.lapsed_at)
            return LapsedRecently(lapsed=lapsed, again=lapsed + pause)
        if cap and self.open >= cap:
            return TooManyOpen(open=self.open, cap=cap)
        return None


async def standing(db: AsyncSession, wish: Wish, viewer: Viewer) -> Standing:
    """A person's standing before this wish."""
    values = {
        "person": viewer.person_id,
        "wish": wish.key,
        "wisher": wish.wisher_id,
        "today": today(),
        "now": now(),
        "cap": settings().open_claims_cap,
    }
    row = (await send(db, _STANDING, values)).one()
    return Standing(*row)


def latest_promise(day: date) -> date:
    """The last day that may be promised on a day."""
    return day + timedelta(days=90)
