"""The public summary: what is proposed for it, what may not stand in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wishboard.wishes.summary import (
    TITLE_LENGTH,
    personal_data_in,
    proposed_summary,
    proposed_title,
    searchable,
)
from wishboard.wishes.wishers import ContactData

CONTACT = ContactData("王秀英", "13812345678", "柳荫路8号2单元301室", guardian="王建国")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("想要一盏台灯。孩子晚上看不清。", "想要一盏台灯"),
        ("想要一盏台灯", "想要一盏台灯"),
        ("家里的台灯坏了！", "家里的台灯坏了"),
        ("\n\n想要一盏台灯\n谢谢", "想要一盏台灯"),
        ("楼道的灯坏了，" + "已经黑了一个多月" * 6, "楼道的灯坏了"),
        ("", ""),
    ],
)
def test_the_first_clause_is_proposed_as_title(text: str, title: str) -> None:
    assert proposed_title(text) == title


@given(st.text(max_size=300))
def test_a_proposed_title_always_fits(text: str) -> None:
    assert len(proposed_title(text)) <= TITLE_LENGTH


@pytest.mark.parametrize(
    "told",
    [
        "我叫王秀英",
        "电话13812345678",
        "电话138 1234 5678",
        "电话138-1234-5678",
        "座机0731-88886666",
        "住柳荫路8号2单元301室",
        "住12栋3单元",
        "住39号2栋503室",
        "住2单元301",
        "身份证430102199001011234",
        "邮箱wang.xy@example.org",
    ],
)
def test_what_is_personal_is_taken_out_of_the_proposal(told: str) -> None:
    assert personal_data_in(told, CONTACT)
    proposed = proposed_summary(f"想要一盏台灯，{told}，谢谢。", CONTACT)
    assert "想要一盏台灯" in proposed
    assert personal_data_in(proposed, CONTACT) is None


def test_who_it_is_and_where_they_live_goes_whole() -> None:
    told = "我是王秀英，住柳荫社区39号2栋503室。晚上起夜看不清，电话13812345678。"
    assert proposed_summary(told, CONTACT) == "晚上起夜看不清。"
    assert proposed_summary("住2栋3单元的老人想要一盏灯", CONTACT) == "住…的老人想要一盏灯"


@example("号0栋000")
@given(st.text(alphabet="王秀英1380-8号单元室 栋@a.b", max_size=80))
def test_a_proposal_never_tells_what_would_be_refused(text: str) -> None:
    proposed = proposed_summary(f"{text}13912345678{text}", CONTACT)
    assert personal_data_in(proposed, CONTACT) is None


@pytest.mark.parametrize(
    "harmless",
    [
        "2025年11月21日之前",
        "100元以内的台灯，40瓦",
        "第3小学5年级",
        "8路公交车站旁边",
        "1203",
        "想要12345热线的回复",
    ],
)
def test_ordinary_numbers_may_stand(harmless: str) -> None:
    assert personal_data_in(harmless, CONTACT) is None


def test_a_name_of_one_character_forbids_nothing() -> None:
    assert personal_data_in("王府井的灯", ContactData(name="王")) is None
    assert personal_data_in("灯", ContactData()) is None


def test_long_words_are_cut_for_the_proposal() -> None:
    assert len(proposed_summary("灯" * 5000, CONTACT)) == 600


def test_a_wish_is_found_by_its_public_words() -> None:
    assert searchable("护眼台灯", "LED，台灯") == "'led' '台灯' '护眼' '眼台'"
    assert searchable("", "") == ""
