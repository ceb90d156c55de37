"""Jobs of issues: the ladder, steps that are late, answers, the calendar."""

from wishboard.deadlines.commands import settle_uploads
from wishboard.issues import reminders
from wishboard.issues.legacy import commands as legacy
from wishboard.supervision.dissatisfaction import weigh_answers as weigh_all_answers
from wishboard.supervision.exposure.commands import note_late_steps
from wishboard.supervision.ladder.climbing import climb_overdue
from workers.turns import Context, one_at_a_time, until_done


async def climb_the_ladder(_ctx: Context) -> None:
    """Take overdue issues one rung up."""
    await one_at_a_time("climb_the_ladder", climb_overdue)


async def weigh_answers(_ctx: Context) -> None:
    """Put solved issues back to work of which too many wishers say no."""
    await one_at_a_time("weigh_answers", weigh_all_answers)


async def note_late_exposures(_ctx: Context) -> None:
    """Write down which steps after an exposure are late."""
    await until_done("note_late_exposures", note_late_steps)


async def remind_of_steps(_ctx: Context) -> None:
    """Call steps of road maps, summonses and tasks late."""
    await until_done("remind_of_steps", reminders.remind_of_steps)


async def ask_for_reviews(_ctx: Context) -> None:
    """Ask for the yearly look at old problems."""
    await until_done("ask_for_reviews", legacy.ask_for_reviews)


async def settle_calendar(_ctx: Context) -> None:
    """Move the dates that were still counted by a calendar that had just been replaced."""
    await one_at_a_time("settle_calendar", settle_uploads)
