"""Which rule a year goes by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, or_, select

from wishboard.core.clock import YEARS
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.owing import Terms
from wishboard.quotas.sums import Sum


def terms_of(rule: QuotaRule) -> Terms:
    """What a rule says about how much is owed."""
    return Terms(rule.minimum, rule.joining, rule.leaving, frozenset(rule.excuses))


def counted_by(rule: QuotaRule, sums: Sequence[Sum]) -> int:
    """How much of what was done counts by a rule, its maximum at most."""
    counts = rule.counts
    done = sum(one.amount for one in sums if one.cause_kind in counts)
    return done if rule.maximum is None else min(done, rule.maximum)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that one year goes by."""

    year: int
    held: Sequence[QuotaRule]

    def rule(self, whose: Holder, kind: str) -> QuotaRule | None:
        """The rule for members of such an organization, or for such an organization."""
        fitting = (one for one in self.held if one.whose is whose and kind in one.kinds)
        return next(fitting, None)


async def rules_of(db: AsyncSession, year: int) -> Rules:
    """The rules that hold on the last day of a year. Raises NotFound for one of no calendar."""
    if year not in YEARS:
        raise NotFound
    day = date(year, 12, 31)
    found = await db.exec(
        select(QuotaRule)
        .where(
            QuotaRule.since <= day,
            or_(col(QuotaRule.until).is_(None), col(QuotaRule.until) >= day),
        )
        .order_by(col(QuotaRule.whose), col(QuotaRule.id))
    )
    return Rules(year, found.all())


async def all_rules(db: AsyncSession) -> Sequence[QuotaRule]:
    """Every rule there ever was: members' first, the newest of a line first."""
    found = await db.exec(
        select(QuotaRule).order_by(
            col(QuotaRule.whose).desc(), col(QuotaRule.line), col(QuotaRule.since).desc()
        )
    )
    return found.all()


async def rule_with(db: AsyncSession, public_id: str) -> QuotaRule:
    """The rule with this public id. Raises NotFound."""
    found = await db.exec(select(QuotaRule).where(QuotaRule.public_id == public_id))
    rule = found.first()
    if rule is None:
        raise NotFound
    return rule
