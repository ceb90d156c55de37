"""What `wishboard doctor` finds about the worker's work: jobs, history, messages, mail, clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from wishboard.cli.findings import Finding, ok, warning, wrong

if TYPE_CHECKING:
    import psycopg

    Database = psycopg.Connection[tuple[object, ...]]

LONGEST_LAG = timedelta(minutes=5)
LATE = timedelta(minutes=15)
"""How long after its time a job may end; the longest takes ten minutes."""
OFF = timedelta(seconds=5)
"""How far the clocks of this machine and of the database may be apart."""
WORKER = "The worker does not run: start `wishboard run`, or `arq workers.Worker` in a city."
UNTOLD = "SELECT count(*), min(at) FROM event WHERE NOT told"
UNSEALED = "SELECT count(*), min(at) FROM event WHERE NOT chained"
UNSENT = """
SELECT mail, count(DISTINCT person_id) FROM notice
 WHERE mail IN ('failed', 'uncertain') AND at > now() - interval '7 days' GROUP BY mail
"""
RUNS = "SELECT name, failed, due_at FROM job_run ORDER BY due_at"


def upkeep(db: "Database") -> Iterator[Finding]:
    """Everything about what the worker has to do, and the clock that it goes by."""
    yield _clock(db)
    yield from _jobs(db)
    yield _lag(db, "messages", UNTOLD, "all told", "wait to be told")
    yield _lag(db, "history", UNSEALED, "all sealed", "wait to be sealed")
    yield from _mail(db)


def _clock(db: "Database") -> Finding:
    (theirs,) = db.execute("SELECT clock_timestamp()").fetchone() or (None,)
    ours = datetime.now(UTC)
    apart = abs(ours - theirs) if isinstance(theirs, datetime) else timedelta()
    if apart > OFF:
        says = f"this machine and the database are {apart.total_seconds():.0f} s apart"
        return wrong("clock", says, "Set both by NTP: promises and deadlines go by the clock.")
    return ok("clock", f"{ours:%Y-%m-%d %H:%M:%S} UTC, as the database has it")


def _jobs(db: "Database") -> Iterator[Finding]:
    runs = db.execute(RUNS).fetchall()
    if not runs:
        yield ok("jobs", "none has run yet")
        return
    late = [
        str(name)
        for name, _failed, due in runs
        if isinstance(due, datetime) and datetime.now(UTC) - due > LATE
    ]
    failed = [f"{name} ({kind})" for name, kind, _due in runs if kind]
    if late:
        says = f"{len(late)} have not run when they were due: {', '.join(late[:6])}"
        yield warning("jobs", says, WORKER)
    if failed:
        remedy = "Look at the worker's log; a job is tried again at its next time."
        yield warning("jobs", f"failed last time: {', '.join(failed[:6])}", remedy)
    if not (late or failed):
        yield ok("jobs", f"{len(runs)} run when they are due")


def _lag(db: "Database", subject: str, question: str, good: str, waits: str) -> Finding:
    count, oldest = db.execute(question).fetchone() or (0, None)
    if not isinstance(oldest, datetime):
        return ok(subject, good)
    says = f"{count} events {waits}, the oldest since {oldest:%Y-%m-%d %H:%M} UTC"
    if datetime.now(UTC) - oldest < LONGEST_LAG:
        return ok(subject, says)
    return warning(subject, says, WORKER)


def _mail(db: "Database") -> Iterator[Finding]:
    for state, people in db.execute(UNSENT).fetchall():
        says = f"digests to {people} people are {state}"
        remedy = "An administrator decides at /desk/mail. Nothing is lost: see /notices."
        yield warning("mail", says, remedy)
