"""The ledger of credits, and the sums it is folded into.

Rows of the ledger are only added; taking a credit back is a row of its own. Sums are a cache: a
year's number is what stands in them and the rows that are not folded in yet, so that writing a
credit never waits for another of the same holder.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from wishboard.core.rows import Row, coded, link, moment


class Holder(StrEnum):
    """Who a credit belongs to."""

    person = "person"
    organization = "organization"


class Credit(Row, table=True):
    """One credit, or one taken back.

    The cause is a kind and a public id with the round in which it happened, so that what is done
    again after being reopened can be credited again, and nothing is credited twice.

    `year` is the year in which it counts: that of `done_on`, in the city's time zone. What changes
    after that year was closed counts in the open year instead, on the day it changed: `adjusted_on`
    is that day, `adjusts` the closed year. A row that takes back names the row it answers.
    `folded` is the mark that the sums leave; nothing else ever changes.
    """

    __table_args__ = (
        CheckConstraint("amount IN (1, -1)", name="one_at_a_time"),
        Index(
            "uq_credit_cause",
            "holder",
            "holder_id",
            "cause_kind",
            "cause_id",
            "round",
            "amount",
            unique=True,
        ),
        Index("ix_credit_year", "holder", "holder_id", "year"),
        Index("ix_credit_of_cause", "cause_kind", "cause_id"),
        Index(
            "ix_credit_unfolded",
            "year",
            "holder",
            "holder_id",
            postgresql_where=text("NOT folded"),
        ),
    )

    holder: Holder = coded(Holder)
    holder_id: int = Field(sa_type=BigInteger)
    organization_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    cause_kind: str = Field(max_length=16)
    cause_id: str = Field(max_length=16)
    round: int = 0
    year: int
    done_on: date
    adjusted_on: date | None = None
    adjusts: int | None = None
    amount: int = 1
    answers_id: int | None = link("credit.id", default=None)
    folded: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    at: datetime = moment()

    @property
    def counts_on(self) -> date:
        """The day that places it in its year."""
        return self.adjusted_on or self.done_on


class CreditSum(SQLModel, table=True):
    """What the folded rows of one holder add up to: by year, quarter, cause and organization.

    `organization_id` is the one for which a person did it; 0 where there was none.
    """

    __tablename__ = "credit_sum"
    __table_args__ = (Index("ix_credit_sum_organization", "organization_id", "year"),)

    holder: Holder = coded(Holder, primary_key=True)
    holder_id: int = Field(sa_type=BigInteger, primary_key=True)
    year: int = Field(primary_key=True)
    organization_id: int = Field(default=0, sa_type=BigInteger, primary_key=True)
    quarter: int = Field(primary_key=True)
    cause_kind: str = Field(max_length=16, primary_key=True)
    amount: int = 0
