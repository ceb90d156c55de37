"""Mine too: two lines, an own code, and no second wish for the same phone number."""

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.issues.knots import opened, several, solved
from tests.web.issues.at_the_desk import onward
from tests.web.reading import shown
from wishboard.core.database import transaction
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

JOINER = {"name": "孙巧云", "phone": "13900001111", "may_contact": "yes"}


async def test_joining_takes_two_lines_and_gives_an_own_receipt(town: Town) -> None:
    issue = await opened(town, *await several(town, 1))
    async with signed_in(town) as browser:
        page = await browser.get(f"/issues/{issue.public_id}/joining")
        assert issue.summary in page.text
        answer = await browser.post(f"/issues/{issue.public_id}/joiners", JOINER)
        assert onward(answer) == "/receipt"
        receipt = (await browser.get("/receipt")).text
    async with transaction() as db:
        own = (await db.exec(select(Wish).where(Wish.stage == Stage.raised))).all()[-1]
    assert own.code in receipt
    assert '<span class="stat-number">2</span>' in await shown(town, f"/issues/{issue.public_id}")


async def test_sending_it_twice_makes_one_joiner(town: Town) -> None:
    issue = await opened(town)
    async with signed_in(town) as browser:
        for _time in range(2):
            path = f"/issues/{issue.public_id}/joiners"
            assert onward(await browser.post(path, JOINER, key="one-form")) == "/receipt"
    async with transaction() as db:
        assert len((await db.exec(select(Wish))).all()) == 1


async def test_who_is_with_it_already_is_led_to_their_slip(town: Town) -> None:
    issue = await opened(town)
    async with signed_in(town) as browser:
        await browser.post(f"/issues/{issue.public_id}/joiners", JOINER)
        page = await browser.post(f"/issues/{issue.public_id}/joiners", JOINER)
    assert page.status_code == 409
    assert 'href="/track"' in page.text
    assert JOINER["name"] in page.text


async def test_without_consent_or_phone_nothing_is_kept_and_nothing_lost(town: Town) -> None:
    issue = await opened(town)
    async with signed_in(town) as browser:
        page = await browser.post(
            f"/issues/{issue.public_id}/joiners", {"name": "孙巧云", "text": "巷口那盏也不亮"}
        )
    assert page.status_code == 422
    assert "巷口那盏也不亮" in page.text


async def test_a_solved_issue_is_not_joined_any_more(town: Town) -> None:
    issue = await solved(town)
    async with signed_in(town) as browser:
        answer = await browser.get(f"/issues/{issue.public_id}/joining")
        assert onward(answer) == f"/issues/{issue.public_id}"
        refused = await browser.post(f"/issues/{issue.public_id}/joiners", JOINER)
    assert refused.status_code == 409
