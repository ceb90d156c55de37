"""Failed attempts: those that wait for somebody, and one with its steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_
from sqlmodel import col, select

from wishboard.accounts.models import Appointment, Area, Organization, Person
from wishboard.accounts.roles import Right, roles_with
from wishboard.accounts.trees import ancestry, local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.supervision.stuck.models import Stuck, StuckStep
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import keeps
from wishboard.wishes.scope import within
from wishboard.wishes.wishers import ContactData

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Attempt:
    """A failed attempt, its wish and who clears the way, with the steps so far."""

    stuck: Stuck
    wish: Wish
    coordinator: Person | None = None
    body: str = ""
    steps: Sequence[StuckStep] = field(default_factory=tuple)

    @property
    def late(self) -> bool:
        """Whether the result should be there and is not."""
        return self.stuck.due_on is not None and self.stuck.due_on < today()

    @property
    def surname(self) -> str:
        """The coordinator as the wisher knows them."""
        return ContactData(name=self.coordinator.name).surname if self.coordinator else ""


async def find_stuck(db: AsyncSession, public_id: str) -> Stuck:
    """The failed attempt with this public id. Raises NotFound."""
    stuck = (await db.exec(select(Stuck).where(Stuck.public_id == public_id))).first()
    if stuck is None:
        raise NotFound
    return stuck


async def stuck_of(db: AsyncSession, wish: Wish) -> Stuck | None:
    """The failed attempt that a wish points at."""
    return (await db.exec(select(Stuck).where(Stuck.wish_id == wish.id))).first()


async def attempt_of(db: AsyncSession, wish: Wish) -> Attempt | None:
    """Everything about the failed attempt that a wish points at."""
    stuck = await stuck_of(db, wish)
    return await _with_steps(db, stuck, wish) if stuck else None


async def attempt_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Attempt:
    """One failed attempt. Raises NotFound for what does not concern the viewer as well."""
    stuck = await find_stuck(db, public_id)
    wish = await db.get_one(Wish, stuck.wish_id)
    own = viewer.signed_in and stuck.coordinator_id == viewer.person_id
    if not (own or await keeps(db, wish, viewer, Right.coordinate)):
        raise NotFound
    return await _with_steps(db, stuck, wish)


async def attempts_for(db: AsyncSession, viewer: Viewer, *, settled: bool) -> list[Attempt]:
    """Failed attempts within a viewer's scope, or in their hands.

    Open ones first without a coordinator, then by date; settled ones the newest first.
    """
    scope = await within(db, viewer, [Right.coordinate])
    query = (
        select(Stuck, Wish, Person)
        .join(Wish, col(Wish.id) == col(Stuck.wish_id))
        .outerjoin(Person, col(Person.id) == col(Stuck.coordinator_id))
        .where(or_(scope, col(Stuck.coordinator_id) == viewer.person_id))
        .limit(SHOWN)
    )
    if settled:
        query = query.where(col(Stuck.settled_at).is_not(None))
        query = query.order_by(col(Stuck.settled_at).desc(), col(Stuck.id).desc())
    else:
        query = query.where(col(Stuck.settled_at).is_(None))
        query = query.order_by(
            col(Stuck.coordinator_id).is_not(None), col(Stuck.due_on), col(Stuck.id)
        )
    return [Attempt(*row) for row in await db.exec(query)]


async def coordinators_for(db: AsyncSession, wish: Wish) -> Sequence[Person]:
    """Who may clear the way for a wish: whoever coordinates over it today, the nearest first."""
    keeper = await db.get_one(Organization, wish.keeper_id)
    area = await db.get_one(Area, wish.area_id)
    found = await db.exec(
        select(Person, Appointment)
        .join(Appointment, col(Appointment.person_id) == col(Person.id))
        .where(
            col(Appointment.role).in_(roles_with(Right.coordinate)),
            or_(
                col(Appointment.organization_id).in_(ancestry(keeper.path)),
                col(Appointment.area_id).in_(ancestry(area.path)),
            ),
            Appointment.since <= today(),
            or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
            col(Person.left_on).is_(None),
        )
        .order_by(col(Appointment.organization_id).desc().nulls_last(), col(Person.id))
    )
    return list({person.key: person for person, _appointment in found}.values())


async def _with_steps(db: AsyncSession, stuck: Stuck, wish: Wish) -> Attempt:
    person = await db.get(Person, stuck.coordinator_id) if stuck.coordinator_id else None
    steps = await db.exec(
        select(StuckStep).where(StuckStep.stuck_id == stuck.id).order_by(col(StuckStep.id))
    )
    return Attempt(stuck, wish, person, await _body_of(db, person), steps.all())


async def _body_of(db: AsyncSession, person: Person | None) -> str:
    """The organization or area for which a coordinator is appointed, in the reader's language."""
    if person is None:
        return ""
    found = await db.exec(
        select(Organization, Area)
        .select_from(Appointment)
        .outerjoin(Organization, col(Organization.id) == col(Appointment.organization_id))
        .outerjoin(Area, col(Area.id) == col(Appointment.area_id))
        .where(
            Appointment.person_id == person.id,
            col(Appointment.role).in_(roles_with(Right.coordinate)),
        )
        .order_by(col(Appointment.id).desc())
        .limit(1)
    )
    row = found.first()
    return local_name(row[0] or row[1]) if row else ""
