"""What holds for the whole town is changed by who administers all of it; others only read it."""

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.web.reading import shown
from wishboard.accounts.roles import Role
from wishboard.issues.handling.duties import DutyForm, set_duty
from wishboard.quotas.rules.queries import all_rules

FORMS = {
    "/quotas/rules": 'href="/quotas/rules/new"',
    "/rankings/rule": 'action="/rankings/rule"',
    "/supervision/rungs?rung=1": 'action="/supervision/rungs/1"',
    "/desk/calendar": 'action="/desk/calendar"',
}


@pytest.mark.parametrize(("page", "form"), FORMS.items())
async def test_who_administers_one_part_reads_without_a_form(
    town: Town, page: str, form: str
) -> None:
    await town.appoint("stranger", Role.administrator, area="柳荫社区")
    assert form in await shown(town, page, "administrator")
    assert form not in await shown(town, page, "stranger")


async def test_a_rule_opens_only_for_who_may_change_it(town: Town) -> None:
    await town.appoint("stranger", Role.administrator, area="柳荫社区")
    page = f"/quotas/rules/{(await done(all_rules))[0].public_id}"
    async with signed_in(town, "administrator") as whole, signed_in(town, "stranger") as part:
        assert (await whole.get(page)).status_code == 200
        assert (await part.get(page)).status_code == 403


async def test_a_line_of_the_catalogue_is_changed_by_who_administers_its_area(town: Town) -> None:
    await town.appoint("stranger", Role.administrator, area="柳荫社区")
    await town.appoint("comrade", Role.administrator, body="河东社区党委")
    whole = await town.viewer("administrator")
    body = town.organizations["城市管理局"].public_id
    willow = town.areas["柳荫社区"].public_id
    for area in ("", willow):
        form = DutyForm(category="study", area=area, organization=body)
        await done(set_duty, form, by=whole)
    change = "/desk/duties?category=study"
    everything = await shown(town, "/desk/duties", "administrator")
    assert everything.count(change) == 2 and "河东社区" in everything
    part = await shown(town, "/desk/duties", "stranger")
    assert part.count(change) == 1 and f"area={willow}&" in part
    assert "河东社区" not in part and 'action="/desk/duties"' in part
    nothing = await shown(town, "/desk/duties", "comrade")
    assert change not in nothing and 'action="/desk/duties"' not in nothing
