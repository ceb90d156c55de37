"""The schedule on one page, in the city's time."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from arq import cron
from arq.cron import CronJob
from arq.typing import WorkerCoroutine

from workers.jobs import issues, keeping, messages, wishes, year
from workers.noted import noted
from workers.turns import Context

EVERY_TEN_SECONDS = set(range(0, 60, 10))
EVERY_FIVE_MINUTES = set(range(0, 60, 5))
BY_DAY = set(range(8, 20))


def at(job: Callable[[Context], Awaitable[None]], **when: Any) -> CronJob:
    """A job at some seconds, minutes and hours, each run noted; at second 0 where none is named."""
    clock = {name: value for name, value in when.items() if name != "run_at_startup"}
    return cron(cast("WorkerCoroutine", noted(job, clock)), **when)


SCHEDULE = [
    at(messages.tell, second=EVERY_TEN_SECONDS, run_at_startup=True),
    at(messages.send_links, second=EVERY_TEN_SECONDS),
    at(keeping.seal_history, second={5, 25, 45}),
    at(wishes.end_offers, second=15),
    at(wishes.draw_places, second=1),
    at(wishes.remind_of_promises, minute=EVERY_FIVE_MINUTES, second=10),
    at(wishes.lapse_overdue, minute=EVERY_FIVE_MINUTES, second=20),
    at(wishes.record_silences, minute=EVERY_FIVE_MINUTES, second=30),
    at(keeping.note_delegations, minute=EVERY_FIVE_MINUTES, second=5),
    at(wishes.resume_deferred, minute=EVERY_FIVE_MINUTES, second=40),
    at(issues.climb_the_ladder, minute=EVERY_FIVE_MINUTES, second=50),
    at(issues.weigh_answers, minute=EVERY_FIVE_MINUTES, second=35),
    at(issues.note_late_exposures, second=25),
    at(wishes.open_mediations, minute=15),
    at(year.fold_credits, second={7, 27, 47}),
    at(year.remind_of_the_year, hour=9, minute=20),
    at(year.tell_parents, hour=9, minute=25),
    at(issues.remind_of_steps, minute=EVERY_FIVE_MINUTES, second=45),
    at(issues.ask_for_reviews, hour=BY_DAY, minute=5),
    at(wishes.end_past_tasks, minute=EVERY_FIVE_MINUTES, second=45),
    at(issues.settle_calendar, minute=EVERY_FIVE_MINUTES, second=55),
    at(wishes.group_wishes, second={12, 42}),
    at(wishes.forget_old_groups, hour=2, minute=10),
    at(year.follow_rates, second={8, 28, 48}),
    at(year.freeze_rankings, hour=3, minute=15),
    at(year.count_words, hour=2, minute=50, run_at_startup=True),
    at(year.make_reports, minute=25),
    at(messages.mail_digests, hour=BY_DAY, minute={0, 30}),
    at(keeping.purge_contacts, hour={1, 13}, minute=10),
    at(keeping.purge_words, hour=1, minute=20),
    at(keeping.keep_erasures, minute=EVERY_FIVE_MINUTES, second=5, run_at_startup=True),
    at(keeping.change_keys, minute=35),
    at(keeping.learn, hour=2, minute=30),
    at(keeping.erase_photos, hour=1, minute=40),
    at(keeping.forget, hour=set(range(24)), minute=50),
]
