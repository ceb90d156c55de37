"""The sessions somebody has open, and ending one or all others."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import col, select

from wishboard.accounts.events import SUBJECT, SignInEvent
from wishboard.accounts.models import SignIn, WayIn
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.events.history import record


async def sessions_of(db: AsyncSession, viewer: Viewer) -> Sequence[SignIn]:
    """The viewer's open sessions: this one first, then by when they were last used."""
    query = (
        select(SignIn)
        .where(SignIn.person_id == viewer.person_id, col(SignIn.expires_at) > now())
        .order_by((col(SignIn.public_id) == viewer.session).desc(), col(SignIn.seen_at).desc())
    )
    return (await db.exec(query)).all()


async def way_in_of(db: AsyncSession, viewer: Viewer) -> WayIn:
    """How the viewer came in here."""
    query = select(SignIn.how).where(SignIn.public_id == viewer.session)
    return WayIn((await db.exec(query)).first() or WayIn.password)


async def end_session(db: AsyncSession, public_id: str, *, by: Viewer) -> None:
    """End one of the viewer's own sessions. Raises NotFound for anybody else's."""
    ended = delete(SignIn).where(
        col(SignIn.public_id) == public_id, col(SignIn.person_id) == by.person_id
    )
    if (await db.execute(ended.returning(col(SignIn.public_id)))).first() is None:
        raise NotFound
    await _record_ended(db, 1, by)


async def end_other_sessions(db: AsyncSession, *, by: Viewer) -> None:
    """End all of the viewer's sessions but the one they are here with."""
    others = delete(SignIn).where(
        col(SignIn.person_id) == by.person_id, col(SignIn.public_id) != by.session
    )
    if ended := len((await db.execute(others.returning(col(SignIn.public_id)))).all()):
        await _record_ended(db, ended, by)


async def _record_ended(db: AsyncSession, sessions: int, by: Viewer) -> None:
    await record(db, SignInEvent.others_ended, SUBJECT, by.person_id, by=by, many=sessions)
