"""Members claim, wait, extend, hand back and deliver on the pages."""

from datetime import timedelta

from tests.cast import Town, signed_in
from wishboard.claims.queries import living_claims
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.wishes.stages import Stage


async def test_a_member_claims_and_finds_the_promise_under_me(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town, "member") as browser:
        page = await browser.get(f"/wishes/{wish.public_id}")
        assert page.status_code == 200
        assert wish.title in page.text
        day = today() + timedelta(days=7)
        answer = await browser.post(f"/wishes/{wish.public_id}/claims", {"promised_on": str(day)})
        assert answer.status_code == 303
        promise = answer.headers["location"]
        assert (await browser.get(promise)).status_code == 200
        assert promise in (await browser.get("/me")).text


async def test_another_day_than_those_proposed_is_meant(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town, "member") as browser:
        proposed, other = today() + timedelta(days=7), today() + timedelta(days=11)
        sent = {"promised_on": str(proposed), "other_day": str(other)}
        await browser.post(f"/wishes/{wish.public_id}/claims", sent)
    async with transaction() as db:
        assert [claim.promised_on for claim in await living_claims(db, wish)] == [other]


async def test_who_may_not_claim_reads_why(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town) as browser:
        assert "/sign-in?next=" in (await browser.get(f"/wishes/{wish.public_id}")).text
    async with signed_in(town, "stranger") as browser:
        page = await browser.get(f"/wishes/{wish.public_id}")
        assert "志愿者" in page.text
        assert 'name="promised_on"' not in page.text
        sent = {"promised_on": str(today())}
        refused = await browser.post(f"/wishes/{wish.public_id}/claims", sent)
        assert refused.status_code == 403


async def test_a_refused_claim_keeps_what_was_typed(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town, "member") as browser:
        far = today() + timedelta(days=200)
        answer = await browser.post(f"/wishes/{wish.public_id}/claims", {"other_day": str(far)})
        assert answer.status_code == 422
        assert str(far) in answer.text


async def test_a_second_person_waits_in_line_and_leaves_it(town: Town) -> None:
    wish, _claim = await town.claimed("member")
    async with signed_in(town, "comrade") as browser:
        path = f"/wishes/{wish.public_id}"
        assert f"{path}/waiting" in (await browser.get(path)).text
        assert (await browser.post(f"{path}/waiting")).status_code == 303
        assert f"{path}/waiting/end" in (await browser.get(path)).text
        assert wish.title in (await browser.get("/me")).text
        assert (await browser.post(f"{path}/waiting/end")).status_code == 303


async def test_the_claimer_extends_once_and_hands_back(town: Town) -> None:
    wish, claim = await town.claimed("member")
    async with signed_in(town, "member") as browser:
        later = {"promised_on": str(claim.promised_on + timedelta(days=5)), "reason": "出差"}
        here = f"/claims/{claim.public_id}"
        assert (await browser.post(f"{here}/extension", later)).status_code == 303
        assert (await browser.post(f"{here}/extension", later)).status_code == 409
        assert (await browser.post(f"{here}/release", {"reason": "实在来不了"})).status_code == 303
    assert (await town.fresh(wish)).stage is Stage.published


async def test_contact_is_shown_for_a_purpose_and_only_to_the_claimer(town: Town) -> None:
    _wish, claim = await town.claimed("member")
    here = f"/claims/{claim.public_id}"
    async with signed_in(town, "member") as browser:
        assert "13812345678" not in (await browser.get(here)).text
        shown = await browser.post(f"{here}/reveal", {"purpose": "arrange_visit"})
        assert "13812345678" in shown.text
    async with signed_in(town, "comrade") as browser:
        assert (await browser.get(here)).status_code == 404
        hidden = await browser.post(f"{here}/reveal", {"purpose": "arrange_visit"})
        assert hidden.status_code == 404


async def test_the_claimer_reports_what_was_done(town: Town) -> None:
    wish, claim = await town.claimed("member")
    async with signed_in(town, "member") as browser:
        sent = {"done": "送去一盏台灯", "reported": "2", "paid_by": "self_paid"}
        answer = await browser.post(f"/claims/{claim.public_id}/outcome", sent)
        assert answer.status_code == 303
    assert (await town.fresh(wish)).stage is Stage.delivered


async def test_the_poster_carries_the_public_words_alone(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town) as browser:
        poster = await browser.get(f"/wishes/{wish.public_id}/poster")
    assert poster.status_code == 200
    assert wish.title in poster.text
    assert "<svg" in poster.text
    assert "王秀英" not in poster.text


async def test_a_volunteer_sees_no_quota(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        assert "党员应办" in (await browser.get("/me")).text
    async with signed_in(town, "volunteer") as browser:
        assert "党员应办" not in (await browser.get("/me")).text


async def test_a_task_is_made_and_published_at_once(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        assert (await browser.get("/tasks/new")).status_code == 200
        sent = {
            "host": town.organizations["柳荫社区党委"].public_id,
            "title": "周末义务理发",
            "summary": "给行动不便的老人理发。",
            "category": "tidy",
            "area": town.areas["柳荫社区"].public_id,
            "meeting_point": "社区活动室",
            "day": str(today() + timedelta(days=4)),
            "starts": "9:00",
            "ends": "11:00",
            "places": "4",
            "expected": "20",
            "publish": "yes",
        }
        made = await browser.post("/tasks", sent)
        assert made.status_code == 303
        page = await browser.get(made.headers["location"])
        assert "社区活动室" in page.text
        late = await browser.post("/tasks", sent | {"ends": "8:00"})
        assert late.status_code == 422
        assert "周末义务理发" in late.text


async def test_only_organizations_make_tasks(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        assert (await browser.get("/tasks/new")).status_code == 403
