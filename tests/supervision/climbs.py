"""Short words for tests of the ladder."""

from sqlmodel import col, select

from wishboard.core.database import transaction
from wishboard.issues.models import Issue
from wishboard.supervision.ladder.models import SupervisionNotice


async def notices_about(issue: Issue) -> list[SupervisionNotice]:
    """The supervision notices about an issue, the oldest first."""
    async with transaction() as db:
        found = await db.exec(
            select(SupervisionNotice)
            .where(SupervisionNotice.issue_id == issue.id)
            .order_by(col(SupervisionNotice.id))
        )
        return list(found.all())


async def steps_of(issue: Issue) -> list[tuple[int, str, str]]:
    """Rung, colour and cause of each notice about an issue, the oldest first."""
    return [(one.rung, one.colour.value, one.cause.value) for one in await notices_about(issue)]
