"""Supervision by its pages: each form does its deed, and the page says what came of it."""

from urllib.parse import quote

import pytest
from sqlmodel import col, select

from tests.cast import Browser, Town, signed_in
from tests.deeds import done
from tests.issues.knots import accepted, fresh, solved
from tests.supervision.climbs import notices_about, steps_of
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.disclosure.reveal import reveals_of
from wishboard.issues.models import Issue
from wishboard.issues.stages import IssueStage
from wishboard.supervision.exposure.models import Exposure
from wishboard.supervision.ladder.models import Rung
from wishboard.supervision.lookback.models import Callback, Campaign
from wishboard.supervision.lookback.queries import calls_of

REASON = "群众多次来电，请三天内办好。"


async def climbed(town: Town) -> Issue:
    """An issue that a supervisor has taken one rung up on its page."""
    issue = await accepted(town, title="菜场门口路面塌陷")
    async with signed_in(town, "supervisor") as browser:
        page = f"/supervision/issues/{issue.public_id}"
        assert "升一级督办" in (await browser.get(page)).text
        answer = await browser.post(f"{page}/climbs", {"reason": REASON})
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    return issue


async def test_a_notice_is_sent_read_and_answered(town: Town) -> None:
    issue = await climbed(town)
    [notice] = await notices_about(issue)
    page = f"/supervision/notices/{notice.public_id}"
    async with signed_in(town, "handler") as browser:
        listed = (await browser.get("/supervision")).text
        assert issue.title in listed and page in listed
        paper = (await browser.get(page)).text
        assert REASON in paper and "热线督办" in paper
        empty = await browser.post(f"{page}/answer", {})
        assert empty.status_code == 422 and "请写下答复" in empty.text
        await browser.post(f"{page}/answer", {"answer": "今晚封闭施工，周五通车。"})
        assert issue.title not in (await browser.get("/supervision")).text
        assert issue.title in (await browser.get("/supervision?answered=yes")).text
    async with signed_in(town, "supervisor") as browser:
        assert "今晚封闭施工" in (await browser.get(page)).text


async def test_a_leader_sends_back_what_is_not_done(town: Town) -> None:
    issue = await solved(town)
    page = f"/supervision/issues/{issue.public_id}"
    async with signed_in(town, "leader") as browser:
        await browser.post(f"{page}/return", {"reason": "现场看过，还有一条路没亮。"})
        assert "退回重办" in (await browser.get(page)).text
    assert (await fresh(issue)).stage is IssueStage.accepted
    assert await steps_of(issue) == [(1, "blue", "sent_back")]


async def test_the_coordinator_reads_the_ladder_but_does_not_climb(town: Town) -> None:
    issue = await accepted(town)
    async with signed_in(town, "street_clerk") as browser:
        page = await browser.get(f"/supervision/issues/{issue.public_id}")
        assert page.status_code == 200 and "/climbs" not in page.text


async def test_the_administrator_changes_a_rung(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        page = await browser.get("/supervision/rungs?rung=1")
        assert 'action="/supervision/rungs/1"' in page.text
        new = {"name": "市长热线", "name_en": "Mayor", "days": "2", "colour": "blue", "used": "yes"}
        await browser.post("/supervision/rungs/1", new)
        assert "市长热线" in (await browser.get("/supervision/rungs")).text
        refused = await browser.post("/supervision/rungs/1", new | {"days": "4"})
        assert refused.status_code == 422 and "不能比下一级更早" in refused.text
    async with transaction() as db:
        rung = (await db.exec(select(Rung).where(Rung.number == 1))).one()
    assert (rung.name, rung.days) == ("市长热线", 2)


async def test_calls_are_made_one_after_another(town: Town) -> None:
    wishes = [await town.closed(by=part) for part in ("member", "neighbour")]
    async with signed_in(town, "supervisor") as browser:
        campaign = await drawn(town, browser)
        page = f"/supervision/campaigns/{campaign.public_id}"
        assert f"{page}/calls/1" in (await browser.get(page)).text
        hidden = (await browser.get(f"{page}/calls/1")).text
        assert "13812345678" not in hidden
        shown = await browser.post(f"{page}/calls/1/reveal", {})
        assert "13812345678" in shown.text and shown.headers["cache-control"] == "no-store"
        said = {"reached": "yes", "solved": "yes", "content": "satisfied", "contacted": "yes"}
        onward = await browser.post(f"{page}/calls/1", said)
        assert onward.headers["location"] == f"{page}/calls/2"
        unsaid = await browser.post(f"{page}/calls/2", {"reached": "yes"})
        assert unsaid.status_code == 422
        last = await browser.post(
            f"{page}/calls/2",
            {"reached": "yes", "solved": "no", "content": "dissatisfied", "words": "又坏了。"},
        )
        assert last.headers["location"] == f"{page}/result"
        result = (await browser.get(f"{page}/result")).text
        assert "50.0%" in result and "又坏了。" in result
    calls = await done(calls_of, campaign)
    looks = [len(await done(reveals_of, wish)) for wish in wishes]
    assert sorted(looks) == [0, 1]
    assert [call.callback.sent_back for call in calls] == [False, True]


async def drawn(town: Town, browser: Browser) -> Campaign:
    """A campaign drawn on its page."""
    form = {
        "title": "本月回头看",
        "area": town.areas["柳荫街道"].public_id,
        "closed_from": today().replace(day=1).isoformat(),
        "closed_until": today().isoformat(),
        "size_wishes": "5",
        "size_issues": "5",
    }
    backwards = form | {"closed_until": "2020-01-01"}
    refused = await browser.post("/supervision/campaigns", backwards)
    assert refused.status_code == 422 and "结束日期早于开始日期" in refused.text
    answer = await browser.post("/supervision/campaigns", form)
    assert answer.status_code == 303
    async with transaction() as db:
        return (await db.exec(select(Campaign))).one()


async def test_a_try_that_failed_is_made_again(town: Town) -> None:
    await town.closed()
    async with signed_in(town, "supervisor") as browser:
        campaign = await drawn(town, browser)
        page = f"/supervision/campaigns/{campaign.public_id}/calls/1"
        again = await browser.post(page, {"reached": "no"})
        assert again.headers["location"] == page
    async with transaction() as db:
        callback = (await db.exec(select(Callback))).one()
    assert (callback.attempts, callback.reached) == (1, False)


async def test_an_exposure_is_taken_in_and_followed_step_by_step(town: Town) -> None:
    form = {
        "title": "夜市占道油烟扰民",
        "source": "晚报",
        "address": "https://example.org/1",
        "area": town.areas["柳荫街道"].public_id,
        "organization": town.organizations["城市管理局"].public_id,
    }
    async with signed_in(town, "supervisor") as browser:
        script = await browser.post("/supervision/exposures", form | {"address": "javascript:1"})
        assert script.status_code == 422
        assert (await browser.post("/supervision/exposures", form)).status_code == 303
    async with transaction() as db:
        exposure = (await db.exec(select(Exposure))).one()
    page = f"/supervision/exposures/{exposure.public_id}"
    async with signed_in(town, "handler") as browser:
        assert "夜市占道" in (await browser.get("/supervision/exposures")).text
        for step in ("told", "viewed", "planned", "reported"):
            await browser.post(f"{page}/steps", {"step": step, "words": f"第{step}步已办"})
        shown = (await browser.get(page)).text
        assert "第planned步已办" in shown and "/steps" not in shown
        assert "夜市占道" in (await browser.get("/supervision/exposures?reported=yes")).text


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "handler", "supervisor", "leader"])
async def test_every_section_one_is_led_to_opens(town: Town, part: str) -> None:
    async with signed_in(town, part) as browser:
        first = (await browser.get("/supervision")).text
        for path in ("/campaigns", "/exposures", "/stuck", "/rungs"):
            if f'href="/supervision{path}"' in first:
                assert (await browser.get(f"/supervision{path}")).status_code == 200
        assert (await browser.get("/mediation")).status_code == 200
        assert (await browser.get(f"/supervision?colour={quote('红')}")).status_code == 200


async def test_notices_are_listed_red_first(town: Town) -> None:
    issue = await climbed(town)
    async with signed_in(town, "supervisor") as browser:
        for _rung in range(3):
            await browser.post(f"/supervision/issues/{issue.public_id}/climbs", {"reason": REASON})
        listed = (await browser.get("/supervision")).text
    order = [listed.index(name) for name in ("人大政协监督", "政府督查", "媒体监督", "热线督办")]
    assert order == sorted(order)
    async with transaction() as db:
        assert len((await db.exec(select(Rung).order_by(col(Rung.number)))).all()) == 5
