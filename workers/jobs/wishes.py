"""Jobs of wishes: promises, places, silences, days that come, mediation, groups."""

from wishboard.claims import clock as promises
from wishboard.endings.commands import resume_deferred as resume_due
from wishboard.endings.past_tasks import end_past_tasks as end_tasks
from wishboard.mediation.commands import open_cases
from wishboard.outcomes.answers import record_silences as record_due_silences
from wishboard.triage.groups import sweep as groups
from workers.turns import Context, one_at_a_time, until_done


async def end_offers(_ctx: Context) -> None:
    """End offered places nobody took up."""
    await one_at_a_time("end_offers", promises.end_offers)


async def draw_places(_ctx: Context) -> None:
    """Hold the draws whose time has come."""
    await one_at_a_time("draw_places", promises.draw_places)


async def remind_of_promises(_ctx: Context) -> None:
    """Write down which promises are due soon or overdue."""
    await until_done("remind_of_promises", promises.remind_of_promises)


async def lapse_overdue(_ctx: Context) -> None:
    """Let promises lapse that are overdue past all patience."""
    await one_at_a_time("lapse_overdue", promises.lapse_overdue)


async def record_silences(_ctx: Context) -> None:
    """Record the silence of wishers whose time to answer is over."""
    await one_at_a_time("record_silences", record_due_silences)


async def resume_deferred(_ctx: Context) -> None:
    """Bring back deferred wishes on their day."""
    await one_at_a_time("resume_deferred", resume_due)


async def end_past_tasks(_ctx: Context) -> None:
    """End tasks nobody has claimed whose day is over."""
    await one_at_a_time("end_past_tasks", end_tasks)


async def open_mediations(_ctx: Context) -> None:
    """Open a case for what was handed to mediators and has none."""
    await until_done("open_mediations", open_cases)


async def group_wishes(_ctx: Context) -> None:
    """Put new wishes with those that say the same."""
    await one_at_a_time(groups.ONE_AT_A_TIME, groups.look_at_new)


async def forget_old_groups(_ctx: Context) -> None:
    """Forget groups that have long been quiet."""
    await until_done("forget_old_groups", groups.forget_old)
