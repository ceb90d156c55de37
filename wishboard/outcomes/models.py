"""The outcome of a wish, who took part, and the wisher's answer."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class PaidBy(StrEnum):
    """Where the money came from. Personal spending is never compared."""

    nobody = "nobody"
    branch_funds = "branch_funds"
    organization = "organization"
    donor = "donor"
    self_paid = "self_paid"


class AnswerBy(StrEnum):
    """How an answer came in."""

    code = "code"
    phone = "phone"
    host = "host"
    silence = "silence"


class Flag(StrEnum):
    """Why a confirmed wish does not close by itself."""

    same_device = "same_device"
    more_than_expected = "more_than_expected"
    keeper_claimed = "keeper_claimed"


class Outcome(Row, table=True):
    """What was done for one wish in one round; a reopened wish gets another.

    Beneficiaries are counted three times: `wish.expected`, `reported` by who did it, and
    `confirmed` by the keeper, which is the official figure. `minutes` is what each who took part
    gave, without the way there; 0 where nobody has said. `undone_because` is why somebody had the
    closed wish opened again.
    """

    __table_args__ = (
        CheckConstraint("reported >= 0 AND confirmed >= 0", name="not_negative"),
        CheckConstraint("minutes >= 0", name="no_time_lost"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", index=True)
    round: int = 0
    claim_id: int | None = link("claim.id", default=None)
    delivered_by_id: int | None = link("person.id", default=None)
    done: str = Field(max_length=600)
    paid_by: PaidBy = coded(PaidBy, default=PaidBy.nobody)
    reported: int = 1
    confirmed: int | None = None
    confirmed_by_id: int | None = link("person.id", default=None)
    minutes: int = 0
    delivered_on: date
    delivered_at: datetime = moment()
    device: str = Field(default="", max_length=32)
    undone: bool = False
    undone_because: str = Field(default="", max_length=300)


class Participation(SQLModel, table=True):
    """One person's share in one delivered wish, with the organization it was done for."""

    outcome_id: int = link("outcome.id", primary_key=True)
    person_id: int = link("person.id", primary_key=True, index=True)
    organization_id: int | None = link("organization.id", default=None)
    in_its_name: bool = False


class Answer(Row, table=True):
    """The wisher's word on an outcome: done or not, a rating, praise; or the recorded silence."""

    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", name="five_stars"),
        CheckConstraint("(how = 'silence') = (done IS NULL)", name="silence_says_nothing"),
    )

    outcome_id: int = link("outcome.id", unique=True)
    wish_id: int = link("wish.id", index=True)
    how: AnswerBy = coded(AnswerBy)
    done: bool | None = None
    rating: int | None = None
    words: str = Field(default="", max_length=600)
    praise: bool = False
    flag: Flag | None = coded(Flag, default=None, nullable=True)
    recorded_by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
