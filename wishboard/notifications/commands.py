"""Reading notices, and forgetting old ones."""

from datetime import timedelta

from sqlalchemy import case, delete, update
from sqlmodel import col

from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.notifications.models import Mail, Notice

KEPT = timedelta(days=365)


async def read_notices(db: AsyncSession, *, by: Viewer, until: int | None = None) -> None:
    """Mark one's own notices as read, up to the newest shown. What is read is not mailed."""
    seen = [col(Notice.person_id) == by.person_id, col(Notice.read_at).is_(None)]
    if until is not None:
        seen.append(col(Notice.id) <= until)
    mail = case((col(Notice.mail) == Mail.planned, Mail.none), else_=col(Notice.mail))
    await db.execute(update(Notice).where(*seen).values(read_at=now(), mail=mail))


async def forget_notices(db: AsyncSession) -> None:
    """Drop notices nobody will look for any more; history keeps what they spoke of."""
    await db.execute(delete(Notice).where(col(Notice.at) < now() - KEPT))
