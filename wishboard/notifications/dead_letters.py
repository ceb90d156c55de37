"""Letters that did not arrive: refused for good, or nobody knows. The administrator decides.

The notices themselves are always there to be read; what is decided is the mail about them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlmodel import col

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.models import Person
from wishboard.accounts.people import hold_person, must_administer, within
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.events.history import record
from wishboard.i18n import lazy
from wishboard.notifications.models import Mail, Notice

DEAD = (Mail.failed, Mail.uncertain)
SHOWN = 100


class NothingDead(Refusal):
    """Somebody else has decided, or the person's mail has gone out meanwhile."""

    code = "nothing_dead"
    says = lazy("No mail to this person waits for a decision any more.")


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What did not reach one person: how many notices, since when, and why the last one did not.

    `uncertain` says that some of it may have arrived.
    """

    person_id: str
    name: str
    notices: int
    attempts: int
    since: datetime
    uncertain: bool
    why: str


async def dead_letters(db: AsyncSession, viewer: Viewer) -> Sequence[DeadLetter]:
    """Of the people a viewer administers, those whom mail did not reach; the oldest first."""
    notice = col(Notice.id)
    query = (
        select(
            col(Person.public_id),
            col(Person.name),
            func.count(notice),
            func.max(col(Notice.mail_attempts)),
            func.min(col(Notice.at)),
            func.bool_or(col(Notice.mail) == Mail.uncertain),
            func.coalesce(func.max(col(Notice.mail_why)), ""),
        )
        .join(Notice, col(Notice.person_id) == col(Person.id))
        .where(col(Notice.mail).in_(DEAD), within(viewer))
        .group_by(col(Person.id))
        .order_by(func.min(col(Notice.at)), col(Person.id))
        .limit(SHOWN)
    )
    return [DeadLetter(*row) for row in await db.execute(query)]


async def send_again(db: AsyncSession, person_id: str, *, by: Viewer) -> int:
    """Have what did not reach somebody go out with the next round; how many notices it is.

    Raises NothingDead. What was uncertain may then arrive twice.
    """
    anew = {"mail": Mail.planned, "mail_attempts": 0, "mail_lease_until": None, "read_at": None}
    return await _decide(db, person_id, anew, AccountEvent.mail_again, by)


async def give_up(db: AsyncSession, person_id: str, *, by: Viewer) -> int:
    """Mail what did not reach somebody no more; how many notices it is. Raises NothingDead."""
    return await _decide(db, person_id, {"mail": Mail.given_up}, AccountEvent.mail_given_up, by)


async def _decide(
    db: AsyncSession, person_id: str, values: dict[str, object], kind: AccountEvent, by: Viewer
) -> int:
    person = await hold_person(db, person_id)
    await must_administer(db, person, by)
    decided = await db.execute(
        update(Notice)
        .where(col(Notice.person_id) == person.key, col(Notice.mail).in_(DEAD))
        .values(values)
        .returning(col(Notice.id))
    )
    count = len(decided.all())
    if not count:
        raise NothingDead
    await record(db, kind, SUBJECT, person.key, by=by, notices=count)
    return count
