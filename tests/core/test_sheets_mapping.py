"""Strangers' column titles find their place."""

import pytest

from wishboard.core.sheets.mapping import Column, Found, guess_mapping, read_pairs
from wishboard.core.sheets.refusals import (
    ColumnsMissing,
    RowTooWide,
    UnclearPair,
    UnknownField,
    UnknownHeader,
)
from wishboard.core.sheets.rows import Row

WANTED = [
    Column("title", ("标题", "心愿名称", "title"), required=True),
    Column("body", ("内容", "心愿内容", "详情", "body", "detail")),
    Column("name", ("姓名", "联系人", "name")),
    Column("phone", ("电话", "手机号", "联系电话", "phone", "mobile")),
    Column("worth", ("金额", "预算", "worth")),
]


def found(header: list[str], *pairs: str) -> dict[str, str]:
    mapping = guess_mapping(header, WANTED, read_pairs(pairs))
    return {m.column.name: m.title for m in mapping.matches if m.found is not Found.missing}


@pytest.mark.parametrize(
    "title",
    ["标题", " 标 题 ", "标题*", "标题（必填）", "【必填】标题：", "title", "Ｔitle", "TITLE"],
)
def test_an_exact_name_is_found_however_it_is_dressed(title: str) -> None:
    mapping = guess_mapping([title], WANTED)
    assert mapping.places == {"title": 0}
    assert mapping.matches[0].found is Found.exact


def test_units_and_longer_titles_are_understood() -> None:
    header = ["序号", "心愿标题", "详细内容", "联系人姓名", "手机号码", "预算金额(元)"]
    assert found(header) == {
        "title": "心愿标题",
        "body": "详细内容",
        "name": "联系人姓名",
        "phone": "手机号码",
        "worth": "预算金额(元)",
    }
    assert guess_mapping(header, WANTED).unknown == ["序号"]


def test_an_exact_name_wins_over_a_similar_one_that_stands_before_it() -> None:
    assert found(["标题", "负责人姓名", "姓名"])["name"] == "姓名"


def test_each_column_of_theirs_is_used_once() -> None:
    mapping = guess_mapping(["标题", "标题", "联系电话"], WANTED)
    assert mapping.places == {"title": 0, "phone": 2}
    assert mapping.unknown == ["标题"]


def test_english_titles_in_snake_and_camel_case_are_found() -> None:
    assert found(["title", "wish_body", "userName", "Mobile Phone", "likes"]) == {
        "title": "title",
        "body": "wish_body",
        "name": "userName",
        "phone": "Mobile Phone",
    }


def test_short_words_inside_long_titles_are_no_likeness() -> None:
    assert "name" not in found(["标题", "name of the organization in charge"])


def test_pairs_decide_and_may_leave_a_column_out() -> None:
    header = ["标题", "一句话", "电话"]
    assert found(header, "title=一句话", "body = 标题", "phone=") == {
        "title": "一句话",
        "body": "标题",
    }


def test_a_missing_required_column_is_named_with_the_header() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        guess_mapping(["序号", "", "电话"], WANTED)
    assert refused.value.facts == {"missing": "标题 (title)", "header": "序号、电话"}


def test_pairs_that_name_nothing_are_refused() -> None:
    with pytest.raises(UnknownField):
        found(["标题"], "titel=标题")
    with pytest.raises(UnknownHeader):
        found(["标题"], "body=正文")
    with pytest.raises(UnclearPair):
        read_pairs(["标题"])


def test_a_row_is_picked_by_name() -> None:
    mapping = guess_mapping(["电话", "标题"], WANTED)
    assert mapping.pick(Row(2, ["138", "台灯"])) == {
        "title": "台灯",
        "body": "",
        "name": "",
        "phone": "138",
        "worth": "",
    }


def test_a_row_with_a_stray_separator_is_not_picked() -> None:
    with pytest.raises(RowTooWide):
        guess_mapping(["电话", "标题"], WANTED).pick(Row(2, ["138", "台灯", "轮椅"]))
