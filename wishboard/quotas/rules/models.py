"""The rules, each with the time in which it holds."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ARRAY, CheckConstraint, Column, String
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.owing import PartYear


class Cause(StrEnum):
    """What can count: a granted wish, a closed issue, a community task."""

    wish = "wish"
    issue = "issue"
    task = "task"


def _codes(length: int = 32) -> Column[list[str]]:
    return Column(ARRAY(String(length)), nullable=False)


class QuotaRule(Row, table=True):
    """What members of some kinds of organizations owe in a year, or these organizations.

    A year goes by the rule that holds on its last day. Changing a rule ends it and begins another
    on the same `line`, so that what held before can still be read. `maximum` is the most that
    counts in a year. `excuses` are the codes that take days away from what is owed.
    """

    __tablename__ = "quota_rule"
    __table_args__ = (
        CheckConstraint("minimum BETWEEN 0 AND 1000", name="sensible"),
        CheckConstraint("maximum IS NULL OR maximum >= minimum", name="can_be_kept"),
        CheckConstraint("until IS NULL OR until >= since", name="in_order"),
    )

    line: str = Field(default_factory=public_id, max_length=16, index=True)
    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    whose: Holder = coded(Holder)
    kinds: list[str] = Field(sa_column=_codes())
    counts: list[str] = Field(sa_column=_codes())
    counts_members: bool = False
    minimum: int
    maximum: int | None = None
    joining: PartYear = coded(PartYear, check="joining", default=PartYear.share)
    leaving: PartYear = coded(PartYear, check="leaving", default=PartYear.share)
    excuses: list[str] = Field(sa_column=_codes())
    since: date
    until: date | None = None
    made_by_id: int | None = link("person.id", default=None)
    made_at: datetime = moment()
