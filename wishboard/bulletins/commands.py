"""Wanting reports, and not wanting them any more."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from wishboard.accounts.viewer import Viewer
from wishboard.bulletins.models import Bulletin, Subscription
from wishboard.bulletins.queries import bulletin_for
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.ids import public_id
from wishboard.core.refusals import NotFound


async def subscribe(db: AsyncSession, bulletin_id: str, *, by: Viewer) -> Bulletin:
    """Be told of every further report of this kind and scope; once more is the same.

    Raises NotFound for a report that the viewer may not read.
    """
    bulletin, scope = await bulletin_for(db, bulletin_id, by)
    values = {"public_id": public_id(), "person_id": by.person_id, "rhythm": bulletin.rhythm}
    wanted = insert(Subscription).values(**values, **scope.columns, since=now())
    await db.execute(wanted.on_conflict_do_nothing())
    return bulletin


async def unsubscribe(db: AsyncSession, public_id: str, *, by: Viewer) -> None:
    """Not be told any more. Raises NotFound for what is not one's own."""
    ended = await db.execute(
        delete(Subscription)
        .where(col(Subscription.public_id) == public_id)
        .where(col(Subscription.person_id) == by.person_id)
        .returning(col(Subscription.id))
    )
    if ended.first() is None:
        raise NotFound
