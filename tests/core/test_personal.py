"""What belongs to a person alone is found in a text, and ordinary numbers are left alone."""

import pytest

from wishboard.core.personal import is_id_number, personal_in, without_personal

PERSONAL = [
    "13812345678",
    "138 1234 5678",
    "+86 138-1234-5678",
    "１３８１２３４５６７８",
    "一三八一二三四五六七八",
    "0731-88886666",
    "(0571)8888 6666",
    "010 6666 8888",
    "11010519491231002X",
    "110105 19491231 002x",
    "430102199001011234",
    "110105491231002",
    "8号2单元",
    "12栋3单元",
    "2单元301",
    "1203室",
    "8栋1203",
    "345弄12号",
    "8-2-301",
    "十二栋三单元",
    "wang@example.org",
]
HARMLESS = [
    "2025年11月21日之前",
    "2026-01-02 9:00",
    "12345热线",
    "8路公交车，100米",
    "3号线 200元",
    "想要三百本书，一千零一夜",
    "编号123456789012345678",
    "8号200元",
    "2025-2026学年第1-2周",
    "联系人已经知道",
    "我叫不上名字",
]


@pytest.mark.parametrize("told", PERSONAL)
def test_what_is_personal_is_found_and_blacked_out(told: str) -> None:
    text = f"想要一盏台灯，{told}，谢谢。"
    assert personal_in(text)
    assert personal_in(without_personal(text)) is None
    assert without_personal(text).startswith("想要一盏台灯，")


@pytest.mark.parametrize("harmless", HARMLESS)
def test_ordinary_words_may_stand(harmless: str) -> None:
    assert personal_in(harmless) is None


@pytest.mark.parametrize("cue", ["电话88886666", "请拨打：8888-6666", "座机 6666888"])
def test_a_number_without_area_code_is_found_where_a_phone_is_spoken_of(cue: str) -> None:
    assert personal_in(cue)
    assert personal_in("88886666") is None


def test_a_name_is_found_where_it_is_announced() -> None:
    assert personal_in("联系人：王秀英，谢谢") == "王秀英"
    assert personal_in("我叫陈静，住在这里") == "陈静"
    assert personal_in("王府井的灯") is None


def test_the_check_digit_is_counted() -> None:
    assert is_id_number("11010519491231002X") and is_id_number("11010519491231002x")
    assert not is_id_number("110105194912310021")
    assert not is_id_number("11010519491231002")
    assert personal_in("证号110105194912310021") == "110105194912310021", "the birthday tells"


def test_a_meeting_place_may_have_a_room() -> None:
    assert personal_in("社区服务站201室", rooms=False) is None
    assert personal_in("柳荫路8号2单元301室", rooms=False)
