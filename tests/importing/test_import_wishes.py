"""Taking a ledger of wishes in: what becomes of a row, and why another is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.importing.tables import reasons, take_in, take_in_file, workbook
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.core.refusals import Refusal
from wishboard.events.history import history_of
from wishboard.events.models import Doer
from wishboard.wishes.importing.columns import wish_columns
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Channel, Lane, Stage
from wishboard.wishes.wishers import Contact, Wisher, contact_of

LEDGER = "编号 标题 内容 社区 姓名 手机号 分流 类别 时间"
LAMP = "7 想要台灯 孩子晚上写作业看不清。 柳荫社区 王秀英 13812345678 微心愿 学习用品 2024-03-01"


async def wishes() -> list[Wish]:
    async with transaction() as db:
        return list((await db.exec(select(Wish).order_by(col(Wish.id)))).all())


async def words() -> list[tuple[str, str]]:
    async with transaction() as db:
        found = await db.exec(select(Words).order_by(col(Words.wish_id)))
        return [(one.title, one.text) for one in found.all()]


async def test_a_row_becomes_a_collected_wish_on_its_keepers_desk(town: Town) -> None:
    review = await take_in(LEDGER, LAMP)
    assert (review.taken, review.known, review.lines) == (1, 0, [])
    (wish,) = await wishes()
    assert wish.stage is Stage.collected and wish.channel is Channel.imported
    assert wish.keeper_id == town.organizations["柳荫社区党委"].id
    assert (wish.title, wish.summary, wish.may_publish) == ("", "", False)
    assert wish.lane is Lane.individual and wish.category_id is not None
    assert wish.collected_at == datetime(2024, 3, 1, 4, tzinfo=UTC)
    assert await words() == [("想要台灯", "孩子晚上写作业看不清。")]


async def test_name_and_phone_are_sealed_and_open_for_the_keeper(town: Town) -> None:
    await take_in(LEDGER, LAMP)
    (wish,) = await wishes()
    async with transaction() as db:
        contact = await contact_of(db, wish)
        assert (contact.name, contact.phone) == ("王秀英", "13812345678")
        stored = (await db.exec(select(Contact))).one()
        assert b"13812345678" not in (stored.phone or b"")


async def test_history_says_that_a_command_collected_it(town: Town) -> None:
    await take_in(LEDGER, LAMP)
    (wish,) = await wishes()
    async with transaction() as db:
        (event,) = await history_of(db, "wish", wish.key)
    assert (event.kind, event.doer) == ("wish.collected", Doer.command)
    assert event.facts == {"channel": "import"}


async def test_the_same_ledger_again_changes_nothing(town: Town) -> None:
    first = await take_in(LEDGER, LAMP)
    again = await take_in(LEDGER, LAMP)
    assert (first.taken, again.taken, again.known) == (1, 0, 1)
    assert len(await wishes()) == 1


async def test_without_numbers_the_words_tell_rows_apart(town: Town) -> None:
    header, lamp, radio = "内容 社区 姓名", "想要一盏台灯 柳荫社区 王秀英", "想听戏 柳荫社区 王秀英"
    await take_in(header, lamp)
    review = await take_in(header, radio, lamp)
    assert (review.taken, review.known) == (1, 1)


async def test_a_number_that_another_wish_bears_is_refused(town: Town) -> None:
    await take_in(LEDGER, LAMP)
    other = LAMP.replace("台灯", "轮椅")
    assert reasons(await take_in(LEDGER, other)) == [(2, "number_taken")]
    assert (await take_in(LEDGER, other, source="2023")).taken == 1


async def test_a_row_twice_in_one_table_is_said_so(town: Town) -> None:
    review = await take_in(LEDGER, LAMP, LAMP, LAMP.replace("台灯", "轮椅"))
    assert review.taken == 1
    assert reasons(review) == [(3, "doubled_row"), (4, "number_taken")]


async def test_the_same_person_with_the_same_words_is_kept_and_remarked(town: Town) -> None:
    review = await take_in(LEDGER, LAMP, LAMP.replace("7 ", "8 ", 1))
    assert review.taken == 2
    assert reasons(review) == [(3, "said_before")]
    async with transaction() as db:
        assert len((await db.exec(select(Wisher))).all()) == 1


async def test_a_user_number_of_the_source_makes_one_wisher(town: Town) -> None:
    header = "msg_id user_id title 社区"
    await take_in(header, "1 A1 路灯不亮 柳荫社区", "2 A1 路灯还是不亮 柳荫社区")
    one, other = await wishes()
    assert one.wisher_id is not None and one.wisher_id == other.wisher_id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("_ _ 柳荫社区 2024-03-01", "nothing_wished"),
        ("台灯 _ 月球社区 2024-03-01", "area_unknown"),
        ("台灯 _ _ 2024-03-01", "area_missing"),
        ("台灯 _ 柳荫社区 不记得", "moment_unread"),
        ("台灯 _ 柳荫社区 2099-01-01", "not_yet"),
        ("台灯 _ 东城区 2024-03-01", "no_keeper"),
        ("台灯 _ 柳荫社区 2024-03-01 多余", "row_too_wide"),
    ],
)
async def test_a_row_that_makes_no_sense_is_refused(town: Town, line: str, reason: str) -> None:
    if reason == "no_keeper":
        async with transaction() as db:
            city = await db.merge(town.areas["桐川市"])
            city.committee_id = None
    review = await take_in("标题 内容 社区 时间", line)
    assert (review.taken, reasons(review)) == (0, [(2, reason)])
    assert review.lines[0].sentence


async def test_the_rest_of_a_table_goes_in_beside_what_is_refused(town: Town) -> None:
    review = await take_in("标题 社区", "台灯 柳荫社区", "轮椅 月球", "收音机 河东社区")
    assert (review.taken, review.refused) == (2, 1)


async def test_an_area_for_the_whole_table_takes_what_names_none(town: Town) -> None:
    street = town.areas["柳荫街道"]
    review = await take_in("标题 社区", "台灯 _", "轮椅 月球", area=street)
    assert review.taken == 2
    assert reasons(review) == [(3, "area_guessed")]
    assert {wish.area_id for wish in await wishes()} == {street.id}


async def test_the_longest_name_in_a_text_is_the_area(town: Town) -> None:
    await take_in("标题 社区", "台灯 桐川市东城区柳荫街道柳荫社区3号楼", "轮椅 东城区柳荫街道")
    found = [wish.area_id for wish in await wishes()]
    assert found == [town.areas["柳荫社区"].id, town.areas["柳荫街道"].id]


async def test_unknown_words_are_remarked_and_the_row_goes_in(town: Town) -> None:
    header = "标题 社区 类别 分流 受益人数 手机号"
    review = await take_in(header, "台灯 柳荫社区 天文 奇怪 很多 138****5678")
    assert review.taken == 1
    codes = {code for _, code in reasons(review)}
    expected = {"category_unknown", "sorting_unknown", "number_unread", "phone_unusable"}
    assert codes == expected


async def test_the_words_of_ledgers_are_understood(town: Town) -> None:
    header = "标题 社区 分流 渠道 受益人数 金额"
    await take_in(header, "路灯 柳荫社区 共性问题 12345 约1.2万人 1,500元")
    (wish,) = await wishes()
    assert (wish.lane, wish.channel) == (Lane.shared, Channel.hotline)
    assert (wish.expected, wish.worth) == (12_000, 1_500)


async def test_a_dry_run_says_the_same_and_stores_nothing(town: Town) -> None:
    review = await take_in(LEDGER, LAMP, LAMP, dry_run=True)
    assert (review.taken, review.refused) == (1, 1)
    assert await wishes() == []
    assert (await take_in(LEDGER, LAMP)).taken == 1


async def test_a_wish_is_due_on_the_desk_from_the_day_it_came_in(town: Town) -> None:
    with frozen(date(2025, 11, 21)):
        await take_in(LEDGER, LAMP)
    (wish,) = await wishes()
    assert wish.due_on == date(2025, 11, 25)


async def test_a_long_title_begins_the_text(town: Town) -> None:
    title = "路灯" * 150
    review = await take_in("标题 内容 社区", f"{title} 不亮 柳荫社区")
    assert reasons(review) == [(2, "title_cut")]
    ((short, text),) = await words()
    assert len(short) == 200 and text == f"{title}\n不亮"


async def test_formulas_are_read_as_their_results_and_kept_as_text(
    town: Town, tmp_path: Path
) -> None:
    header = ["标题", "内容", "社区", "受益人数"]
    line = ["台灯", ("=cmd|' /C calc'!A0", "要一盏灯"), "柳荫社区", ("=1+2", 3)]
    path = workbook(tmp_path / "台账.xlsx", header, line)
    assert (await take_in_file(path)).taken == 1
    (wish,) = await wishes()
    assert wish.expected == 3
    assert (await words())[0][1] == "要一盏灯"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
async def test_a_csv_in_any_encoding_of_excel(town: Town, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("标题,社区\n想要一盏“护眼”台灯,柳荫社区\n", encoding=encoding)
    assert (await take_in_file(path)).taken == 1
    assert (await words())[0][0] == "想要一盏“护眼”台灯"


async def test_chosen_columns_win_over_guessed_ones(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("内容,备注,社区\n台灯,想要护眼台灯,柳荫社区\n", encoding="utf-8")
    await take_in_file(path, "text=备注")
    assert await words() == [("", "想要护眼台灯")]


def test_a_table_without_any_words_is_no_ledger() -> None:
    with pytest.raises(Refusal) as caught:
        wish_columns(["社区", "手机号"])
    assert caught.value.code == "columns_missing"
