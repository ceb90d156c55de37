"""Organizations to choose from in the forms of an issue: those that take part stand first."""

from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.trees import local_name
from wishboard.core.database import AsyncSession
from wishboard.issues.handling.assignments import assignments_of
from wishboard.issues.handling.duties import bodies_to_lead
from wishboard.issues.models import Issue


async def body_choices(db: AsyncSession, issue: Issue) -> list[tuple[str, str]]:
    """Public ids and names: lead, supports and keeper, then whoever may be given issues."""
    own = [one.organization_id for one in await assignments_of(db, issue)] + [issue.keeper_id]
    found = await db.exec(select(Organization).where(col(Organization.id).in_(own)))
    taking_part = sorted(found.all(), key=lambda body: own.index(body.key))
    others = [body for body in await bodies_to_lead(db) if body.key not in own]
    return [(body.public_id, local_name(body)) for body in (*taking_part, *others)]
