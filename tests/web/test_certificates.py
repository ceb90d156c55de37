"""The pages of certificates: one's record, the committee's desk, and the check for everybody."""

import re

import pytest

from tests.cast import Town, signed_in
from tests.certificates.scene import OURS, asked, delivered, issued, served
from tests.deeds import done
from tests.web.reading import sent, shown
from wishboard.accounts.viewer import wisher_of
from wishboard.certificates.content import check_code
from wishboard.certificates.models import Certificate
from wishboard.core.clock import today
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.wishes.queries import hold_wish


def check(one: Certificate) -> str:
    return f"/verify/{one.serial}/{check_code(one)}"


async def test_the_record_shows_every_deed_and_why_some_do_not_count(town: Town) -> None:
    counted, waiting = await served(town, hours=1.5), await delivered(town, hours=4)
    page = await shown(town, "/me/record", "volunteer")
    assert f"/wishes/{counted.public_id}" in page and f"/wishes/{waiting.public_id}" in page
    assert "1.5" in page and "尚未确认办结" in page
    nothing = await shown(town, "/me/record?since=2020-01-01&until=2020-12-31", "volunteer")
    assert "这段时间没有服务记录" in nothing
    assert "/me/record" in await shown(town, "/me", "volunteer")


async def test_from_the_request_to_the_check(town: Town) -> None:
    await served(town)
    fields = {
        "since": f"{today().year}-01-01",
        "until": today().isoformat(),
        "issuer": town.organizations[OURS].public_id,
    }
    status, page = await sent(town, "volunteer", "/certificates", **fields, hint="?")
    assert status == 422 and 'id="error-hint"' in page
    status, there = await sent(town, "volunteer", "/certificates", **fields)
    assert (status, there[:14]) == (303, "/certificates/")
    assert there in await shown(town, "/desk/certificates", "clerk")
    assert "2.5" in await shown(town, there, "clerk")
    status, page = await sent(town, "clerk", f"{there}/refusal")
    assert status == 422 and 'id="error-words"' in page
    assert (await sent(town, "clerk", f"{there}/issuance"))[0] == 303
    page = await shown(town, there, "volunteer")
    assert f"{there}/paper" in page
    link = re.search(r'href="(/verify/[^"]+)"', page)
    assert link is not None
    assert "证明属实，有效" in await shown(town, link[1])


async def test_the_check_says_what_stands_on_the_paper_and_no_more(town: Town) -> None:
    one = await issued(town, hint="12X4")
    page = await shown(town, check(one))
    assert "苏*" in page and "苏叶" not in page and "12X4" not in page
    assert "林静" not in page and OURS in page and "2.5" in page
    typed = {"serial": f" {one.serial} ", "code": check_code(one).lower().replace("-", "")}
    assert await sent(town, "nobody", "/verify", **typed) == (303, check(one))
    assert (await sent(town, "nobody", "/verify"))[0] == 422


async def test_the_check_says_what_has_changed_since(town: Town) -> None:
    one = await issued(town)
    wish = await done(hold_wish, one.content["deeds"][0]["wish"])
    again = ReopenForm(reason="灯又坏了")
    await done(reopen_wish, wish.key, again, by=wisher_of(wish.key))
    page = await shown(town, check(one))
    assert "证明属实，但出具之后有内容发生了变化" in page and "之后已撤回" in page


async def test_the_check_says_plainly_that_a_paper_is_revoked(town: Town) -> None:
    one = await issued(town)
    here = f"/certificates/{one.public_id}/revocation"
    assert (await sent(town, "clerk", here, reason="other"))[0] == 422
    assert (await sent(town, "clerk", here, reason="untrue", words="时长不实。"))[0] == 303
    page = await shown(town, check(one))
    assert "已撤销" in page and "内容不实" in page and "时长不实。" in page
    assert "证明属实" not in page and "2.5" not in page


@pytest.mark.parametrize("spoilt", ["/verify/2026-999999/{code}", "/verify/{serial}/AAA-AAA-AAA"])
async def test_the_check_says_plainly_that_a_paper_is_unknown(town: Town, spoilt: str) -> None:
    one = await issued(town)
    async with signed_in(town, "nobody") as browser:
        page = await browser.get(spoilt.format(serial=one.serial, code=check_code(one)))
    assert page.status_code == 404 and "本平台没有出具过这份证明" in page.text


async def test_a_request_is_nobody_elses_business(town: Town) -> None:
    await served(town)
    request = await asked(town)
    for part in ("neighbour", "other_clerk", "stranger"):
        async with signed_in(town, part) as browser:
            page = await browser.get(f"/certificates/{request.public_id}")
        assert page.status_code == 404


@pytest.mark.parametrize(
    ("part", "leads"), [("volunteer", "/me/record"), ("clerk", "/me/record"), ("nobody", "/verify")]
)
async def test_the_bare_address_leads_to_where_certificates_are(
    town: Town, part: str, leads: str
) -> None:
    async with signed_in(town, part) as browser:
        answer = await browser.get("/certificates")
    assert (answer.status_code, answer.headers["location"]) == (303, leads)
