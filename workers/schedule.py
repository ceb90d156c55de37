"""The schedule on one page, in the city's time."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from arq import cron
from arq.cron import CronJob
from arq.typing import WorkerCoroutine

from workers import jobs
from workers.noted import noted

EVERY_TEN_SECONDS = set(range(0, 60, 10))
EVERY_FIVE_MINUTES = set(range(0, 60, 5))
BY_DAY = set(range(8, 20))


def at(job: Callable[[jobs.Context], Awaitable[None]], **when: Any) -> CronJob:
    """A job at some seconds, minutes and hours, each run noted; at second 0 where none is named."""
    clock = {name: value for name, value in when.items() if name != "run_at_startup"}
    return cron(cast("WorkerCoroutine", noted(job, clock)), **when)


SCHEDULE = [
    at(jobs.tell, second=EVERY_TEN_SECONDS, run_at_startup=True),
    at(jobs.send_links, second=EVERY_TEN_SECONDS),
    at(jobs.seal_history, second={5, 25, 45}),
    at(jobs.end_offers, second=15),
    at(jobs.draw_places, second=1),
    at(jobs.remind_of_promises, minute=EVERY_FIVE_MINUTES, second=10),
    at(jobs.lapse_overdue, minute=EVERY_FIVE_MINUTES, second=20),
    at(jobs.record_silences, minute=EVERY_FIVE_MINUTES, second=30),
    at(jobs.note_delegations, minute=EVERY_FIVE_MINUTES, second=5),
    at(jobs.resume_deferred, minute=EVERY_FIVE_MINUTES, second=40),
    at(jobs.climb_the_ladder, minute=EVERY_FIVE_MINUTES, second=50),
    at(jobs.weigh_answers, minute=EVERY_FIVE_MINUTES, second=35),
    at(jobs.note_late_exposures, second=25),
    at(jobs.open_mediations, minute=15),
    at(jobs.fold_credits, second={7, 27, 47}),
    at(jobs.remind_of_the_year, hour=9, minute=20),
    at(jobs.tell_parents, hour=9, minute=25),
    at(jobs.remind_of_steps, minute=EVERY_FIVE_MINUTES, second=45),
    at(jobs.ask_for_reviews, hour=BY_DAY, minute=5),
    at(jobs.end_past_tasks, minute=EVERY_FIVE_MINUTES, second=45),
    at(jobs.settle_calendar, minute=EVERY_FIVE_MINUTES, second=55),
    at(jobs.group_wishes, second={12, 42}),
    at(jobs.forget_old_groups, hour=2, minute=10),
    at(jobs.follow_rates, second={8, 28, 48}),
    at(jobs.freeze_rankings, hour=3, minute=15),
    at(jobs.count_words, hour=2, minute=50, run_at_startup=True),
    at(jobs.make_reports, minute=25),
    at(jobs.mail_digests, hour=BY_DAY, minute={0, 30}),
    at(jobs.purge_contacts, hour={1, 13}, minute=10),
    at(jobs.purge_words, hour=1, minute=20),
    at(jobs.keep_erasures, minute=EVERY_FIVE_MINUTES, second=5, run_at_startup=True),
    at(jobs.change_keys, minute=35),
    at(jobs.learn, hour=2, minute=30),
    at(jobs.erase_photos, hour=1, minute=40),
    at(jobs.forget, hour=set(range(24)), minute=50),
]
