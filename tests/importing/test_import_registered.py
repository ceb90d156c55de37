"""A ledger that is trusted: what is complete is registered at once, the rest waits at the desk."""

from pathlib import Path

from sqlmodel import col, select

from tests.cast import Town
from tests.importing.tables import reasons, take_in
from wishboard.core.database import transaction
from wishboard.demo import data
from wishboard.events.history import history_of
from wishboard.wishes.importing.figures import read_number, shares, without_hint, worth_hint
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane, Stage

HEADER = "标题 内容 社区 姓名 分流 类别"


async def only() -> Wish:
    async with transaction() as db:
        return (await db.exec(select(Wish).order_by(col(Wish.id)))).one()


async def test_a_complete_row_is_registered_with_public_words(town: Town) -> None:
    line = "护眼台灯 孩子写作业看不清。〔约¥80〕 柳荫社区 王秀英 individual 学习用品"
    review = await take_in(HEADER, line, registered=True, consented=True)
    assert (review.taken, review.lines) == (1, [])
    wish = await only()
    assert (wish.stage, wish.lane) == (Stage.registered, Lane.individual)
    assert (wish.title, wish.summary) == ("护眼台灯", "孩子写作业看不清。")
    assert (wish.worth, wish.places, wish.may_publish) == (80, 1, True)
    assert wish.search and wish.registered_at
    async with transaction() as db:
        kinds = [event.kind for event in await history_of(db, "wish", wish.key)]
    assert kinds == ["wish.collected", "wish.registered"]


async def test_a_registered_row_can_be_published(town: Town) -> None:
    from wishboard.wishes.commands import publish_wish  # noqa: PLC0415

    line = "护眼台灯 孩子写作业看不清。 柳荫社区 王秀英 微心愿 学习用品"
    await take_in(HEADER, line, registered=True, consented=True)
    async with transaction() as db:
        wish = await publish_wish(db, (await only()).key, by=await town.viewer("clerk"))
    assert wish.stage is Stage.published


async def test_a_worth_above_the_cap_is_divided_into_shares(town: Town) -> None:
    line = "洗衣机 手抖拧不干衣服。〔约¥700〕 柳荫社区 _ 个性 学习用品"
    review = await take_in(HEADER, line, registered=True)
    assert reasons(review) == [(2, "shared_out")]
    wish = await only()
    assert (wish.places, wish.worth) == (3, 234)


async def test_personal_data_keep_a_row_at_the_desk(town: Town) -> None:
    line = "台灯 我是王秀英，住3栋2单元401室。 柳荫社区 王秀英 个性 学习用品"
    review = await take_in(HEADER, line, registered=True)
    assert reasons(review) == [(2, "tells_too_much")]
    assert (await only()).stage is Stage.collected


async def test_decisions_of_a_person_are_not_made_by_a_table(town: Town) -> None:
    review = await take_in(
        HEADER,
        "公交 通到学校 柳荫社区 _ 暂缓办理 学习用品",
        "青蛙 别叫 柳荫社区 _ 不予受理 学习用品",
        registered=True,
    )
    assert reasons(review) == [(2, "decision_needed"), (3, "decision_needed")]
    async with transaction() as db:
        assert {w.stage for w in (await db.exec(select(Wish))).all()} == {Stage.collected}


async def test_without_category_or_lane_it_waits_at_the_desk(town: Town) -> None:
    await take_in(HEADER, "台灯 看不清 柳荫社区 _ _ 学习用品", registered=True)
    assert (await only()).stage is Stage.collected


def test_hints_of_worth_are_found_and_taken_out() -> None:
    assert worth_hint("想要洗衣机。〔约¥700〕") == 700
    assert worth_hint("每月一次。〔服务，约¥0〕") == 0
    assert worth_hint("预算￥1,200元左右") is None
    assert worth_hint("（约￥1,200元）") == 1200
    assert without_hint("想要洗衣机。〔约¥700〕") == "想要洗衣机。"
    assert without_hint("〔注〕没有价格") == "〔注〕没有价格"


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_number("约860人") == 860
    assert read_number("1.2万") == 12_000
    assert read_number("1,400户") == 1_400
    assert read_number("很多") is None


def test_shares_stay_within_the_cap() -> None:
    assert shares(700, 300) == (3, 234)
    assert shares(300, 300) == (1, 300)
    assert shares(0, 300) == (1, 0)
    assert shares(900, 0) == (1, 900)


def test_the_demo_wishes_are_at_hand() -> None:
    assert (Path(data.__file__).parent / "demo_wishes.tsv").is_file()
