"""Rules are changed from a day on; a look beforehand says for whom."""

from datetime import date
from typing import Any

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.core.clock import frozen
from wishboard.core.database import AsyncSession
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.commands import add_rule, change_rule
from wishboard.quotas.rules.forms import RuleForm
from wishboard.quotas.rules.models import QuotaRule
from wishboard.quotas.rules.preview import Preview, preview
from wishboard.quotas.rules.queries import all_rules, rules_of
from wishboard.quotas.rules.seed import seed_rules
from wishboard.quotas.year import own_year

DAY = date(2026, 5, 4)
PARTY = ["branch", "general_branch", "party_committee"]


def form(**changed: Any) -> RuleForm:
    given = {
        "whose": "person",
        "kinds": PARTY,
        "counts": ["wish", "issue", "task"],
        "minimum": 2,
        "joining": "share",
        "leaving": "share",
        "since": DAY,
    }
    return RuleForm.model_validate(given | changed)


async def present(whose: Holder = Holder.person, year: int = 2026) -> QuotaRule:
    rule = (await done(rules_of, year)).rule(whose, "branch")
    assert rule is not None
    return rule


async def test_a_town_begins_with_two_rules_and_keeps_its_own(town: Town) -> None:
    assert (await present()).minimum == 1
    assert (await present(Holder.organization)).minimum == 3
    assert await done(seed_rules) == 0


async def test_a_changed_rule_holds_for_its_year_and_not_for_those_before(town: Town) -> None:
    with frozen(DAY):
        boss, member = await town.viewer("administrator"), await town.viewer("member")
        await done(change_rule, (await present()).public_id, form(), by=boss)
        assert (await done(own_year, member, 2026)).owed == 2
        assert (await done(own_year, member, 2025)).owed == 1
        assert [rule.minimum for rule in await done(all_rules)] == [2, 1, 3]


async def test_only_the_present_rule_is_changed_and_only_onward(town: Town) -> None:
    with frozen(DAY):
        boss, first = await town.viewer("administrator"), await present()
        with refused("not_allowed"):
            await done(change_rule, first.public_id, form(), by=await town.viewer("leader"))
        second = await done(change_rule, first.public_id, form(), by=boss)
        with refused("rule_has_ended"):
            await done(change_rule, first.public_id, form(), by=boss)
        with refused("before_the_last"):
            await done(change_rule, second.public_id, form(), by=boss)


async def test_two_rules_never_speak_of_the_same(town: Town) -> None:
    with frozen(DAY):
        boss = await town.viewer("administrator")
        with refused("rules_overlap"):
            await done(add_rule, form(kinds=["branch"]), by=boss)
        rule = await done(add_rule, form(kinds=["enterprise"], minimum=1), by=boss)
        assert rule.since == DAY


async def test_a_look_beforehand_names_whom_it_affects(town: Town) -> None:
    with frozen(DAY):
        await town.closed(by="member")

        async def look(db: AsyncSession) -> Preview:
            rule = form(kinds=["branch"]).rule()
            return await preview(db, rule, await present())

        found = await done(look)
        affected = {one.name: (one.owed, one.will_owe) for one in found.listed}
        assert affected["陈向阳"] == (1, 2)
        assert affected["林静"] == (1, 0), "members of committees would owe nothing"
        assert found.falling_short == 1
        assert (await done(own_year, await town.viewer("member"), 2026)).owed == 1
