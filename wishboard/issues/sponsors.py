"""The leaders who may sponsor an issue."""

from collections.abc import Sequence

from sqlmodel import col, or_, select

from wishboard.accounts.models import Appointment, Person
from wishboard.accounts.roles import Role
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession


async def leaders(db: AsyncSession) -> Sequence[Person]:
    """Everybody who is a leader today, by name."""
    held = select(Appointment.person_id).where(
        Appointment.role == Role.leader,
        or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
    )
    found = await db.exec(select(Person).where(col(Person.id).in_(held)).order_by(Person.name))
    return found.all()
