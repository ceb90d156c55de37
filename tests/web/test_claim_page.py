"""What the page of a promise shows, to whom, and what it keeps of a refused form."""

from datetime import timedelta
from typing import Any

import psycopg
from sqlmodel import select

from tests.cast import Town, signed_in
from tests.web.reading import sent, shown
from tests.web.resident import photo
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.disclosure.models import Reveal
from wishboard.files.queries import photos_of
from wishboard.outcomes.queries import outcome_of, participations
from wishboard.wishes.stages import Stage


async def test_contact_is_written_down_before_it_is_shown_and_kept_nowhere(town: Town) -> None:
    wish, claim = await town.claimed("member")
    here = f"/claims/{claim.public_id}"
    async with signed_in(town, "member") as browser:
        page = await browser.post(f"{here}/reveal", {"purpose": "arrange_visit"}, key="look-once")
        assert "13812345678" in page.text and "柳荫路8号" in page.text
        assert "王秀英" not in page.text
        assert page.headers["cache-control"] == "no-store"
        refused = await browser.post(f"{here}/reveal", {"purpose": "curiosity"})
        assert refused.status_code == 422 and "13812345678" not in refused.text
    async with transaction() as db:
        (look,) = (await db.exec(select(Reveal))).all()
        assert look.wish_id == wish.id
    with psycopg.connect(town.url) as db:
        assert db.execute("SELECT count(*) FROM repeat").fetchone() == (0,)


async def test_an_ended_promise_reveals_nothing_more(town: Town) -> None:
    _wish, claim = await town.claimed("member")
    here = f"/claims/{claim.public_id}"
    await sent(town, "member", f"{here}/release", reason="办不了")
    assert "reveal" not in await shown(town, here, to="member")
    status, page = await sent(town, "member", f"{here}/reveal", purpose="arrange_visit")
    assert status == 403 and "13812345678" not in page


async def test_the_lead_ticks_who_took_part(town: Town) -> None:
    wish, lead = await town.claimed("member", places=3)
    helper = await town.claim(wish, "neighbour")
    await town.claim(wish, "comrade")
    here = f"/claims/{lead.public_id}"
    page = await shown(town, here, to="member")
    assert all(name in page for name in ("陈向阳", "赵敏", "吴江"))
    assert "outcome" not in await shown(town, f"/claims/{helper.public_id}", to="neighbour")
    fields: dict[str, Any] = {"done": "一起装好了", "joint": "yes"}
    status, text = await sent(town, "member", f"{here}/outcome", **fields)
    assert status == 422 and "一起装好了" in text
    fields |= {"participants": [lead.public_id, helper.public_id]}
    assert (await sent(town, "member", f"{here}/outcome", **fields))[0] == 303
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome is not None and len(await participations(db, outcome)) == 2


async def test_a_report_may_bring_photos_and_a_wrong_file_is_told_in_words(town: Town) -> None:
    wish, claim = await town.claimed("member")
    path = f"/claims/{claim.public_id}/outcome"
    async with signed_in(town, "member") as browser:
        wrong = {"photos": ("lamp.jpg", b"no picture", "image/jpeg")}
        answer = await browser.post(path, {"done": "送到了"}, files=wrong)
        assert answer.status_code == 422 and "送到了" in answer.text
        answer = await browser.post(path, {"done": "送到了"}, files=[("photos", photo())])
        assert answer.status_code == 303
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome is not None and outcome.reported == 1
        assert len(await photos_of(db, "outcome", outcome.key)) == 1


async def test_a_task_is_reported_after_its_last_shift(town: Town) -> None:
    task = await town.published_task()
    claim = await town.claim(task, "member")
    here = f"/claims/{claim.public_id}"
    page = await shown(town, here, to="member")
    assert "等活动结束" in page and "/outcome" not in page and "/extension" not in page
    with frozen(now() + timedelta(days=4)):
        assert "/outcome" in await shown(town, here, to="member")
        assert (await sent(town, "member", f"{here}/outcome", done="楼道扫好了"))[0] == 303
    assert (await town.fresh(task)).stage is Stage.delivered


async def test_a_refused_extension_keeps_the_reason(town: Town) -> None:
    _wish, claim = await town.claimed("member")
    too_far = str(today() + timedelta(days=300))
    fields = {"promised_on": too_far, "reason": "东西还没到货"}
    status, page = await sent(town, "member", f"/claims/{claim.public_id}/extension", **fields)
    assert status == 422 and "东西还没到货" in page and too_far in page


async def test_somebody_elses_promise_is_not_there(town: Town) -> None:
    _wish, claim = await town.claimed("member")
    for part in ("comrade", "volunteer", "leader", "administrator"):
        async with signed_in(town, part) as browser:
            assert (await browser.get(f"/claims/{claim.public_id}")).status_code == 404
            path = f"/claims/{claim.public_id}/release"
            answer = await browser.post(path, {"reason": "不是我的"})
            assert answer.status_code in (403, 404)
