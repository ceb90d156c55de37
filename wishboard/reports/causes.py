"""What the rows of the ledger are about, to be read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlmodel import col, select

from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.quotas.models import Credit
from wishboard.quotas.rules.models import Cause
from wishboard.wishes.models import Wish


class Entry(NamedTuple):
    """A row of the ledger with the title of its cause and where to read on."""

    row: Credit
    title: str
    path: str


async def entries(db: AsyncSession, rows: Sequence[Credit]) -> list[Entry]:
    """The rows with what they are about, in the same order. Takes two queries at most."""
    wishes = _ids(rows, (Cause.wish, Cause.task))
    issues = _ids(rows, (Cause.issue,))
    titles: dict[str, str] = {}
    if wishes:
        query = select(Wish.public_id, Wish.title).where(col(Wish.public_id).in_(wishes))
        titles |= dict((await db.exec(query)).all())
    if issues:
        named = select(Issue.public_id, Issue.title).where(col(Issue.public_id).in_(issues))
        titles |= dict((await db.exec(named)).all())
    return [Entry(row, titles.get(row.cause_id) or row.cause_id, _path(row)) for row in rows]


def _ids(rows: Iterable[Credit], kinds: tuple[Cause, ...]) -> list[str]:
    return sorted({row.cause_id for row in rows if row.cause_kind in kinds})


def _path(row: Credit) -> str:
    return f"/issues/{row.cause_id}" if row.cause_kind == Cause.issue else f"/wishes/{row.cause_id}"
