"""The archive of what was put off: everybody searches it, and it holds nobody's data."""

from datetime import timedelta

from tests.cast import Town, signed_in
from tests.deeds import done, refused
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.endings.commands import defer_wish, resume_wish
from wishboard.endings.forms import DeferForm
from wishboard.wishes.models import Wish


async def deferred(town: Town, why: str = "等春天路修好了再办。", **fields: str) -> Wish:
    wish = await town.registered(**fields)
    form = DeferForm(explanation=why, review_on=today() + timedelta(days=30))
    return await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))


async def archive(town: Town, query: str = "") -> str:
    async with signed_in(town, "nobody") as browser:
        answer = await browser.get(f"/deferred{query}")
    assert answer.status_code == 200
    return answer.text


async def test_everybody_reads_why_and_until_when(town: Town) -> None:
    wish = await deferred(town)
    page = await archive(town)
    assert wish.title in page and wish.summary in page
    assert "等春天路修好了再办。" in page
    assert "恢复办理" in page


async def test_nothing_of_the_person_is_in_it(town: Town) -> None:
    await deferred(town)
    page = await archive(town)
    for own in ("王秀英", "13812345678", "柳荫路8号", "家里的台灯坏了"):
        assert own not in page


async def test_without_consent_it_is_not_there(town: Town) -> None:
    wish = await town.registered()
    async with transaction() as db:
        wish.may_publish = False
        db.add(wish)
    form = DeferForm(explanation="等到春天再办。", review_on=today() + timedelta(days=30))
    await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))
    assert wish.title not in await archive(town)


async def test_it_is_searched_by_words_place_and_category(town: Town) -> None:
    await deferred(town)
    await deferred(
        town, title="想装一部电梯", summary="六层楼老人多，上下楼不方便。", category="tidy"
    )
    river = town.areas["河东社区"].public_id
    found = await archive(town, "?q=电梯")
    assert "想装一部电梯" in found and "想要一盏护眼台灯" not in found
    assert "想装一部电梯" not in await archive(town, "?category=study")
    assert "想装一部电梯" not in await archive(town, f"?area={river}")
    assert "没有找到" in await archive(town, "?q=月亮")


async def test_what_comes_back_leaves_it(town: Town) -> None:
    wish = await deferred(town)
    await done(resume_wish, wish.key, by=await town.viewer("clerk"))
    assert wish.title not in await archive(town)


async def test_it_turns_its_pages(town: Town) -> None:
    for _number in range(22):
        await deferred(town)
    page = await archive(town)
    assert page.count('class="issue-card"') == 20
    older = page.split('href="/deferred?before=')[1].split('"')[0]
    assert (await archive(town, f"?before={older}")).count('class="issue-card"') == 2
    assert await archive(town, "?before=nonsense")


async def test_the_explanation_of_a_public_wish_names_nobody(town: Town) -> None:
    with refused("tells_too_much", found="13900001111"):
        await deferred(town, "请打13900001111问一下。")
    with refused("tells_too_much", found="王秀英"):
        await deferred(town, "王秀英家里还没腾出地方。")
