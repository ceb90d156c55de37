"""The rules, for the administrator: a change is looked at before it is applied."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import administers_all, must_administer_all
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.commands import add_rule, change_rule
from wishboard.quotas.rules.forms import RuleForm
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.preview import Preview, preview
from wishboard.quotas.rules.queries import all_rules, rule_with
from wishboard.web.quotas import words

NEW = "new"
_SEVERAL = ("kinds", "counts", "excuses")


@get("/quotas/rules")
async def show_rules(visit: NamedDependency[Visit]) -> Response[Any]:
    """Every rule there is and was."""
    viewer, db = visit.must_hold(Right.administer, Right.oversee), await visit.db()
    rules = await all_rules(db)
    return visit.page(
        "quotas/rules.html",
        held=[rule for rule in rules if rule.until is None or rule.until >= today()],
        past=[rule for rule in rules if rule.until is not None and rule.until < today()],
        changes=await administers_all(db, viewer),
        words=words,
    )


async def rule_page(visit: Visit, public_id: str) -> Response[str]:
    """A rule to be changed; with a change in the address, what that would do to whom."""
    viewer, db = visit.must_hold(Right.administer), await visit.db()
    await must_administer_all(db, viewer)
    rule = None if public_id == NEW else await rule_with(db, public_id)
    sent = _sent(visit)
    found: Preview | None = None
    filled = visit.filled(f"/quotas/rules/{public_id}/change", **_defaults(rule))
    if sent and not filled.errors:
        try:
            found = await preview(db, read(RuleForm, sent).rule(), rule)
            filled = Filled(values=sent)
        except Invalid as invalid:
            filled = Filled(values=sent, errors=invalid.errors)
    return visit.page(
        "quotas/rule.html",
        rule=rule,
        public_id=public_id,
        filled=filled,
        found=found,
        sent=_pairs(sent),
        words=words,
    )


def _sent(visit: Visit) -> dict[str, Any]:
    """The change in the address."""
    given = visit.request.query_params
    return {name: given.getall(name) if name in _SEVERAL else given[name] for name in given}


def _pairs(sent: dict[str, Any]) -> list[tuple[str, str]]:
    """The change once more, as hidden fields."""
    return [
        (name, one)
        for name, value in sent.items()
        for one in (value if isinstance(value, list) else [value])
    ]


def _defaults(rule: QuotaRule | None) -> dict[str, Any]:
    if rule is None:
        return {"whose": Holder.person.value, "since": today().isoformat()}
    return {
        "whose": rule.whose.value,
        "kinds": rule.kinds,
        "counts": rule.counts,
        "counts_members": "yes" if rule.counts_members else "",
        "minimum": str(rule.minimum),
        "maximum": "" if rule.maximum is None else str(rule.maximum),
        "joining": rule.joining.value,
        "leaving": rule.leaving.value,
        "excuses": rule.excuses,
        "since": max(today(), rule.since).isoformat(),
    }


@get("/quotas/rules/{public_id:str}")
async def show_rule(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Where a rule is changed, or made."""
    return await rule_page(visit, public_id)


@post("/quotas/rules/{public_id:str}/change")
@shows_again(rule_page)
async def change(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Apply a change."""
    viewer, db = visit.must_hold(Right.administer), await visit.db()
    form = visit.form(RuleForm)
    if public_id == NEW:
        await add_rule(db, form, by=viewer)
    else:
        await rule_with(db, public_id)
        await change_rule(db, public_id, form, by=viewer)
    return visit.redirect("/quotas/rules", "rule_changed")


ROUTES = [show_rules, show_rule, change]
