"""How alike two wishes are."""

import pytest

from wishboard.triage.likeness import LIKE_ENOUGH, NEXT_DOOR, likeness, nearness, shared, telling

LAMP = ("想要一盏护眼台灯", "孩子晚上写作业看不清，想要一盏台灯。")


@pytest.mark.parametrize(
    "text",
    [
        "家里的台灯坏了，孩子晚上写作业看不清",
        "想要台灯",
        "希望有人送一盏护眼灯给孩子写作业用",
    ],
)
def test_words_about_the_same_thing_are_alike(text: str) -> None:
    assert likeness(text, *LAMP) >= LIKE_ENOUGH


@pytest.mark.parametrize(
    "text",
    ["楼道的灯黑了一个月", "请人上门给卧床的老伴理发", "希望有人可以帮帮我们家", "想要一个轮椅"],
)
def test_words_about_other_things_are_not(text: str) -> None:
    assert likeness(text, *LAMP) < LIKE_ENOUGH


def test_polite_words_say_nothing() -> None:
    assert telling("您好，希望有人帮忙，谢谢") == []
    assert telling("Please, I would like a lamp") == ["like", "lamp"]


def test_one_shared_token_may_be_chance_unless_no_more_was_said() -> None:
    assert shared(["台灯", "坏了", "换个"], ["台灯", "护眼", "写作"]) == 0
    assert shared(["台灯"], ["台灯", "护眼", "写作", "作业"]) == 0.5


def test_likeness_is_mutual_and_never_above_one() -> None:
    one, other = telling(LAMP[0]), telling(LAMP[1])
    assert shared(one, other) == shared(other, one) <= 1
    assert shared([], other) == 0


def test_a_neighbouring_area_counts_for_less() -> None:
    assert nearness("/1/2/3/", "/1/2/3/") == nearness("/1/2/", "/1/2/3/") == 1
    assert nearness("/1/2/3/", "/1/2/4/") == NEXT_DOOR
