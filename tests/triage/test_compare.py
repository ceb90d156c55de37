"""How like two messages are, and why."""

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.saying import said
from wishboard.triage.likeness import HALF_LIFE, WORTH_SHOWING, compare, crowded
from wishboard.triage.messages import Message

PLANT = "小区旁边的搅拌站日夜施工，噪音和灰尘让人无法生活"


def test_the_same_matter_at_the_same_place_is_alike() -> None:
    one = said("金桂小区旁的搅拌站太吵", PLANT)
    other = said("金桂小区附近搅拌站灰尘大", "搅拌站的灰尘和噪音严重影响金桂小区居民")
    like = compare(one, other)
    assert like.score > 0.4
    assert not like.apart
    assert like.place is not None
    assert like.place.startswith("金桂")
    assert any("搅拌站" in word for word in like.words)


def test_the_same_words_about_another_place_are_not() -> None:
    one, other = said("金桂小区旁的搅拌站", PLANT), said("松涛小区旁的搅拌站", PLANT)
    like = compare(one, other)
    assert like.apart
    assert like.score < 0.2
    assert dict(like.reasons)["other_place"] == ""


def test_the_same_words_from_two_villages_that_name_no_place_are_not_either() -> None:
    one = said("路灯坏了", "晚上看不清路", area="/1/2/3/")
    other = said("路灯坏了", "晚上看不清路", area="/1/2/4/")
    assert compare(one, other).apart
    assert not compare(one, said("路灯坏了", "晚上看不清路", area="/1/2/")).apart


def test_what_is_named_counts_more_than_the_area_it_comes_from() -> None:
    one = said("梅岭路的路灯坏了", area="/1/2/3/")
    assert not compare(one, said("梅岭路路灯不亮", area="/1/2/4/")).apart


def test_numbers_tell_lines_apart() -> None:
    assert compare(said("7号线什么时候开通"), said("10号线什么时候开通")).apart


def test_likeness_fades_over_the_years() -> None:
    one, later = said("台灯坏了"), said("台灯坏了", day=HALF_LIFE)
    assert 0.49 < compare(one, later).score < 0.51


def test_words_are_compared_in_both_scripts() -> None:
    one = said("A broken street lamp in Maple Road")
    assert compare(one, said("street lamp broken, Maple Road")).score > 0.6
    assert compare(one, said("street lamp broken, Cherry Road")).apart


def test_what_many_said_is_shown_sooner() -> None:
    assert crowded(0.4, 1) < WORTH_SHOWING < crowded(0.4, 10)


MESSAGES = st.builds(said, st.text(max_size=40), st.text(max_size=80), day=st.integers(0, 900))


@given(MESSAGES, MESSAGES)
def test_likeness_is_mutual_and_between_nought_and_one(one: Message, other: Message) -> None:
    like, back = compare(one, other), compare(other, one)
    assert 0 <= like.score <= 1
    assert abs(like.score - back.score) < 1e-9
    assert like.apart == back.apart
