"""How rates are counted: the rule for everybody to read and for the administrator to change."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import administers_all
from wishboard.core.clock import today
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.reports.rates.forms import RuleForm
from wishboard.reports.rates.frozen import RULE
from wishboard.reports.rates.rules import change_rule, rule_of, rules
from wishboard.web.rankings.asked import READERS

_HERE = "/rankings/rule"


async def rule_page(visit: Visit) -> Response[str]:
    """The rule of today, the form to change it, and the rules there were and will be."""
    viewer = visit.must_hold(*READERS)
    db = await visit.db()
    rule = await rule_of(db, today())
    return visit.page(
        "rankings/rule.html",
        rule=rule,
        rules=await rules(db),
        changes=await administers_all(db, viewer),
        filled=visit.filled(_HERE, since=today(), **{name: getattr(rule, name) for name in RULE}),
        here=_HERE,
    )


@get(_HERE)
async def show_rule(visit: NamedDependency[Visit]) -> Response[Any]:
    """How rates become a score and a rank."""
    return await rule_page(visit)


@post(_HERE)
@shows_again(rule_page)
async def change(visit: NamedDependency[Visit]) -> Response[Any]:
    """Let another rule hold from a day on."""
    visit.must_hold(Right.administer)
    await change_rule(await visit.db(), visit.form(RuleForm), by=visit.viewer)
    return visit.redirect(_HERE, "rate_rule_changed")


ROUTES = [show_rule, change]
