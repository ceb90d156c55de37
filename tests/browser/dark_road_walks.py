"""What each does on the pages while a dark road is lit."""

from datetime import date

from tests.browser.dark_road import POWER, SUMMONED, Township, at_desk
from tests.browser.walks import Slip, Walker, comes_back, confirms, slip_on
from tests.browser.window import Windows
from wishboard.core.calendar import add_working_days

FIRST = date(2026, 3, 2)
TITLE = "夜班回村的路没有路灯"


async def a_worker_wishes(windows: Windows, place: Township) -> Slip:
    """A night-shift worker makes a wish on the phone; the slip."""
    worker = Walker(await windows.of())
    await worker.opens("/wishes/new")
    await worker.fills("What do you wish for?", "下夜班回石桥1村的路一盏路灯都没有，希望装路灯。")
    await worker.picks("Where do you live?", place.villages[0].public_id)
    await worker.fills("Name", "夜班工人小陈")
    await worker.fills("Phone", "13700009999")
    await worker.ticks("You may contact me about this wish")
    await worker.presses("Send my wish")
    return await slip_on(worker.page)


async def it_is_dispatched(windows: Windows, issue_id: str) -> None:
    """The clerk sends it straight to the bureau."""
    clerk = await at_desk(windows, "township_clerk")
    await clerk.opens(f"/desk/issues/{issue_id}")
    await clerk.picks("Goes straight to", SUMMONED[0])
    await clerk.presses("Dispatch")
    await clerk.reads(SUMMONED[0])


async def the_first_receiver_objects_and_a_third_party_decides(
    windows: Windows, issue_id: str
) -> None:
    """The bureau names another body, and the supervisor agrees."""
    bureau = await at_desk(windows, "handler")
    await bureau.opens(f"/desk/issues/{issue_id}?way=objection")
    await bureau.picks("Who is responsible instead?", POWER)
    await bureau.fills("Why?", "村道路灯由供电公司建设和维护。")
    await bureau.presses("Object")
    third = await at_desk(windows, "supervisor")
    await third.opens(f"/desk/issues/{issue_id}")
    await third.ticks("The other body leads")
    await third.presses("Decide")
    await third.reads(POWER)


async def the_other_accepts_and_calls_three_bodies(windows: Windows, issue_id: str) -> None:
    """The power company accepts and blows the whistle."""
    power = await at_desk(windows, "power")
    await power.opens(f"/desk/issues/{issue_id}")
    await power.presses("Accept")
    await power.opens(f"/desk/issues/{issue_id}/whistles")
    await power.fills("What are the others needed for?", "线路走向和路基要一起看现场。")
    await power.fills("Report in by", f"{add_working_days(FIRST, 4)}T17:00")
    for body in SUMMONED:
        await power.ticks(body)
    await power.presses("Blow the whistle")


async def they_come_plan_together_and_draw_a_road_map(windows: Windows, issue_id: str) -> None:
    """Three bodies report in, each takes a task home, and the lead draws its road."""
    for part in ("handler", "roads", "builders"):
        summoned = await at_desk(windows, part)
        await summoned.opens(f"/desk/issues/{issue_id}/whistles")
        await summoned.presses("Report in")
    power = await at_desk(windows, "power")
    await power.opens(f"/desk/issues/{issue_id}/whistles")
    await power.fills("What you agreed on", "先装主路，再装村口；电费由镇里统一结算。")
    tasks, days = power.page.locator("[name^=task-]"), power.page.locator("[name^=due_on-]")
    for n in range(len(SUMMONED)):
        await tasks.nth(n).fill("一周内交出现场图纸")
        await days.nth(n).fill(str(add_working_days(FIRST, 10 + n)))
    await power.presses("Keep plan and tasks")
    await power.opens(f"/desk/issues/{issue_id}/roadmap")
    for title, after in (("主路装灯", 12), ("村口装灯", 16), ("全线亮灯验收", 18)):
        await power.fills("What will be done", title)
        await power.picks("Who is responsible", POWER)
        await power.fills("By which day", str(add_working_days(FIRST, after)))
        await power.presses("Put it on the road map")
    await power.reads("主路装灯", "村口装灯", "全线亮灯验收")


async def it_is_solved(windows: Windows, issue_id: str, result: str) -> None:
    """The lead replies in writing and reports it as solved."""
    power = await at_desk(windows, "power")
    await power.opens(f"/desk/issues/{issue_id}?way=reply")
    await power.fills("To the wishers", "各村路灯线路已经接通，感谢大家的耐心。")
    await power.fills(
        "The measure, for everybody to read", "供电公司已完成路灯安装，本月底前移交镇里管护。"
    )
    await power.presses("Send the reply")
    await power.opens(f"/desk/issues/{issue_id}?way=solution")
    await power.fills("What was done", result)
    await power.fills("How many people does it reach?", "12640")
    await power.presses("Solved: ask the wishers")


async def the_worker_says_yes(windows: Windows, slip: Slip) -> None:
    """The worker comes back with the slip and confirms."""
    worker = Walker(await windows.of())
    await comes_back(worker, slip)
    await worker.reads(TITLE, POWER)
    await confirms(worker, done=True, words="路灯亮了，下班不怕了。")
