"""The rule by which rates become a score: changed from a day on, never backwards."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.core.clock import frozen, today
from wishboard.core.refusals import NotAllowed
from wishboard.reports.rates.forms import RuleForm
from wishboard.reports.rates.models import RateRule
from wishboard.reports.rates.rules import change_rule, rule_of, rules

GIVEN = {
    name: getattr(RateRule(since=today()), name)
    for name in RuleForm.model_fields
    if name != "since"
}


def form(**changed: object) -> RuleForm:
    return RuleForm.model_validate(GIVEN | changed)


async def test_without_a_rule_the_default_holds(town: Town) -> None:
    rule = await done(rule_of, today())
    assert (rule.response, rule.resolution, rule.satisfaction, rule.fairly) == (10, 50, 40, 90)


async def test_a_new_rule_holds_from_its_day_on(town: Town) -> None:
    administrator = await town.viewer("administrator")
    soon = today() + timedelta(days=3)
    given = form(since=soon, response=20, resolution=40)
    await done(change_rule, given, by=administrator)
    assert (await done(rule_of, soon)).response == 20
    assert (await done(rule_of, soon - timedelta(days=1))).response == 10
    with frozen(soon + timedelta(days=1)):
        await done(change_rule, form(minimum=9), by=administrator)
    assert [one.minimum for one in await done(rules)] == [9, 5]


async def test_weights_are_shares_of_one_score(town: Town) -> None:
    with refused("weights_do_not_add_up"):
        await done(change_rule, form(response=11), by=await town.viewer("administrator"))


async def test_nothing_changes_backwards(town: Town) -> None:
    given = form(since=today() - timedelta(days=1))
    with refused("rule_in_the_past"):
        await done(change_rule, given, by=await town.viewer("administrator"))


async def test_only_the_administrator_changes_it(town: Town) -> None:
    with refused(NotAllowed.code):
        await done(change_rule, form(), by=await town.viewer("leader"))
