"""The excuses of members."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class ExcuseCode(StrEnum):
    """Why a member is excused: 年老体弱, 流动党员, 患病, 生育, 驻外或借调, 其他."""

    frail = "frail"
    away = "away"
    ill = "ill"
    newborn = "newborn"
    posted = "posted"
    other = "other"


class Excuse(Row, table=True):
    """A time for which a member is excused, until it is over or somebody ends it."""

    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="in_order"),)

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    person_id: int = link("person.id", index=True)
    code: ExcuseCode = coded(ExcuseCode)
    words: str = Field(default="", max_length=300)
    since: date
    until: date | None = None
    by_id: int = link("person.id")
    at: datetime = moment()
    ended_by_id: int | None = link("person.id", default=None)
