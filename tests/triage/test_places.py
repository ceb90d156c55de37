"""Which places a text names, and by what they are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wishboard.triage.places import KINDS, places_in


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        ("金桂花园三期的路灯不亮", "estate", "金桂"),
        ("我是柳荫街道松涛小区的业主", "estate", "松涛"),
        ("我是柳荫街道松涛小区的业主", "town", "柳荫"),
        ("请求修好梅岭路的下水道", "road", "梅岭"),
        ("希望12号线尽快开通", "line", "12线"),
        ("805路公交车改道", "line", "805线"),
        ("白鹭河又黑又臭", "water", "白鹭"),
        ("青山镇石桥村没有自来水", "estate", "石桥"),
        ("星光小学门口堵车", "site", "星光"),
        ("桐川市汇财猫平台骗钱", "named", "汇财"),
        ("The lamp in Maple Street is broken", "road", "maple"),
        ("Bus 12 never comes", "line", "12线"),
    ],
)
def test_places_are_known_by_how_their_names_end(text: str, kind: str, mark: str) -> None:
    assert mark in places_in(text)[kind]


@pytest.mark.parametrize(
    "text",
    ["我们小区的道路很差", "农村家庭希望帮助", "市政府应该管", "停车场收费", "想要一盏台灯", ""],
)
def test_words_that_name_nothing_are_no_places(text: str) -> None:
    assert not places_in(text)


def test_a_place_is_the_same_however_long_its_name_is_said() -> None:
    short, long = places_in("金桂小区漏水"), places_in("柳荫街道金桂小区漏水")
    assert short["estate"] == long["estate"]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = places_in(text)
    assert set(found) <= set(KINDS)
    assert all(found.values())
