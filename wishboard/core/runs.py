"""When each job of the worker last ran, how it ended, and when it is due again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from wishboard.core.hot import hot_rows


class JobRun(SQLModel, table=True):
    """The last run of a job. `failed` names the kind of fault it ended with, empty when well."""

    __tablename__ = "job_run"

    name: str = Field(primary_key=True, max_length=48)
    began_at: datetime
    ended_at: datetime
    failed: str = Field(max_length=64)
    due_at: datetime


_NOTE = """
INSERT INTO job_run (name, began_at, ended_at, failed, due_at)
VALUES (:name, :began, :ended, :failed, :due)
ON CONFLICT (name) DO UPDATE SET began_at = excluded.began_at, ended_at = excluded.ended_at,
  failed = excluded.failed, due_at = excluded.due_at
RETURNING name
"""


async def note_run(run: JobRun) -> None:
    """Write down that a job has run; of several workers the last one stands."""
    values = {
        "name": run.name,
        "began": run.began_at,
        "ended": run.ended_at,
        "failed": run.failed,
        "due": run.due_at,
    }
    await hot_rows(_NOTE, values)
