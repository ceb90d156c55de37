"""A password is refused for what makes it easy to guess, in words that say what to do."""

import pytest

from tests.deeds import refused
from wishboard.accounts.passwords import (
    NamesTheTown,
    NamesYou,
    OnlyDigits,
    TooShort,
    TooSimple,
    TooUniform,
    check_strength,
)


@pytest.mark.parametrize(
    ("simple", "why"),
    [
        ("", TooShort),
        ("a river", TooShort),
        ("clerk-1234567", NamesYou),
        ("I am the CLERK here", NamesYou),
        ("桐川市2026年加油", NamesTheTown),
        ("我们的桐川最美丽呀呀", NamesTheTown),
        ("13812345678", OnlyDigits),
        ("1990-01-01 1991-02-02", OnlyDigits),
        ("aaaaaaaaaaaa", TooUniform),
        ("abcabcabcabcabc", TooUniform),
        ("aabbccddeeff", TooUniform),
        ("qwertyuiop12", TooUniform),
        ("poiuytrewq21", TooUniform),
        ("1qaz2wsx3edc", TooUniform),
        ("987654321abcdef", TooUniform),
        ("Password12345", TooUniform),
        ("P@$$w0rd2026", TooUniform),
        ("welcome2026!!", TooUniform),
        ("iloveyou1314", TooUniform),
        ("我爱你我爱你我爱你1", TooUniform),
    ],
)
def test_what_is_tried_first_is_refused(simple: str, why: type[TooSimple]) -> None:
    with refused("password_too_simple"):
        check_strength(simple, "clerk")
    with pytest.raises(why):
        check_strength(simple, "clerk")


@pytest.mark.parametrize(
    "good",
    [
        "柳树下的十个愿望都会实现",
        "a wider stream",
        "correct horse",
        "tr0ub4dor&3x",
        "Summer-Rain-77",
    ],
)
def test_a_sentence_of_ones_own_is_a_good_password(good: str) -> None:
    check_strength(good, "clerk")
    check_strength(good, "")
