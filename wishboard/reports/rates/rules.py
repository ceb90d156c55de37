"""The rule of a day: how rates become a score. A new rule stands beside the old ones."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from wishboard.accounts.trees import must_administer_all
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy
from wishboard.reports.rates.forms import RuleForm
from wishboard.reports.rates.models import RateRule

ALWAYS = date(2000, 1, 1)


class WeightsDoNotAddUp(Refusal):
    """The three weights are shares of one score."""

    code = "weights_do_not_add_up"
    status = 422
    says = lazy("The three weights must add up to 100.")


class RuleInThePast(Refusal):
    """What was ranked by a rule stays as it was."""

    code = "rule_in_the_past"
    status = 422
    says = lazy("A rule begins today or later: what was ranked already stays as it was.")


async def rule_of(db: AsyncSession, day: date) -> RateRule:
    """The rule that holds on a day; the default one before any other was made."""
    found = await db.exec(
        select(RateRule)
        .where(col(RateRule.since) <= day)
        .order_by(col(RateRule.since).desc())
        .limit(1)
    )
    return found.first() or RateRule(since=ALWAYS)


async def rules(db: AsyncSession) -> Sequence[RateRule]:
    """Every rule that was made, the newest first."""
    return (await db.exec(select(RateRule).order_by(col(RateRule.since).desc()))).all()


async def change_rule(db: AsyncSession, form: RuleForm, *, by: Viewer) -> RateRule:
    """Let another rule hold from a day on; one that begins on the same day is replaced.

    Raises NotAllowed for who does not administer the whole town, WeightsDoNotAddUp, RuleInThePast.
    """
    await must_administer_all(db, by)
    if form.response + form.resolution + form.satisfaction != 100:
        raise WeightsDoNotAddUp
    since = form.since or today()
    if since < today():
        raise RuleInThePast
    found = await db.exec(select(RateRule).where(RateRule.since == since).with_for_update())
    rule = found.first() or RateRule(since=since)
    for name, value in form.model_dump(exclude={"since"}).items():
        setattr(rule, name, value)
    rule.by_id, rule.at = by.person_id, now()
    db.add(rule)
    await db.flush()
    return rule
