"""How members stand in a year: what each owes by the rules, and what each did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlmodel import col

from wishboard.accounts.models import Membership, MembershipKind, Organization
from wishboard.core.database import AsyncSession
from wishboard.core.keys import among
from wishboard.quotas.excuses.models import Excuse
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.owing import Excused, Span, owed
from wishboard.quotas.rules.queries import Rules, counted_by, rules_of, terms_of
from wishboard.quotas.sums import Sum, sums_of


class Spell(NamedTuple):
    """A time in which an organization owned a member."""

    organization_id: int
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's year. `owed` is None for whoever no rule speaks of, as volunteers."""

    person_id: int
    rule: QuotaRule | None
    owed: int | None
    done: int
    quarters: tuple[int, int, int, int]
    spells: tuple[Spell, ...] = ()
    excuses: tuple[Excuse, ...] = ()

    @property
    def short(self) -> int:
        """How much is missing."""
        return max(0, (self.owed or 0) - self.done)

    @property
    def answers_id(self) -> int | None:
        """The organization that answers for the year: the last that owned the member in it."""
        return self.spells[-1].organization_id if self.spells else None


async def standings(
    db: AsyncSession, person_ids: Collection[int], year: int, rules: Rules | None = None
) -> dict[int, Standing]:
    """How people stand in a year, by their keys; by other rules than that year's if given.

    Takes four queries, however many they are.
    """
    rules = rules or await rules_of(db, year)
    spells = await _spells(db, person_ids, year)
    excuses = await _excuses(db, person_ids, year)
    sums = await sums_of(db, Holder.person, person_ids, year)
    return _standings(rules, person_ids, spells, excuses, sums)


def quarters_of(sums: Sequence[Sum], rule: QuotaRule | None) -> tuple[int, int, int, int]:
    """What was done in each quarter, of what the rule counts."""
    found = [0, 0, 0, 0]
    counts = None if rule is None else rule.counts
    for one in sums:
        if counts is None or one.cause_kind in counts:
            found[one.quarter - 1] += one.amount
    return found[0], found[1], found[2], found[3]


def _standings(
    rules: Rules,
    people: Collection[int],
    spells: Mapping[int, Sequence[Spell]],
    excuses: Mapping[int, Sequence[Excuse]],
    sums: Mapping[int, Sequence[Sum]],
) -> dict[int, Standing]:
    """What is owed is worked out once for all whose year looks the same, as most do."""
    asked: dict[_Shape, tuple[QuotaRule | None, int | None]] = {}
    found = {}
    for key in people:
        belonged, excused = tuple(spells.get(key, ())), tuple(excuses.get(key, ()))
        shape = _shape_of(belonged, excused)
        if shape not in asked:
            asked[shape] = _asked_of(rules, shape)
        rule, due = asked[shape]
        quarters = quarters_of(sums[key], rule)
        done = sum(quarters) if rule is None else counted_by(rule, sums[key])
        found[key] = Standing(key, rule, due, done, quarters, belonged, excused)
    return found


class _Shape(NamedTuple):
    """All of somebody's year that decides what is owed in it."""

    spells: tuple[tuple[str, Span], ...]
    excused: tuple[Excused, ...]


def _shape_of(spells: Sequence[Spell], excuses: Sequence[Excuse]) -> _Shape:
    return _Shape(
        tuple([(spell.kind, spell.span) for spell in spells]),
        tuple([Excused(one.since, one.until, one.code.value) for one in excuses]),
    )


def _asked_of(rules: Rules, year: _Shape) -> tuple[QuotaRule | None, int | None]:
    """The rule for somebody with such a year, and what is owed; None where no rule speaks."""
    rule = rules.rule(Holder.person, year.spells[-1][0]) if year.spells else None
    if rule is None:
        return None, None
    covered = [span for kind, span in year.spells if rules.rule(Holder.person, kind)]
    return rule, owed(terms_of(rule), rules.year, covered, year.excused)


async def _spells(db: AsyncSession, people: Collection[int], year: int) -> dict[int, list[Spell]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = await db.execute(
        select(
            col(Membership.person_id),
            col(Membership.organization_id),
            col(Organization.kind),
            col(Membership.since),
            col(Membership.until),
        )
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(
            among(Membership.person_id, people),
            col(Membership.kind) == MembershipKind.member,
            col(Membership.owning),
            col(Membership.since) <= last,
            or_(col(Membership.until).is_(None), col(Membership.until) >= first),
        )
        .order_by(col(Membership.since), col(Membership.id))
    )
    spells: dict[int, list[Spell]] = {}
    for person_id, organization_id, kind, since, until in found:
        spell = Spell(organization_id, kind, Span(since, until))
        spells.setdefault(person_id, []).append(spell)
    return spells


async def _excuses(db: AsyncSession, people: Collection[int], year: int) -> dict[int, list[Excuse]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = await db.execute(
        select(Excuse)
        .where(
            among(Excuse.person_id, people),
            col(Excuse.since) <= last,
            or_(col(Excuse.until).is_(None), col(Excuse.until) >= first),
        )
        .order_by(col(Excuse.since), col(Excuse.id))
    )
    excuses: dict[int, list[Excuse]] = {}
    for excuse in found.scalars():
        excuses.setdefault(excuse.person_id, []).append(excuse)
    return excuses
