"""Exposures that concern somebody, with how their hours stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from wishboard.accounts.models import Area, Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.issues.models import Issue
from wishboard.supervision.exposure.models import STEPS, Exposure, ExposureStep
from wishboard.wishes.scope import within

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of an exposure, and who took it."""

    step: ExposureStep
    who: str = ""

    @property
    def late(self) -> bool:
        """Whether it was taken after its hour, or its hour is over."""
        return self.step.due_at < (self.step.at or now())


@dataclass(frozen=True, slots=True)
class Shown:
    """An exposure, the body responsible, where it is, and its steps in order."""

    exposure: Exposure
    body: Organization
    area: Area
    steps: Sequence[Stage] = ()
    issue: Issue | None = None

    @property
    def next(self) -> Stage | None:
        """The step that comes next."""
        return next((one for one in self.steps if one.step.at is None), None)

    @property
    def next_due(self) -> datetime | None:
        """Until when the next step is due."""
        return self.next.step.due_at if self.next else None

    @property
    def late(self) -> bool:
        """Whether any step is late, or was."""
        return any(one.late for one in self.steps)

    @property
    def overdue(self) -> bool:
        """Whether the next step is late now."""
        return self.next is not None and self.next.late


async def exposures_for(db: AsyncSession, viewer: Viewer, *, reported: bool) -> list[Shown]:
    """The exposures within a viewer's scope: open ones by what is due next, or the last reported.

    Whoever oversees an area sees those in it, a handler those of the body they act for.
    """
    query = _exposures().where(await _concern(db, viewer)).limit(SHOWN)
    done = col(Exposure.reported_at)
    query = query.where(done.is_not(None) if reported else done.is_(None))
    found = (await db.exec(query.order_by(col(Exposure.at).desc()))).all()
    steps = await _steps(db, [exposure.key for exposure, _body, _area in found])
    shown = [Shown(one, body, area, steps[one.key]) for one, body, area in found]
    if reported:
        return shown
    return sorted(shown, key=lambda one: one.next_due or one.exposure.at)


async def exposure_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Shown:
    """One exposure. Raises NotFound for what does not concern the viewer as well."""
    query = _exposures().where(Exposure.public_id == public_id, await _concern(db, viewer))
    row = (await db.exec(query)).first()
    if row is None:
        raise NotFound
    exposure, body, area = row
    issue = await db.get(Issue, exposure.issue_id) if exposure.issue_id else None
    return Shown(exposure, body, area, (await _steps(db, [exposure.key]))[exposure.key], issue)


def _exposures() -> Select[Exposure, Organization, Area]:
    return (
        select(Exposure, Organization, Area)
        .join(Organization, col(Organization.id) == col(Exposure.organization_id))
        .join(Area, col(Area.id) == col(Exposure.area_id))
    )


async def _concern(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    overseen = await within(
        db,
        viewer,
        [Right.coordinate],
        keeper=Exposure.keeper_id,
        area=Exposure.area_id,
    )
    paths, _areas = viewer.scopes(Right.handle)
    return or_(overseen, *(col(Organization.path).startswith(path) for path in paths))


async def _steps(db: AsyncSession, keys: Sequence[int]) -> dict[int, list[Stage]]:
    found = await db.exec(
        select(ExposureStep, Person)
        .outerjoin(Person, col(Person.id) == col(ExposureStep.by_id))
        .where(col(ExposureStep.exposure_id).in_(keys))
    )
    steps: dict[int, list[Stage]] = {key: [] for key in keys}
    for step, person in found:
        steps[step.exposure_id].append(Stage(step, person.name if person else ""))
    for taken in steps.values():
        taken.sort(key=lambda one: STEPS.index(one.step.step))
    return steps
