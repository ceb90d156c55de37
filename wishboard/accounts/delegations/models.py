"""A role, or a part of its scope, in other hands for a time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.accounts.roles import Role
from wishboard.core.clock import today
from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Delegation(Row, table=True):
    """What somebody handed on to somebody else, from a day to a day, both counted.

    `from_id` is the appointment that was handed on, `appointment_id` the one that the receiver
    holds by it; they are empty when that appointment never held. `begun` and `over` say that both
    were told of it.
    """

    __table_args__ = (
        CheckConstraint("num_nonnulls(organization_id, area_id) = 1", name="one_scope"),
        CheckConstraint("until >= since", name="in_order"),
        CheckConstraint("giver_id <> receiver_id", name="to_another"),
        Index("ix_delegation_untold", "since", postgresql_where=text("NOT over")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    giver_id: int = link("person.id", index=True)
    receiver_id: int = link("person.id", index=True)
    role: Role = coded(Role)
    organization_id: int | None = link("organization.id", default=None)
    area_id: int | None = link("area.id", default=None)
    from_id: int | None = link("appointment.id", default=None, index=True)
    appointment_id: int | None = link("appointment.id", default=None, index=True)
    since: date
    until: date
    made_at: datetime = moment()
    ended_at: datetime | None = None
    ended_by_id: int | None = link("person.id", default=None)
    begun: bool = False
    over: bool = False

    @property
    def stands(self) -> bool:
        """Whether it holds today or will hold."""
        return self.ended_at is None and self.until >= today()
