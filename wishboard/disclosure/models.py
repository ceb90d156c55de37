"""The log of looks at contact data, which the wisher reads; bursts of them; who was erased."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from wishboard.core.rows import Row, coded, link, moment


class Purpose(StrEnum):
    """What somebody needs the contact data for."""

    arrange_visit = "arrange_visit"
    ask_details = "ask_details"
    confirm_result = "confirm_result"
    check = "check"


class Reveal(Row, table=True):
    """Who looked at a wisher's contact data, when and what for; written before it is opened.

    `export_id` names the file into which they were written, if it was no look on a page.
    """

    wish_id: int = link("wish.id", index=True)
    person_id: int = link("person.id", index=True)
    organization_id: int | None = link("organization.id", default=None)
    purpose: Purpose = coded(Purpose)
    export_id: int | None = link("contact_export.id", default=None)
    at: datetime = moment()


class ErasedWish(SQLModel, table=True):
    """A wish whose wisher was erased for good; whoever restores an older backup erases it again."""

    __tablename__ = "erased_wish"

    public_id: str = Field(primary_key=True, max_length=16)
    at: datetime = moment()


class Unusual(StrEnum):
    """What was unusual about a burst of looks at contact data."""

    in_an_hour = "in_an_hour"
    in_a_day = "in_a_day"
    at_night = "at_night"


class RevealBurst(Row, table=True):
    """Somebody looked at the contact data of many people beside their own promises.

    `since` is the first look of the burst and `at` the newest, `people` how many different people
    it was about so far.
    """

    __tablename__ = "reveal_burst"
    __table_args__ = (Index("ix_reveal_burst_person", "person_id", "why", "at"),)

    person_id: int = link("person.id")
    why: Unusual = coded(Unusual)
    people: int
    since: datetime
    at: datetime = moment()
