"""Whom a change of rules affects, before it is applied."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from sqlmodel import col, select

from wishboard.accounts.models import Membership, MembershipKind, Organization, Person
from wishboard.core.database import AsyncSession
from wishboard.quotas.models import Holder
from wishboard.quotas.roster import own_deeds
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.queries import Rules, rules_of
from wishboard.quotas.standing import standings

SHOWN = 50
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody, or an organization, for whom a number changes."""

    name: str
    name_en: str
    owed: int
    will_owe: int
    done: int
    will_be_done: int


@dataclass(slots=True)
class Preview:
    """What a change of rules would do in the year in which it begins.

    `moves` counts for how many what is owed goes from one number to another; `falling_short` are
    those who have done enough so far and would not have. Not every one is listed.
    """

    year: int
    affected: int = 0
    falling_short: int = 0
    moves: Counter[tuple[int, int]] = field(default_factory=Counter)
    listed: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Count somebody, if anything changes."""
        if (change.owed, change.done) == (change.will_owe, change.will_be_done):
            return
        self.affected += 1
        self.moves[change.owed, change.will_owe] += 1
        kept = change.done >= change.owed
        self.falling_short += kept and change.will_be_done < change.will_owe
        if len(self.listed) < SHOWN:
            self.listed.append(change)


async def preview(db: AsyncSession, rule: QuotaRule, instead_of: QuotaRule | None) -> Preview:
    """What a rule that is not stored yet would change for whom, if it took another's place."""
    year = rule.since.year
    before = await rules_of(db, year)
    held = [one for one in before.held if instead_of is None or one.line != instead_of.line]
    holds = rule.until is None or rule.until.year > year
    after = Rules(year, [*held, rule] if holds else held)
    found = Preview(year)
    kinds = sorted({*rule.kinds, *(instead_of.kinds if instead_of else ())})
    changes = _members if rule.whose is Holder.person else _bodies
    async for change in changes(db, kinds, before, after):
        found.add(change)
    return found


async def _members(
    db: AsyncSession, kinds: Sequence[str], before: Rules, after: Rules
) -> AsyncIterator[Change]:
    """Everybody who belongs to such organizations, batch by batch."""
    mark = 0
    while True:
        query = (
            select(Person)
            .where(
                Person.id > mark,  # type: ignore[operator]
                col(Person.id).in_(
                    select(Membership.person_id)
                    .join(Organization, col(Organization.id) == col(Membership.organization_id))
                    .where(
                        Membership.kind == MembershipKind.member,
                        col(Membership.owning),
                        col(Organization.kind).in_(kinds),
                    )
                ),
            )
            .order_by(col(Person.id))
            .limit(_BATCH)
        )
        people = {person.key: person.name for person in (await db.exec(query)).all()}
        if not people:
            return
        mark = max(people)
        was = await standings(db, people, before.year, before)
        will = await standings(db, people, after.year, after)
        for key, name in people.items():
            then, now = was[key], will[key]
            yield Change(name, "", then.owed or 0, now.owed or 0, then.done, now.done)


async def _bodies(
    db: AsyncSession, kinds: Sequence[str], before: Rules, after: Rules
) -> AsyncIterator[Change]:
    """Every such organization, batch by batch."""
    mark = ""
    while True:
        found = await db.exec(
            select(Organization)
            .where(Organization.path > mark, col(Organization.kind).in_(kinds))
            .order_by(col(Organization.path))
            .limit(_BATCH)
        )
        bodies = list(found.all())
        if not bodies:
            return
        mark = bodies[-1].path
        was = await own_deeds(db, bodies, before.year, before)
        will = await own_deeds(db, bodies, after.year, after)
        for body in bodies:
            then, now = was[body.key], will[body.key]
            owes = (then.owed or 0, now.owed or 0)
            yield Change(body.name, body.name_en, *owes, then.done, now.done)
