"""What the media show is answered within hours, each step by somebody and at some time."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import accepted
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.events.models import Event
from wishboard.supervision.exposure.commands import note_late_steps, take_in, take_step
from wishboard.supervision.exposure.forms import ExposureForm, StepForm
from wishboard.supervision.exposure.hours import due_times
from wishboard.supervision.exposure.models import STEPS, Exposure, Step
from wishboard.supervision.exposure.queries import exposure_for, exposures_for

EVENING = datetime(2025, 9, 30, 12, 30, tzinfo=UTC)
"""Half past eight in the evening before National Day."""


async def exposed(town: Town, **fields: object) -> Exposure:
    given = {
        "title": "夜市占道油烟扰民",
        "source": "桐川电视台《民生直播间》",
        "address": "https://example.org/12",
        "area": town.areas["柳荫街道"].public_id,
        "organization": town.organizations["城市管理局"].public_id,
    }
    form = ExposureForm.model_validate(given | fields)
    return await done(take_in, form, by=await town.viewer("supervisor"))


def step(which: Step, words: str = "已到现场") -> StepForm:
    return StepForm(step=which, words=words)


def test_hours_run_day_and_night() -> None:
    due = {name: at.isoformat() for name, at in due_times(EVENING).items()}
    assert due == {
        Step.told: "2025-09-30T14:30:00+00:00",
        Step.viewed: "2025-09-30T16:30:00+00:00",
        Step.planned: "2025-10-01T12:30:00+00:00",
        Step.reported: "2025-10-01T10:00:00+00:00",
    }


async def test_each_step_is_a_deed_with_who_and_when(town: Town) -> None:
    with frozen(EVENING):
        exposure = await exposed(town)
    handler, supervisor = await town.viewer("handler"), await town.viewer("supervisor")
    moments = [timedelta(hours=h) for h in (1, 5, 12, 15)]
    for which, by, after in zip(
        STEPS, (supervisor, handler, handler, handler), moments, strict=True
    ):
        with frozen(EVENING + after):
            await done(take_step, exposure.public_id, step(which), by=by)
    shown = await done(exposure_for, exposure.public_id, supervisor)
    assert [one.who for one in shown.steps] == ["严明", "马骏", "马骏", "马骏"]
    assert [one.late for one in shown.steps] == [False, True, False, False]
    assert shown.exposure.reported_at == EVENING + moments[-1]
    assert await done(exposures_for, handler, reported=False) == []
    assert len(await done(exposures_for, handler, reported=True)) == 1


async def test_steps_follow_one_another_and_say_something(town: Town) -> None:
    exposure = await exposed(town)
    handler = await town.viewer("handler")
    with refused("steps_in_order"):
        await done(take_step, exposure.public_id, step(Step.viewed), by=handler)
    await done(take_step, exposure.public_id, step(Step.told, ""), by=handler)
    with refused("step_taken"):
        await done(take_step, exposure.public_id, step(Step.told), by=handler)
    await done(take_step, exposure.public_id, step(Step.viewed, ""), by=handler)
    with refused("say_what"):
        await done(take_step, exposure.public_id, step(Step.planned, ""), by=handler)


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "leader", "member"])
async def test_only_supervisors_and_the_body_write_them_down(town: Town, part: str) -> None:
    exposure = await exposed(town)
    with refused("not_allowed"):
        await done(take_step, exposure.public_id, step(Step.told), by=await town.viewer(part))


@pytest.mark.parametrize("part", ["handler", "leader", "street_clerk"])
async def test_only_supervisors_take_one_in(town: Town, part: str) -> None:
    form = ExposureForm(
        title="夜市占道油烟扰民",
        source="晚报",
        area=town.areas["柳荫街道"].public_id,
        organization=town.organizations["城市管理局"].public_id,
    )
    with refused("not_allowed"):
        await done(take_in, form, by=await town.viewer(part))


@pytest.mark.parametrize("hours", [-200, 1])
async def test_it_was_exposed_lately(town: Town, hours: int) -> None:
    with refused("not_since_then"):
        await exposed(town, since=now() + timedelta(hours=hours))


async def test_it_may_belong_to_a_known_issue(town: Town) -> None:
    issue = await accepted(town)
    exposure = await exposed(town, issue=f"https://example.org/desk/issues/{issue.public_id}")
    assert exposure.issue_id == issue.id
    with refused("no_such_issue"):
        await exposed(town, issue="nowhere")


async def test_those_concerned_see_it_and_the_most_pressing_first(town: Town) -> None:
    with frozen(EVENING - timedelta(hours=3)):
        first = await exposed(town)
    with frozen(EVENING):
        second = await exposed(town)
        for part in ("supervisor", "leader", "handler", "street_clerk"):
            seen = await done(exposures_for, await town.viewer(part), reported=False)
            assert [one.exposure.id for one in seen] == [first.id, second.id]
            assert [one.overdue for one in seen] == [True, False]
        assert await done(exposures_for, await town.viewer("clerk"), reported=False) == []
        with refused("not_found"):
            await done(exposure_for, first.public_id, await town.viewer("clerk"))


async def test_a_late_step_is_written_down_once(town: Town) -> None:
    with frozen(EVENING):
        exposure = await exposed(town)
        assert await done(note_late_steps) == 0
    with frozen(EVENING + timedelta(hours=3)):
        assert await done(note_late_steps) == 1
        assert await done(note_late_steps) == 0
    with frozen(EVENING + timedelta(days=2)):
        assert await done(note_late_steps) == 3
    async with transaction() as db:
        late = select(func.count()).where(
            Event.kind == "supervision.exposure_late", Event.subject_id == exposure.id
        )
        assert (await db.exec(late)).one() == 4
