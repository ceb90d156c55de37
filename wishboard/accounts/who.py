"""Who can sign in, and as what: for the sign-in page of a demo town and for operators."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col, select

from wishboard.accounts.models import MembershipKind, Person
from wishboard.accounts.people import Belonging, Held, memberships_of, roles_of
from wishboard.accounts.roles import Role
from wishboard.core.database import AsyncSession
from wishboard.i18n import gettext as _
from wishboard.i18n import lazy

ROLES = {
    Role.collector: lazy("Collector"),
    Role.committee: lazy("Committee"),
    Role.handler: lazy("Handler"),
    Role.leader: lazy("Leader"),
    Role.supervisor: lazy("Supervisor"),
    Role.administrator: lazy("Administrator"),
}
MEMBERSHIPS = {
    MembershipKind.member: lazy("Member"),
    MembershipKind.volunteer: lazy("Volunteer"),
}


class Account(NamedTuple):
    """Somebody with a user name; `part` is what they come as, `place` where."""

    name: str
    username: str
    part: str
    place: str


async def accounts(db: AsyncSession, limit: int | None = None) -> list[Account]:
    """Everybody with a user name who has not left, in the order in which they came."""
    query = (
        select(Person)
        .where(col(Person.username).is_not(None), col(Person.left_on).is_(None))
        .order_by(col(Person.id))
        .limit(limit)
    )
    people = (await db.exec(query)).all()
    keys = [person.key for person in people]
    roles, memberships = await roles_of(db, keys), await memberships_of(db, keys)
    return [_account(person, roles[person.key], memberships[person.key]) for person in people]


def _account(person: Person, held: Sequence[Held], belonging: Sequence[Belonging]) -> Account:
    parts = [(str(ROLES[one.appointment.role]), one.where) for one in held]
    if not parts:
        parts = [(str(MEMBERSHIPS[one.membership.kind]), one.where) for one in belonging]
    separator = _(", ")
    part = separator.join(part for part, _place in parts) or _("Resident")
    where = separator.join(dict.fromkeys(name for _part, name in parts))
    return Account(person.name, person.username or "", part, where)
