"""The log of tables that were applied."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from wishboard.core.rows import Row, facts, link, moment


class CalendarUpload(Row, table=True):
    """Who replaced the days of a year, and how many dates that moved.

    `before` holds the year's days as they were, `2027-01-04` → whether offices worked. `settled`
    says that the dates which other processes counted by them meanwhile were moved as well.
    """

    __tablename__ = "calendar_upload"

    year: int = Field(index=True)
    by_id: int = link("person.id")
    at: datetime = moment()
    days: int
    wishes: int = 0
    issues: int = 0
    before: dict[str, Any] = facts()
    settled: bool = False
