"""What is shown to somebody who is about to send a wish: neighbours' wishes and open issues."""

from typing import NamedTuple

from wishboard.accounts.models import Area
from wishboard.core.database import AsyncSession
from wishboard.issues.likely import issues_like
from wishboard.triage.queries import SHOWN, asked_of, wishes_like
from wishboard.wishes.stages import Stage


class Likely(NamedTuple):
    """A published wish or an open issue by its public words.

    An issue has no stage of a wish; `people` says how many stand behind it, and it can be joined.
    """

    public_id: str
    title: str
    summary: str
    area: str
    stage: Stage | None
    people: int
    likeness: float

    @property
    def is_issue(self) -> bool:
        """Whether this is an issue, which somebody with the same problem joins."""
        return self.stage is None


async def likely_equals(db: AsyncSession, text: str, area: Area) -> list[Likely]:
    """The wishes and issues most like a text, at most five of both, the most alike first."""
    asked = await asked_of(db, text, area)
    wishes = [
        Likely(one.public_id, one.title, one.summary, one.area, one.stage, 0, one.likeness)
        for one in await wishes_like(db, asked)
    ]
    issues = [
        Likely(one.public_id, one.title, one.summary, one.area, None, one.people, one.likeness)
        for one in await issues_like(db, asked)
    ]
    return sorted(issues + wishes, key=lambda one: -one.likeness)[:SHOWN]
