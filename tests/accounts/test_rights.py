"""Rights are held over a subtree of organizations or of areas, and over nothing beside it."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.accounts.roles import RIGHTS, Right, Role, roles_with
from wishboard.accounts.trees import (
    acts_above,
    ancestry,
    committee_of,
    current,
    must_administer_all,
)
from wishboard.accounts.viewer import CLOCK, COMMAND, NOBODY, Grant, Viewer, wisher_of
from wishboard.core.clock import today
from wishboard.deadlines.commands import preview_days
from wishboard.deadlines.days import DaysOfYear
from wishboard.events.models import Doer
from wishboard.supervision.ladder.forms import RungForm
from wishboard.supervision.ladder.models import Colour
from wishboard.supervision.ladder.rungs import change_rung

paths = st.lists(st.integers(1, 40), min_size=1, max_size=5).map(
    lambda keys: "/" + "".join(f"{key}/" for key in keys)
)


@given(paths, paths)
def test_a_grant_covers_what_lies_below_it(mine: str, other: str) -> None:
    by_body, by_area = Grant(Role.committee, mine), Grant(Role.committee, area_path=mine)
    below = ancestry(other)[: len(ancestry(mine))] == ancestry(mine)
    assert by_body.covers(other, None) is below
    assert by_area.covers(None, other) is below
    assert not by_body.covers(None, other), "an area is no organization"
    assert not by_area.covers(other, None)
    assert not by_body.covers(None, None) and not by_area.covers(None, None)


def test_a_grant_over_nothing_covers_nothing() -> None:
    assert not Grant(Role.committee).covers("/1/", "/1/")


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        ("collect", "collector committee"),
        ("keep", "committee"),
        ("record_answers", "committee collector supervisor"),
        ("oversee", "committee leader supervisor"),
        ("export", "committee leader supervisor"),
        ("administer", "administrator"),
    ],
)
def test_the_table_of_rights(right: str, roles: str) -> None:
    assert roles_with(Right(right)) == {Role(role) for role in roles.split()}


def test_every_right_has_its_roles() -> None:
    assert set(RIGHTS) == set(Right)


@pytest.mark.parametrize("right", Right)
def test_nobody_the_clock_and_the_wisher_hold_no_right(right: Right) -> None:
    for viewer in (NOBODY, CLOCK, wisher_of(1)):
        assert not viewer.may_somewhere(right)
        assert not viewer.may(right, organization_path="/1/", area_path="/1/")
        assert not viewer.signed_in and not viewer.may_claim and not viewer.is_staff


def test_a_right_needs_the_role_for_it() -> None:
    viewer = Viewer(doer=Doer.person, doer_id=1, grants=(Grant(Role.collector, "/1/"),))
    assert viewer.may(Right.collect, organization_path="/1/2/")
    assert not viewer.may(Right.keep, organization_path="/1/2/")
    assert viewer.scopes(Right.collect) == (["/1/"], [])
    assert viewer.scopes(Right.keep) == ([], [])


async def test_who_acts_above_an_organization(town: Town) -> None:
    ours = town.organizations["柳荫社区党委"].key
    for part, above in (
        ("street_clerk", True),
        ("clerk", False),
        ("other_clerk", False),
        ("leader", False),
        ("nobody", False),
    ):
        assert await done(acts_above, await town.viewer(part), ours) is above, part
    await town.appoint("stranger", Role.committee, area="柳荫街道")
    await town.appoint("collector", Role.committee, area="柳荫社区")
    assert await done(acts_above, await town.viewer("stranger"), ours)
    assert not await done(acts_above, await town.viewer("collector"), ours)


async def test_at_the_top_an_organization_stands_above_itself(town: Town) -> None:
    top = town.organizations["桐川市委"].key
    await town.appoint("stranger", Role.committee, body="桐川市委")
    assert await done(acts_above, await town.viewer("stranger"), top)
    assert not await done(acts_above, await town.viewer("street_clerk"), top)


async def test_who_looks_after_an_area(town: Town) -> None:
    for area, keeper in (
        ("柳荫社区", "柳荫社区党委"),
        ("柳荫街道", "柳荫街道党工委"),
        ("东城区", "桐川市委"),
    ):
        found = await done(committee_of, town.areas[area])
        assert found.name == keeper


def test_a_tie_holds_from_its_first_to_its_last_day() -> None:
    first, last = date(2025, 1, 1), date(2025, 6, 30)
    assert current(first, last, first) and current(first, last, last)
    assert current(first, None, date(2099, 1, 1))
    assert not current(first, last, date(2024, 12, 31))
    assert not current(first, last, date(2025, 7, 1))


async def test_what_holds_for_all_is_changed_by_who_administers_all(town: Town) -> None:
    await town.appoint("stranger", Role.administrator, area="柳荫社区")
    form = RungForm(name="市长热线", name_en="Mayor", days=2, colour=Colour.blue, used=True)
    days = DaysOfYear(today().year, {})
    for deed in (partial(change_rung, number=1, form=form), partial(preview_days, days=days)):
        with refused("not_allowed"):
            await done(deed, by=await town.viewer("stranger"))
        await done(deed, by=await town.viewer("administrator"))
    for part in ("stranger", "clerk", "leader", "nobody"):
        with refused("not_allowed"):
            await done(must_administer_all, await town.viewer(part))
    await done(must_administer_all, COMMAND)
