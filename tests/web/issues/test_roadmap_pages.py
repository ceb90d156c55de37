"""The road map at the desk and in public, and the wall of all of them."""

from datetime import timedelta

from sqlalchemy import event

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import accepted, another_bureau, dispatched, opened
from tests.issues.test_roadmap import planned
from tests.web.issues.at_the_desk import desk_of
from tests.web.reading import sent, shown
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, today
from wishboard.core.database import engine
from wishboard.issues.handling.assignments import call_support
from wishboard.issues.handling.forms import SupportForm
from wishboard.issues.roadmap.queries import road_of


def a_step(town: Town, days: int = 5) -> dict[str, str]:
    """The form of a step as a browser sends it."""
    return {
        "title": "勘查三条路的线路",
        "organization": town.organizations["城市管理局"].public_id,
        "due_on": str(today() + timedelta(days=days)),
    }


async def test_the_lead_plans_moves_and_reaches_a_step(town: Town) -> None:
    issue = await accepted(town)
    here = desk_of(issue, "roadmap")
    assert "还没有节点" in await shown(town, here, "handler")
    assert await sent(town, "handler", desk_of(issue, "milestones"), **a_step(town)) == (303, here)
    (step,) = await done(road_of, issue)
    at = desk_of(issue, f"milestones/{step.public_id}")
    assert f'value="{step.due_on}"' in await shown(town, f"{here}?step={step.public_id}", "handler")
    assert (await sent(town, "handler", at, **a_step(town, 8)))[0] == 303
    assert "原定" in await shown(town, here, "handler")
    assert (await sent(town, "handler", f"{at}/reached"))[0] == 303
    assert "1个节点，已完成1个" in await shown(town, here, "handler")
    assert (await sent(town, "handler", f"{at}/removal"))[0] == 409


async def test_what_was_typed_stays_when_it_is_refused(town: Town) -> None:
    issue = await accepted(town)
    typed = a_step(town, -3) | {"title": "昨天就该做完"}
    status, page = await sent(town, "handler", desk_of(issue, "milestones"), **typed)
    assert status == 422
    assert "昨天就该做完" in page and "今天或今天以后" in page


async def test_a_refused_change_shows_the_form_of_that_step(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue)
    at = desk_of(issue, f"milestones/{milestone.public_id}")
    status, page = await sent(town, "handler", at, **(a_step(town) | {"title": ""}))
    assert status == 422
    assert f'action="{at}"' in page and "请写明要做什么" in page


async def test_who_only_supports_reads_and_is_offered_no_deed(town: Town) -> None:
    issue = await accepted(town)
    await planned(town, issue)
    power = await another_bureau(town)
    await town.appoint("stranger", Role.handler, body=power.name)
    support = SupportForm(organization=power.public_id)
    by = await town.viewer("street_clerk")
    await done(call_support, issue.public_id, support, by=by)
    page = await shown(town, desk_of(issue, "roadmap"), "stranger")
    assert "勘查三条路的线路" in page and "/milestones" not in page


async def test_everybody_reads_the_steps_of_a_public_issue(town: Town) -> None:
    issue = await accepted(town)
    assert "挂图作战" not in await shown(town, f"/issues/{issue.public_id}")
    await planned(town, issue)
    page = await shown(town, f"/issues/{issue.public_id}")
    assert "勘查三条路的线路" in page and "城市管理局" in page
    assert page.index("<table") < page.index('class="chart-strip"')


async def test_the_chart_stands_behind_the_table_and_is_not_read_aloud(town: Town) -> None:
    issue = await accepted(town)
    await planned(town, issue)
    page = await shown(town, desk_of(issue, "roadmap"), "handler")
    assert page.index("<table") < page.index('<div class="chart-rows" aria-hidden="true">')
    assert "style=" not in page


async def test_the_wall_shows_late_issues_first(town: Town) -> None:
    with frozen(today() - timedelta(days=40)):
        late = await dispatched(town, title="河道漂着垃圾没人捞")
    slow = await accepted(town, title="菜场门口路面塌陷")
    in_time = await dispatched(town, title="夜里工地一直在施工")
    await planned(town, slow, 1)
    with frozen(today() + timedelta(days=3)):
        page = await shown(town, "/desk/roadmap", "street_clerk")
    places = [page.index(issue.title) for issue in (late, slow, in_time)]
    assert places == sorted(places)
    assert "2个逾期" in page


async def test_the_wall_is_made_smaller_by_area_and_organization(town: Town) -> None:
    street = await dispatched(town, title="夜里工地一直在施工")
    community = town.areas["柳荫社区"].public_id
    small = await opened(town, title="楼道口的灯坏了", area=community)
    page = await shown(town, f"/desk/roadmap?area={community}", "street_clerk")
    assert small.title in page and street.title not in page
    bureau = town.organizations["城市管理局"].public_id
    page = await shown(town, f"/desk/roadmap?organization={bureau}", "street_clerk")
    assert street.title in page and small.title not in page


async def test_the_wall_shows_a_viewer_their_own_issues(town: Town) -> None:
    mine = await dispatched(town, title="夜里工地一直在施工")
    other = await opened(town, title="楼道口的灯坏了")
    page = await shown(town, "/desk/roadmap", "handler")
    assert mine.title in page and other.title not in page
    assert "墙上还是空的" in await shown(town, "/desk/roadmap", "other_clerk")


async def test_a_longer_wall_asks_no_more_of_the_database(town: Town) -> None:
    async def statements() -> int:
        sent_: list[str] = []
        listening = engine().sync_engine

        def note(*given: object) -> None:
            sent_.append(str(given[2]))

        event.listen(listening, "before_cursor_execute", note)
        await shown(town, "/desk/roadmap", "street_clerk")
        event.remove(listening, "before_cursor_execute", note)
        return len(sent_)

    await planned(town, await accepted(town))
    await statements()
    short = await statements()
    for n in range(4):
        issue = await accepted(town, title=f"第{n}条路晚上没有灯")
        await planned(town, issue)
        await planned(town, issue, 9)
    assert await statements() == short
