"""The paper: the same file each time, with words and a picture code that lead to its check."""

import pytest

from tests.cast import Town, signed_in
from tests.certificates.scene import issued
from tests.deeds import done
from tests.printed import codes_on, words_of
from tests.web.reading import shown
from wishboard.certificates.commands import revoke_certificate
from wishboard.certificates.content import check_code
from wishboard.certificates.forms import RevokeForm
from wishboard.certificates.models import Revocation


@pytest.mark.usefixtures("press")
async def test_it_is_printed_twice_byte_by_byte_and_leads_to_its_check(town: Town) -> None:
    one = await issued(town, hint="12X4")
    paper = f"/certificates/{one.public_id}/paper"
    async with signed_in(town, "volunteer") as browser:
        first = await browser.get(paper)
        browser.client.cookies.set("wb_language", "en")
        second = await browser.get(paper)
    assert first.headers["content-type"] == "application/pdf"
    assert first.content == second.content, "whoever prints it, whatever they speak"
    words = words_of(first.content)
    for said in ("志愿服务记录证明", one.serial, "苏叶", "12X4", "林静", "柳荫社区党委", "2.5"):
        assert str(said) in words
    assert check_code(one) in words and one.digest in words
    (address,) = codes_on(first.content)
    assert address == f"http://127.0.0.1:8000/verify/{one.serial}/{check_code(one)}"
    assert "苏*" in await shown(town, address.removeprefix("http://127.0.0.1:8000"))


async def test_a_revoked_one_is_not_printed_any_more(town: Town) -> None:
    one = await issued(town)
    form = RevokeForm(reason=Revocation.mistaken)
    await done(revoke_certificate, one.public_id, form, by=await town.viewer("clerk"))
    async with signed_in(town, "volunteer") as browser:
        answer = await browser.get(f"/certificates/{one.public_id}/paper")
    assert answer.status_code == 409
