"""The leader's desk: what they sponsor, what is red, what comes due, old problems, and back."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import dispatched, fresh, opened, solved
from tests.issues.test_legacy import old
from tests.web.reading import sent, shown
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, today
from wishboard.issues.legacy.commands import year_after
from wishboard.issues.legacy.sponsoring import take_on
from wishboard.issues.stages import IssueStage
from wishboard.supervision.ladder.climbing import climb_by_hand
from wishboard.supervision.ladder.forms import ClimbForm
from wishboard.supervision.ladder.seed import seed_ladder

DESK = "/desk/leader"


def part(page: str, name: str) -> str:
    """One part of the desk."""
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


async def test_what_i_sponsor_is_there(town: Town) -> None:
    issue = await old(town)
    page = await shown(town, DESK, "leader")
    assert issue.title in part(page, "mine")
    assert 'id="unsponsored"' not in page


async def test_red_and_orange_stand_with_their_colour_and_blue_does_not(town: Town) -> None:
    await done(seed_ladder)
    issue = await dispatched(town)
    climb = ClimbForm(reason="群众等得太久。")
    by = await town.viewer("supervisor")
    await done(climb_by_hand, issue.public_id, climb, by=by)
    assert issue.title not in part(await shown(town, DESK, "leader"), "alarming")
    await done(climb_by_hand, issue.public_id, climb, by=by)
    orange = part(await shown(town, DESK, "leader"), "alarming")
    assert issue.title in orange and "橙牌" in orange
    for _rung in range(2):
        await done(climb_by_hand, issue.public_id, climb, by=by)
    assert ">红牌" in part(await shown(town, DESK, "leader"), "alarming").replace("</svg>", ">")


async def test_what_comes_due_this_week(town: Town) -> None:
    issue = await dispatched(town)
    assert issue.due_on
    assert issue.title not in part(await shown(town, DESK, "leader"), "due")
    with frozen(issue.due_on - timedelta(days=7)):
        assert issue.title in part(await shown(town, DESK, "leader"), "due")
    with frozen(issue.due_on + timedelta(days=1)):
        assert issue.title not in part(await shown(town, DESK, "leader"), "due")


async def test_old_problems_to_look_at_lead_to_their_form(town: Town) -> None:
    issue = await old(town)
    with frozen(year_after(today()) - timedelta(days=10)):
        due = part(await shown(town, DESK, "leader"), "reviews")
    assert f"/desk/issues/{issue.public_id}?way=reviews" in due


async def test_a_leader_takes_one_on(town: Town) -> None:
    issue = await opened(town, kind="legacy", since_year=1996)
    assert issue.title in part(await shown(town, DESK, "leader"), "unsponsored")
    at = f"{DESK}/{issue.public_id}/sponsorship"
    assert await sent(town, "leader", at) == (303, DESK)
    assert (await fresh(issue)).sponsor_id == town.people["leader"].id
    assert issue.title in part(await shown(town, DESK, "leader"), "mine")
    assert (await sent(town, "leader", at))[0] == 303


async def test_who_is_quicker_keeps_it(town: Town) -> None:
    issue = await old(town)
    await town.appoint("stranger", Role.leader, area="桐川市")
    with refused("sponsored_already"):
        await done(take_on, issue.public_id, by=await town.viewer("stranger"))
    status, page = await sent(town, "stranger", f"{DESK}/{issue.public_id}/sponsorship")
    assert status == 409 and "已有别的领导包案" in page


async def test_a_leader_of_elsewhere_does_not_take_it(town: Town) -> None:
    issue = await opened(town, kind="legacy", since_year=1996)
    await town.appoint("stranger", Role.leader, area="河东社区")
    assert issue.title not in await shown(town, DESK, "stranger")
    with refused("not_allowed"):
        await done(take_on, issue.public_id, by=await town.viewer("stranger"))


async def test_a_leader_sends_back_what_is_not_done(town: Town) -> None:
    await done(seed_ladder)
    issue = await solved(town)
    page = await shown(town, DESK, "leader")
    assert issue.result in part(page, "solved")
    at, field = f"{DESK}/{issue.public_id}/return", f"reason-{issue.public_id}"
    status, page = await sent(town, "leader", at, **{field: ""})
    assert status == 422 and f'href="#field-{field}"' in page
    assert await sent(town, "leader", at, **{field: "北边那条路还是黑的。"}) == (303, DESK)
    back = await fresh(issue)
    assert (back.stage, back.rung) == (IssueStage.accepted, 1)


async def test_it_is_a_desk_of_leaders(town: Town) -> None:
    for name in ("street_clerk", "handler", "supervisor", "administrator", "member"):
        status, _page = await sent(town, name, f"{DESK}/x/sponsorship")
        assert status == 403, name
