"""Each run of a scheduled job is written down, so that one that does not run is noticed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from arq.cron import next_cron

from wishboard.core.runs import JobRun, note_run
from wishboard.settings import settings

Job = Callable[[dict[Any, Any]], Awaitable[None]]


def noted(job: Job, when: dict[str, Any]) -> Job:
    """The job, whose every run is noted with its end and with the next time it is due."""

    @wraps(job)
    async def run(ctx: dict[Any, Any]) -> None:
        began, failed = datetime.now(UTC), ""
        try:
            await job(ctx)
        except BaseException as error:
            failed = type(error).__name__
            raise
        finally:
            due = next_cron(datetime.now(settings().zone), **when)
            ended = datetime.now(UTC)
            await note_run(
                JobRun(name=job.__name__, began_at=began, ended_at=ended, failed=failed, due_at=due)
            )

    return run
