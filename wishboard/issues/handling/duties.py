"""The duty catalogue: who is responsible for a category in an area, kept by the administrator."""

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field
from sqlalchemy import Row, or_
from sqlmodel import col, select

from wishboard.accounts.models import Appointment, Area, Organization, OrganizationKind
from wishboard.accounts.roles import Right, Role
from wishboard.accounts.trees import area_with, must_administer_all, organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import category_with
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.forms import Form
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.i18n import lazy
from wishboard.issues.events import DUTY, DutyEvent
from wishboard.issues.handling.models import Duty
from wishboard.wishes.worklist import in_words

LEADING_KINDS = (
    OrganizationKind.department,
    OrganizationKind.street,
    OrganizationKind.enterprise,
    OrganizationKind.social_unit,
)


class LineForm(Form):
    """A line by its category and area; an empty one means all of them."""

    category: str = Field(default="", max_length=80)
    area: str = Field(default="", max_length=16)


class DutyForm(LineForm):
    """Who is responsible from now on."""

    asks: ClassVar = {"organization": lazy("Please choose an organization.")}

    organization: str = Field(min_length=1, max_length=16)


async def set_duty(db: AsyncSession, form: DutyForm, *, by: Viewer) -> Duty:
    """Add a line to the catalogue, or change who it names. Raises NotAllowed."""
    category, area = await _place_of(db, form, by=by)
    body = await organization_with(db, form.organization)
    duty = await _line(db, category, area)
    if duty is not None and duty.organization_id == body.id:
        return duty
    if duty is None:
        duty = Duty(category_id=category, area_id=area, organization_id=body.key)
        db.add(duty)
    duty.organization_id = body.key
    await db.flush()
    await _recorded(db, DutyEvent.named, duty, by=by)
    return duty


async def remove_duty(db: AsyncSession, form: LineForm, *, by: Viewer) -> None:
    """Take a line out of the catalogue; what was dispatched by it stays where it is."""
    category, area = await _place_of(db, form, by=by)
    if duty := await _line(db, category, area):
        await _recorded(db, DutyEvent.removed, duty, by=by)
        await db.delete(duty)
        await db.flush()


async def duties(db: AsyncSession) -> Sequence[Row[Any]]:
    """The catalogue in the order of its categories and areas, what holds for all of them last."""
    columns: list[Any] = [
        in_words(Category.name, Category.name_en).label("category"),
        in_words(Area.name, Area.name_en).label("area"),
        in_words(Organization.name, Organization.name_en).label("body"),
        Category.slug,
        col(Area.public_id).label("area_id"),
        col(Area.path).label("area_path"),
        col(Organization.public_id).label("body_id"),
        col(Organization.closed_on).label("closed_on"),
    ]
    query = (
        select(*columns)
        .select_from(Duty)
        .join(Organization, col(Organization.id) == col(Duty.organization_id))
        .outerjoin(Category, col(Category.id) == col(Duty.category_id))
        .outerjoin(Area, col(Area.id) == col(Duty.area_id))
        .order_by(
            col(Category.position).asc().nulls_last(),
            col(Category.path),
            col(Area.path).asc().nulls_last(),
        )
    )
    found: Sequence[Row[Any]] = (await db.execute(query)).all()
    return found


async def bodies_to_lead(db: AsyncSession) -> Sequence[Organization]:
    """The organizations an issue may be given to: those of these kinds, and all with a handler."""
    handled = select(Appointment.organization_id).where(
        Appointment.role == Role.handler,
        or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
    )
    found = await db.exec(
        select(Organization)
        .where(
            col(Organization.closed_on).is_(None),
            or_(col(Organization.kind).in_(LEADING_KINDS), col(Organization.id).in_(handled)),
        )
        .order_by(col(Organization.kind), col(Organization.path))
    )
    return found.all()


async def _place_of(
    db: AsyncSession, form: LineForm, *, by: Viewer
) -> tuple[int | None, int | None]:
    """The keys of a line's category and area, for whoever administers that area."""
    category = (await category_with(db, form.category)).key if form.category else None
    area = await area_with(db, form.area) if form.area else None
    if area is None:
        await must_administer_all(db, by)
    elif not by.may(Right.administer, area_path=area.path):
        raise NotAllowed
    return category, area.key if area else None


async def _recorded(db: AsyncSession, kind: DutyEvent, duty: Duty, *, by: Viewer) -> None:
    facts = {"category": duty.category_id, "area": duty.area_id}
    await record(db, kind, DUTY, duty.key, by=by, organization=duty.organization_id, **facts)


async def _line(db: AsyncSession, category: int | None, area: int | None) -> Duty | None:
    found = await db.exec(
        select(Duty).where(
            col(Duty.category_id).is_not_distinct_from(category),
            col(Duty.area_id).is_not_distinct_from(area),
        )
    )
    return found.first()
