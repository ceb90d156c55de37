"""The jobs: a few lines each that call a feature. What they find to do is in the database.

Two workers may come to the same job at once. Telling, sealing and mailing hand out rows under
locks; every other job is done by one process at a time.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from wishboard.accounts.delegations import ending as delegations
from wishboard.accounts.links.commands import forget_links
from wishboard.accounts.sessions import purge_sessions
from wishboard.claims import clock as promises
from wishboard.core.alone import alone
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.throttle import forget_attempts
from wishboard.deadlines.commands import settle_uploads
from wishboard.disclosure import erasing, retention
from wishboard.disclosure.exports.commands import forget_files
from wishboard.endings.commands import resume_deferred as resume_due
from wishboard.endings.past_tasks import end_past_tasks as end_tasks
from wishboard.events.chain import seal_history as seal
from wishboard.files import sweeps
from wishboard.http.repeats import forget_repeats
from wishboard.issues import reminders
from wishboard.issues.legacy import commands as legacy
from wishboard.mediation.commands import open_cases
from wishboard.notifications.commands import forget_notices
from wishboard.notifications.digest import send_digests
from wishboard.notifications.links import send_links as send_asked_links
from wishboard.notifications.telling import tell_everything
from wishboard.outcomes.answers import record_silences as record_due_silences
from wishboard.quotas.behind import tell_parents as tell_of_the_quarter
from wishboard.quotas.reminding import remind_by_the_calendar
from wishboard.quotas.sums import BATCH as CREDITS
from wishboard.quotas.sums import fold_credits as fold
from wishboard.reports.bulletins.making import make_due
from wishboard.reports.hotwords.counting import count_words as count_hot_words
from wishboard.reports.rates.frozen import freeze_due
from wishboard.reports.rates.sweep import follow_history
from wishboard.rotation.moving import carry_on
from wishboard.supervision.dissatisfaction import weigh_answers as weigh_all_answers
from wishboard.supervision.exposure.commands import note_late_steps
from wishboard.supervision.ladder.climbing import climb_overdue
from wishboard.triage.groups import sweep as groups
from wishboard.triage.learning.training import train

Context = dict[Any, Any]


async def tell(_ctx: Context) -> None:
    """Tell people what happened: woken after each deed, and by the sweep."""
    await tell_everything()


async def seal_history(_ctx: Context) -> None:
    """Link new events into the chain."""
    await seal()


async def mail_digests(_ctx: Context) -> None:
    """Mail what is unread."""
    await send_digests()


async def send_links(_ctx: Context) -> None:
    """Mail the links that members asked for to sign in."""
    await _one_at_a_time("send_links", send_asked_links)


async def end_offers(_ctx: Context) -> None:
    """End offered places nobody took up."""
    await _one_at_a_time("end_offers", promises.end_offers)


async def draw_places(_ctx: Context) -> None:
    """Hold the draws whose time has come."""
    await _one_at_a_time("draw_places", promises.draw_places)


async def remind_of_promises(_ctx: Context) -> None:
    """Write down which promises are due soon or overdue."""
    await _until_done("remind_of_promises", promises.remind_of_promises)


async def lapse_overdue(_ctx: Context) -> None:
    """Let promises lapse that are overdue past all patience."""
    await _one_at_a_time("lapse_overdue", promises.lapse_overdue)


async def record_silences(_ctx: Context) -> None:
    """Record the silence of wishers whose time to answer is over."""
    await _one_at_a_time("record_silences", record_due_silences)


async def note_delegations(_ctx: Context) -> None:
    """Tell who handed a role on, and to whom, that it begins or has ended."""
    await _until_done("note_delegations", delegations.note_delegations)


async def resume_deferred(_ctx: Context) -> None:
    """Bring back deferred wishes on their day."""
    await _one_at_a_time("resume_deferred", resume_due)


async def climb_the_ladder(_ctx: Context) -> None:
    """Take overdue issues one rung up."""
    await _one_at_a_time("climb_the_ladder", climb_overdue)


async def weigh_answers(_ctx: Context) -> None:
    """Put solved issues back to work of which too many wishers say no."""
    await _one_at_a_time("weigh_answers", weigh_all_answers)


async def note_late_exposures(_ctx: Context) -> None:
    """Write down which steps after an exposure are late."""
    await _until_done("note_late_exposures", note_late_steps)


async def open_mediations(_ctx: Context) -> None:
    """Open a case for what was handed to mediators and has none."""
    await _until_done("open_mediations", open_cases)


async def remind_of_steps(_ctx: Context) -> None:
    """Call steps of road maps, summonses and tasks late."""
    await _until_done("remind_of_steps", reminders.remind_of_steps)


async def ask_for_reviews(_ctx: Context) -> None:
    """Ask for the yearly look at old problems."""
    await _until_done("ask_for_reviews", legacy.ask_for_reviews)


async def end_past_tasks(_ctx: Context) -> None:
    """End tasks nobody has claimed whose day is over."""
    await _one_at_a_time("end_past_tasks", end_tasks)


async def settle_calendar(_ctx: Context) -> None:
    """Move the dates that were still counted by a calendar that had just been replaced."""
    await _one_at_a_time("settle_calendar", settle_uploads)


async def fold_credits(_ctx: Context) -> None:
    """Fold new rows of the ledger of credits into its sums."""
    folded = CREDITS
    while folded == CREDITS:
        async with transaction() as db:
            folded = await fold(db)


async def group_wishes(_ctx: Context) -> None:
    """Put new wishes with those that say the same."""
    await _one_at_a_time(groups.ONE_AT_A_TIME, groups.look_at_new)


async def forget_old_groups(_ctx: Context) -> None:
    """Forget groups that have long been quiet."""
    await _until_done("forget_old_groups", groups.forget_old)


async def follow_rates(_ctx: Context) -> None:
    """Add what happened to the sums behind rates and rankings."""
    await _one_at_a_time("follow_rates", follow_history)


async def freeze_rankings(_ctx: Context) -> None:
    """Freeze the rankings of the week and the month that are over."""
    await seal()
    await follow_history()
    await _one_at_a_time("freeze_rankings", freeze_due)


async def count_words(_ctx: Context) -> None:
    """Count what people speak of more than before."""
    await _one_at_a_time("count_words", count_hot_words)


async def make_reports(_ctx: Context) -> None:
    """Make the reports of what is over that somebody wants, and tell them."""
    await seal()
    await follow_history()
    await _one_at_a_time("make_reports", make_due)


async def remind_of_the_year(_ctx: Context) -> None:
    """Remind members of what they owe, each quarter and in the last weeks."""
    await _one_at_a_time("remind_of_the_year", remind_by_the_calendar)


async def tell_parents(_ctx: Context) -> None:
    """Tell parents which organizations below them are behind, after each quarter."""
    await _one_at_a_time("tell_parents", tell_of_the_quarter)


async def purge_contacts(_ctx: Context) -> None:
    """Delete contact data whose time is over."""
    await _until_done("purge_contacts", retention.purge_contacts)


async def purge_words(_ctx: Context) -> None:
    """Delete original words whose time is over, and what was said around them."""
    await _until_done("purge_words", retention.purge_words)
    await _until_done("purge_texts", retention.purge_texts)


async def keep_erasures(_ctx: Context) -> None:
    """Note outside the database who was erased, and erase who came back with an older backup."""
    await _one_at_a_time("keep_erasures", erasing.keep_erasures)


async def erase_photos(_ctx: Context) -> None:
    """Erase photos that were given up, and files that no wish knows."""
    await _until_done("erase_photos", sweeps.erase_purged)
    await _until_done("sweep_orphans", _sweep_orphans_once)


async def change_keys(_ctx: Context) -> None:
    """Move to the house's current key what hangs on a former one."""
    await _one_at_a_time("change_keys", carry_on)


async def learn(_ctx: Context) -> None:
    """Learn anew from the ledger which category and lane a wish probably has."""
    async with alone("learn") as mine:
        if mine:
            await train()


async def forget(_ctx: Context) -> None:
    """Drop what nobody needs any more: files, sessions, links, form keys, attempts, notices."""
    drops = (
        *(forget_files, purge_sessions, forget_links),
        *(forget_repeats, forget_attempts, forget_notices),
    )
    for drop in drops:
        async with transaction() as db:
            await drop(db)


async def _one_at_a_time(name: str, work: Callable[[], Awaitable[int]]) -> None:
    """Do a piece of work unless another process is at it."""
    async with alone(name) as mine:
        if mine:
            await work()


async def _until_done(name: str, work: Callable[[AsyncSession], Awaitable[int]]) -> None:
    """Do work batch by batch, a transaction each, until nothing is left."""
    async with alone(name) as mine:
        done = 1 if mine else 0
        while done:
            async with transaction() as db:
                done = await work(db)


async def _sweep_orphans_once(db: AsyncSession) -> int:
    await sweeps.sweep_orphans(db)
    return 0
