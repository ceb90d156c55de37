"""Whistles at the desk: of the body that calls, and of those that are called."""

from datetime import timedelta

from tests.cast import Town
from tests.issues.test_whistle import POWER, ROADS, arrive, last, plan, whistled
from tests.web.issues.at_the_desk import desk_of
from tests.web.reading import sent, shown
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now, today
from wishboard.settings import settings


async def test_the_lead_blows_the_whistle(town: Town) -> None:
    issue = await whistled(town)
    when = (now() + timedelta(days=3)).astimezone(settings().zone)
    form = {
        "reason": "亮灯前再到现场看一次。",
        "report_by": f"{when:%Y-%m-%dT%H:%M}",
        "organizations": [town.organizations[name].public_id for name in (POWER, ROADS)],
    }
    here = desk_of(issue, "whistles")
    assert await sent(town, "handler", here, **form) == (303, here)
    page = await shown(town, here, "handler")
    assert page.count("城市管理局 ") >= 2 and "亮灯前再到现场看一次" in page


async def test_a_whistle_without_anybody_is_refused_with_what_was_typed(town: Town) -> None:
    issue = await whistled(town)
    status, page = await sent(town, "handler", desk_of(issue, "whistles"), reason="请一起到现场")
    assert status == 422
    assert "请一起到现场" in page and "请至少选择一个单位" in page


async def test_a_called_body_finds_it_on_its_desk_and_reports_in(town: Town) -> None:
    issue = await whistled(town)
    mine = await shown(town, "/desk/whistles", "stranger")
    assert issue.title in mine and POWER in mine and "请我们报到" in mine
    one = (await last(issue)).called[0]
    at, field = desk_of(issue, f"summons/{one.summons.public_id}"), one.summons.public_id
    page = await shown(town, desk_of(issue, "whistles"), "stranger")
    assert f'action="{at}/arrival"' in page and f'name="at-{field}"' not in page
    answer = await sent(town, "stranger", f"{at}/arrival", **{f"who-{field}": "李工"})
    assert answer == (303, desk_of(issue, "whistles"))
    assert (await last(issue)).called[0].summons.who == "李工"


async def test_the_plan_asks_for_a_task_and_a_day_of_each(town: Town) -> None:
    issue = await whistled(town)
    whistle = await last(issue)
    power, roads = (one.summons.public_id for one in whistle.called)
    at = desk_of(issue, f"whistles/{whistle.whistle.public_id}/plan")
    due = str(today() + timedelta(days=5))
    given = {"plan": "先移交，再换线。", f"task-{power}": "移交", f"due_on-{power}": due}
    status, page = await sent(town, "handler", at, **given, **{f"task-{roads}": "换灯"})
    assert status == 422
    assert f'href="#field-due_on-{roads}"' in page and "先移交，再换线。" in page
    more = {f"task-{roads}": "换灯", f"due_on-{roads}": due}
    assert (await sent(town, "handler", at, **given, **more))[0] == 303
    assert [one.summons.task for one in (await last(issue)).called] == ["移交", "换灯"]


async def test_a_task_is_done_by_its_own_body(town: Town) -> None:
    issue = await whistled(town)
    one = (await last(issue)).called[0]
    await arrive(town, issue, one, "stranger")
    await plan(town, issue, 2)
    at, field = desk_of(issue, f"summons/{one.summons.public_id}/done"), one.summons.public_id
    with frozen(now() + timedelta(days=4)):
        assert "已逾期" in await shown(town, "/desk/whistles", "stranger")
        assert (await sent(town, "stranger", at, **{f"done-{field}": ""}))[0] == 422
        assert (await sent(town, "stranger", at, **{f"done-{field}": "线缆已移交。"}))[0] == 303
        assert "没有等您报到的哨" in await shown(town, "/desk/whistles", "stranger")
        assert "晚了" in await shown(town, desk_of(issue, "whistles"), "handler")


async def test_who_was_not_called_sees_nothing_of_it(town: Town) -> None:
    issue = await whistled(town)
    await town.appoint("volunteer", Role.handler, body="柳荫人民调解委员会")
    status, _page = await sent(town, "volunteer", desk_of(issue, "whistles"))
    assert status == 403
    assert issue.title not in await shown(town, "/desk/whistles", "volunteer")


async def test_the_caller_sees_who_came(town: Town) -> None:
    issue = await whistled(town)
    await arrive(town, issue, (await last(issue)).called[0], "stranger")
    assert "1/2" in await shown(town, "/desk/whistles", "street_clerk")
    assert "已到1家" in await shown(town, desk_of(issue, "whistles"), "street_clerk")


async def test_a_whistle_is_called_off(town: Town) -> None:
    issue = await whistled(town)
    at = desk_of(issue, f"whistles/{(await last(issue)).whistle.public_id}/end")
    assert (await sent(town, "handler", at))[0] == 303
    page = await shown(town, desk_of(issue, "whistles"), "handler")
    assert "已结束" in page and "/arrival" not in page
