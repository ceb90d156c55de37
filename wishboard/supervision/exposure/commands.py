"""Take an exposure in, and write down each step that follows within hours."""

from datetime import timedelta

from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import area_with, committee_of, organization_with
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.history import record
from wishboard.issues.handling.assignments import acts_for
from wishboard.issues.models import Issue
from wishboard.issues.queries import find_issue
from wishboard.supervision.events import EXPOSURE, SupervisionEvent
from wishboard.supervision.exposure.forms import ExposureForm, StepForm
from wishboard.supervision.exposure.hours import due_times
from wishboard.supervision.exposure.models import STEPS, Exposure, ExposureStep, Step
from wishboard.supervision.refusals import (
    NoSuchIssue,
    NotSinceThen,
    SayWhat,
    StepsInOrder,
    StepTaken,
)

LATELY = timedelta(days=7)
_IN_WORDS = frozenset({Step.planned, Step.reported})


async def take_in(db: AsyncSession, form: ExposureForm, *, by: Viewer) -> Exposure:
    """Write down what the media showed; the hours run from then.

    Raises NotAllowed for who does not supervise the area, NotSinceThen.
    """
    area = await area_with(db, form.area)
    keeper = await committee_of(db, area)
    if not by.may(Right.supervise, organization_path=keeper.path, area_path=area.path):
        raise NotAllowed
    body = await organization_with(db, form.organization)
    issue = await _issue_with(db, form.issue) if form.issue else None
    since = form.since or now()
    if not now() - LATELY <= since <= now():
        raise NotSinceThen
    exposure = Exposure(
        title=form.title,
        words=form.words,
        source=form.source,
        address=form.address,
        area_id=area.key,
        keeper_id=keeper.key,
        organization_id=body.key,
        issue_id=issue.id if issue else None,
        by_id=by.person_id,
        at=since,
    )
    db.add(exposure)
    await db.flush()
    due = due_times(since)
    db.add_all(ExposureStep(exposure_id=exposure.key, step=one, due_at=due[one]) for one in STEPS)
    await db.flush()
    await record(db, SupervisionEvent.exposed, EXPOSURE, exposure.key, by=by, organization=body.key)
    return exposure


async def take_step(
    db: AsyncSession, public_id: str, form: StepForm, *, by: Viewer
) -> ExposureStep:
    """Write a step down, as a supervisor of the area or for the body responsible.

    Raises NotFound, NotAllowed, StepTaken, StepsInOrder, SayWhat.
    """
    exposure = await _hold(db, public_id)
    if not await may_step(db, exposure, by):
        raise NotAllowed
    steps = {one.step: one for one in await steps_of(db, exposure)}
    step = steps[form.step]
    if step.at is not None:
        raise StepTaken
    if any(steps[one].at is None for one in STEPS[: STEPS.index(form.step)]):
        raise StepsInOrder
    if form.step in _IN_WORDS and not form.words:
        raise SayWhat
    step.at, step.by_id, step.words = now(), by.person_id, form.words
    if form.step is STEPS[-1]:
        exposure.reported_at = step.at
    await db.flush()
    facts = {"organization": exposure.organization_id, "step": step.step}
    await record(db, SupervisionEvent.exposure_step, EXPOSURE, exposure.key, by=by, **facts)
    return step


async def may_step(db: AsyncSession, exposure: Exposure, viewer: Viewer) -> bool:
    """Whether a viewer writes down the steps of an exposure."""
    area = await db.get_one(Area, exposure.area_id)
    keeper = await db.get_one(Organization, exposure.keeper_id)
    if viewer.may(Right.supervise, organization_path=keeper.path, area_path=area.path):
        return True
    return await acts_for(db, exposure.organization_id, viewer)


async def steps_of(db: AsyncSession, exposure: Exposure) -> list[ExposureStep]:
    """The steps of an exposure in their order."""
    found = await db.exec(select(ExposureStep).where(ExposureStep.exposure_id == exposure.id))
    return sorted(found.all(), key=lambda one: STEPS.index(one.step))


async def note_late_steps(db: AsyncSession, limit: int = 200) -> int:
    """Write down once of each step that its hours are over; the clock does it. Returns how many."""
    found = await db.exec(
        select(ExposureStep, Exposure)
        .join(Exposure, col(Exposure.id) == col(ExposureStep.exposure_id))
        .where(
            col(ExposureStep.at).is_(None),
            ~col(ExposureStep.late_told),
            ExposureStep.due_at < now(),
        )
        .order_by(col(ExposureStep.due_at))
        .limit(limit)
        .with_for_update(of=ExposureStep, skip_locked=True)
    )
    late = found.all()
    for step, exposure in late:
        step.late_told = True
        facts = {"organization": exposure.organization_id, "step": step.step}
        await record(db, SupervisionEvent.exposure_late, EXPOSURE, exposure.key, by=CLOCK, **facts)
    await db.flush()
    return len(late)


async def _issue_with(db: AsyncSession, public_id: str) -> Issue:
    """The issue with this number, or with this address. Raises NoSuchIssue."""
    try:
        return await find_issue(db, public_id.rstrip("/").rsplit("/", 1)[-1].lower())
    except NotFound as error:
        raise NoSuchIssue from error


async def _hold(db: AsyncSession, public_id: str) -> Exposure:
    found = await db.exec(
        select(Exposure).where(Exposure.public_id == public_id).with_for_update(key_share=True)
    )
    exposure = found.first()
    if exposure is None:
        raise NotFound
    return exposure
