"""Rights from groups: given and taken at sign-in, each change written down."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import text
from sqlmodel import col, or_, select

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.models import Appointment
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.viewer import COMMAND
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.settings import settings

log = logging.getLogger("wishboard")

PLACES_CALLED = """
SELECT organization_id, area_id
  FROM (SELECT id AS organization_id, NULL::bigint AS area_id, name, public_id
          FROM organization WHERE closed_on IS NULL
         UNION ALL SELECT NULL, id, name, public_id FROM area) AS place
 WHERE {name} IN (name, public_id)
"""
"""What bears a name or public id; `{name}` is how a value is written there."""
_PLACES_CALLED = text(PLACES_CALLED.format(name=":name"))

Held = tuple[Role, int | None, int | None]
"""A role over an organization or over an area, by their keys."""


@dataclass(frozen=True, slots=True)
class Given:
    """A line of the setting: whoever is in the group holds the role over what has this name."""

    group: str
    role: Role
    over: str


def given_by_groups() -> tuple[Given, ...]:
    """The setting of this town, read. Raises ValueError as `read_groups` does."""
    return read_groups(settings().sso_groups)


@lru_cache
def read_groups(words: str) -> tuple[Given, ...]:
    """The setting, read. Raises ValueError for what is no `group=role@organization or area`."""
    lines = [line.strip() for line in words.split(";") if line.strip()]
    found = []
    for line in lines:
        group, equals, rest = line.rpartition("=")
        role, at, over = rest.partition("@")
        if not (group.strip() and equals and at and over.strip()):
            raise ValueError(f"WISHBOARD_SSO_GROUPS: no group=role@place in “{line}”")
        if role.strip() not in list(Role):
            known = ", ".join(Role)
            raise ValueError(f"WISHBOARD_SSO_GROUPS: no role in “{line}”; there are {known}")
        found.append(Given(group.strip(), Role(role.strip()), over.strip()))
    return tuple(found)


async def follow_groups(db: AsyncSession, person_id: int, groups: Iterable[str]) -> None:
    """Give the roles of somebody's groups and take those of groups they are no longer in.

    Roles that people gave stay as they are. Any change ends every session.
    """
    wanted = await _wanted(db, frozenset(groups))
    query = select(Appointment).where(
        Appointment.person_id == person_id,
        or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
    )
    held = {_place(one): one for one in (await db.exec(query)).all()}
    taken = [one for place, one in held.items() if one.by_group and place not in wanted]
    for one in taken:
        await _take(db, one)
    given = sorted(wanted - set(held), key=str)
    for place in given:
        await _give(db, person_id, place)
    if taken or given:
        await end_sessions(db, person_id)


async def _give(db: AsyncSession, person_id: int, place: Held) -> None:
    role, body, area = place
    one = Appointment(
        person_id=person_id,
        role=role,
        organization_id=body,
        area_id=area,
        since=today(),
        by_group=True,
    )
    db.add(one)
    await db.flush()
    kind = AccountEvent.appointed_by_group
    await record(db, kind, SUBJECT, person_id, by=COMMAND, appointment=one.key, role=role)


async def _take(db: AsyncSession, one: Appointment) -> None:
    facts = {"appointment": one.key, "role": one.role}
    if one.since >= today():
        await db.delete(one)
    else:
        one.until = today() - timedelta(days=1)
    await db.flush()
    kind = AccountEvent.dismissed_by_group
    await record(db, kind, SUBJECT, one.person_id, by=COMMAND, **facts)


async def _wanted(db: AsyncSession, groups: frozenset[str]) -> set[Held]:
    """What the groups give; a name that nothing has, or more than one, gives nothing."""
    wanted: set[Held] = set()
    for line in given_by_groups():
        if line.group not in groups:
            continue
        if scope := await _scope(db, line.over):
            wanted.add((line.role, *scope))
        else:
            log.warning(
                "WISHBOARD_SSO_GROUPS gives %s over “%s”, which is not one place here: "
                "nothing was given; `wishboard doctor` says more",
                line.role.value,
                line.over,
            )
    return wanted


async def _scope(db: AsyncSession, name: str) -> tuple[int | None, int | None] | None:
    found = (await db.execute(_PLACES_CALLED, {"name": name})).all()
    return (found[0].organization_id, found[0].area_id) if len(found) == 1 else None


def _place(one: Appointment) -> Held:
    return one.role, one.organization_id, one.area_id
