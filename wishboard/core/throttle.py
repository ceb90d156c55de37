"""How often something may be tried, kept in the database so that it holds across processes."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col

from wishboard.core.clock import now
from wishboard.core.crypto import blind_index
from wishboard.core.database import AsyncSession
from wishboard.core.hot import hot_rows
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class Attempts(SQLModel, table=True):
    """How many attempts were made on one thing since a moment; the thing only as a fingerprint."""

    key: bytes = Field(primary_key=True)
    since: datetime = Field(index=True)
    count: int


class TooOften(Refusal):
    """Too many attempts in a short time."""

    code = "too_often"
    status = 429
    says = lazy("Too many attempts. Please wait %(minutes)s minutes and try again.")


_COUNT = """
INSERT INTO attempts (key, since, count) VALUES (:key, :now, 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN attempts.since < :window THEN 1 ELSE attempts.count + 1 END,
  since = CASE WHEN attempts.since < :window THEN :now ELSE attempts.since END
RETURNING count
"""


async def throttle(what: str, *, most: int, per: timedelta) -> None:
    """Count an attempt, whatever becomes of it, and refuse when there were too many.

    Counts on a line of its own: a refused attempt is rolled back, its count is not, and nobody
    who holds a connection waits for a second one. Raises TooOften.
    """
    values = {"key": blind_index("throttle", what), "now": now(), "window": now() - per}
    ((count,),) = await hot_rows(_COUNT, values)
    if count > most:
        raise TooOften(minutes=max(1, round(per.total_seconds() / 60)))


async def forget_attempts(db: AsyncSession, older_than: timedelta = timedelta(days=1)) -> None:
    """Drop counts that no longer matter."""
    await db.execute(delete(Attempts).where(col(Attempts.since) < now() - older_than))
