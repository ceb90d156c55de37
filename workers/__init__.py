"""The worker: `arq workers.Worker` in a city, started along by `wishboard run` otherwise.

The database is the queue; Redis only wakes the worker and keeps its clock. A short absence of
Redis is waited out; after a long one the worker ends, and whatever started it starts it again. A
city's service manager must do so (`Restart=always`); `wishboard run` does. Emptying Redis, or
losing it, loses nothing: sweeps find in the database what is left to do. Any number of workers
may run.
"""

import json
from typing import Any

from wishboard.settings import settings
from workers.jobs import messages
from workers.lines import begun, closed, opened, redis_at
from workers.schedule import SCHEDULE

MINUTE = 60


class Worker:
    """What arq is to run, and how."""

    functions = (messages.tell,)
    cron_jobs = SCHEDULE
    redis_settings = redis_at(settings().redis_url)
    timezone = settings().zone
    on_startup = opened
    on_shutdown = closed
    on_job_start = begun
    max_jobs = 4
    max_tries = 3
    job_timeout = 10 * MINUTE
    job_completion_wait = 15
    keep_result = 0
    poll_delay = 0.25
    log_results = False

    @staticmethod
    def job_serializer(words: dict[str, Any]) -> bytes:
        """Jobs travel as JSON, which can do no harm when it is read."""
        return json.dumps(words, default=str).encode()

    @staticmethod
    def job_deserializer(words: bytes) -> dict[str, Any]:
        """A job as it was sent."""
        read: dict[str, Any] = json.loads(words)
        return read
