"""Change the rules: what held before stays as it was."""

from datetime import timedelta

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.accounts.trees import must_administer_all
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.events import RULE, QuotaEvent
from wishboard.quotas.refusals import BeforeTheLast, RuleHasEnded, RulesOverlap, YearIsClosed
from wishboard.quotas.rules.forms import RuleForm
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.queries import rule_with

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('quota_rule', 0))")


async def change_rule(db: AsyncSession, public_id: str, form: RuleForm, *, by: Viewer) -> QuotaRule:
    """Let another rule take the place of one, from a day on.

    Raises NotAllowed, RuleHasEnded, BeforeTheLast, RulesOverlap, YearIsClosed.
    """
    await must_administer_all(db, by)
    await db.execute(_ONE_AT_A_TIME)
    last = await rule_with(db, public_id)
    await db.refresh(last)
    if last.until is not None:
        raise RuleHasEnded
    if form.since <= last.since:
        raise BeforeTheLast(day=last.since)
    last.until = form.since - timedelta(days=1)
    await db.flush()
    rule = form.rule()
    rule.line, rule.whose = last.line, last.whose
    return await _begin(db, rule, by)


async def add_rule(db: AsyncSession, form: RuleForm, *, by: Viewer) -> QuotaRule:
    """Make a rule for organizations none speaks of. Raises NotAllowed, RulesOverlap."""
    await must_administer_all(db, by)
    await db.execute(_ONE_AT_A_TIME)
    return await _begin(db, form.rule(), by)


async def _begin(db: AsyncSession, rule: QuotaRule, by: Viewer) -> QuotaRule:
    closed = select(YearClosing.year).where(YearClosing.year >= rule.since.year)
    year = (await db.exec(closed.order_by(col(YearClosing.year).desc()).limit(1))).first()
    if year is not None:
        raise YearIsClosed(year=year)
    others = await db.exec(
        select(QuotaRule).where(QuotaRule.whose == rule.whose, QuotaRule.line != rule.line)
    )
    for other in others:
        apart = other.until is not None and other.until < rule.since
        apart = apart or (rule.until is not None and rule.until < other.since)
        if not apart and set(other.kinds) & set(rule.kinds):
            raise RulesOverlap
    rule.made_by_id = by.person_id
    db.add(rule)
    await db.flush()
    await record(db, QuotaEvent.rule_changed, RULE, rule.key, by=by, minimum=rule.minimum)
    return rule
