"""An organization's year: its members at risk first, its guests, and its own deeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select as rows_of
from sqlmodel import col, or_, select

from wishboard.accounts.models import Membership, MembershipKind, Organization, Person
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.keys import among
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.owing import Span, owed
from wishboard.quotas.rules.queries import Rules, counted_by, rules_of, terms_of
from wishboard.quotas.standing import Standing, quarters_of, standings
from wishboard.quotas.sums import Sum, sums_by_members, sums_of

LAST_QUARTER = 4


class State(StrEnum):
    """How somebody stands, the most pressing first."""

    at_risk = "at_risk"
    on_the_way = "on_the_way"
    promised = "promised"
    kept = "kept"
    nothing_owed = "nothing_owed"


ORDER = {state: place for place, state in enumerate(State)}


class Named(NamedTuple):
    """Who somebody is in a list."""

    id: int
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One member in the matrix. `promised` counts what is promised or waits to be closed."""

    person: Named
    standing: Standing
    state: State
    promised: int = 0
    here: bool = True


@dataclass(frozen=True, slots=True)
class OwnDeeds:
    """An organization's own year. `owed` is None for those no rule speaks of."""

    organization: Organization
    rule: QuotaRule | None
    owed: int | None
    done: int
    quarters: tuple[int, int, int, int]

    @property
    def short(self) -> int:
        """How much is missing."""
        return max(0, (self.owed or 0) - self.done)


async def members_in(db: AsyncSession, organization_id: int, year: int) -> dict[int, bool]:
    """Everybody who was a member of an organization in a year: owned by it, or a guest (双报到)."""
    found = await db.exec(
        select(Membership.person_id, Membership.owning)
        .where(
            Membership.organization_id == organization_id,
            Membership.kind == MembershipKind.member,
            Membership.since <= date(year, 12, 31),
            or_(col(Membership.until).is_(None), col(Membership.until) >= date(year, 1, 1)),
        )
        .order_by(col(Membership.owning))
    )
    return dict(found.all())


async def lines(
    db: AsyncSession,
    organization_id: int,
    year: int,
    members: Mapping[int, bool],
    promised: Mapping[int, int],
    rules: Rules | None = None,
) -> list[Line]:
    """The members of an organization for its matrix, at risk first. Takes four or five queries.

    Whoever moved on during the year is listed but answers elsewhere: not `here`, as guests.
    """
    found = await standings(db, members, year, rules)
    rows = await db.execute(
        rows_of(col(Person.id), col(Person.public_id), col(Person.name)).where(
            among(Person.id, members)
        )
    )
    made = []
    for person in map(Named._make, rows):
        standing, open_ = found[person.id], promised.get(person.id, 0)
        here = members[person.id] and standing.answers_id == organization_id
        state = state_of(standing, open_, year)
        made.append(Line(person, standing, state, open_, here))
    return sorted(
        made,
        key=lambda one: (
            ORDER[one.state],
            -one.standing.short,
            one.person.name,
            one.person.id,
        ),
    )


def state_of(standing: Standing, promised: int, year: int) -> State:
    """How somebody stands: at risk is who is behind the pace of the quarters, or short at the end.

    In the last quarter, and afterwards, whoever misses more than is promised is at risk.
    """
    if not standing.owed:
        return State.nothing_owed
    if standing.short == 0:
        return State.kept
    day = today()
    past = 0 if day.year < year else LAST_QUARTER
    if day.year == year:
        past = (day.month - 1) // 3
    paced = standing.owed if past >= LAST_QUARTER - 1 else standing.owed * past // LAST_QUARTER
    if standing.done + promised < paced:
        return State.at_risk
    return State.promised if promised >= standing.short else State.on_the_way


async def own_deeds(
    db: AsyncSession, bodies: Sequence[Organization], year: int, rules: Rules | None = None
) -> dict[int, OwnDeeds]:
    """What organizations owe themselves in a year, and did; theirs alone, not their children's."""
    rules = rules or await rules_of(db, year)
    keys = [body.key for body in bodies]
    own = await sums_of(db, Holder.organization, keys, year)
    members = await sums_by_members(db, keys, year) if _counts_members(rules) else {}
    return {
        body.key: _deeds(body, rules, own[body.key], members.get(body.key, [])) for body in bodies
    }


def _counts_members(rules: Rules) -> bool:
    return any(rule.counts_members for rule in rules.held if rule.whose is Holder.organization)


def _deeds(body: Organization, rules: Rules, own: list[Sum], members: list[Sum]) -> OwnDeeds:
    rule = rules.rule(Holder.organization, body.kind.value)
    sums = [*own, *members] if rule and rule.counts_members else own
    quarters = quarters_of(sums, rule)
    if rule is None:
        return OwnDeeds(body, None, None, sum(quarters), quarters)
    due = owed(terms_of(rule), rules.year, [Span(date.min, body.closed_on)])
    return OwnDeeds(body, rule, due, counted_by(rule, sums), quarters)
