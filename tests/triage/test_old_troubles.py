"""What speaks for an old trouble."""

from datetime import date

import pytest

from tests.triage.saying import said
from wishboard.triage.age import age_of
from wishboard.triage.legacy import OFTEN, Earlier, legacy_of

TODAY = date(2026, 3, 1)
YEAR = 365.25


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("这个问题反映了十几年", 10),
        ("拖了3年多还没修好", 3),
        ("二十多年没有房产证", 20),
        ("自2015年以来一直漏水", 11),
        ("2019年交房至今没有通气", 7),
        ("no water for 12 years", 12),
        ("broken since 2020", 6),
    ],
)
def test_years_are_read_out_of_words(text: str, years: int) -> None:
    found = age_of(text, TODAY)
    assert found.years == years
    assert found.words


@pytest.mark.parametrize("text", ["历史遗留问题", "多年无人管", "迟迟没有解决"])
def test_some_words_say_old_without_a_number(text: str) -> None:
    assert age_of(text, TODAY).words
    assert age_of(text, TODAY).years == 0


@pytest.mark.parametrize(
    "text", ["今年刚坏的", "三年级的孩子", "昨天停水", "2026年开始的", "想要台灯", "八十年代的房子"]
)
def test_other_words_do_not(text: str) -> None:
    assert age_of(text, TODAY).words == ()


def test_a_place_that_comes_back_for_years_is_an_old_trouble() -> None:
    before = [Earlier(said("白鹭河发臭", day=-n * 100)) for n in range(1, OFTEN)]
    found = legacy_of(said("白鹭河又臭了"), before)
    assert found.likely
    assert found.times == OFTEN
    assert found.years > 2
    assert found.since == 2023


def test_few_are_enough_with_words_of_age_or_a_failed_attempt() -> None:
    before = [Earlier(said("白鹭河发臭", day=-n * YEAR)) for n in (1, 3)]
    assert not legacy_of(said("白鹭河又臭了"), before).likely
    assert legacy_of(said("白鹭河臭了多年"), before).likely
    failed = [Earlier(earlier.message, failed=True) for earlier in before]
    assert legacy_of(said("白鹭河又臭了"), failed).failed == 2
    assert legacy_of(said("白鹭河又臭了"), failed).likely


def test_another_river_does_not_count() -> None:
    before = [Earlier(said("青石河发臭", day=-n * 100)) for n in range(1, 20)]
    assert not legacy_of(said("白鹭河又臭了多年"), before).likely


def test_one_person_on_one_day_counts_once() -> None:
    day = [Earlier(said("白鹭河发臭", day=-900, person="one")) for _ in range(20)]
    assert legacy_of(said("白鹭河又臭了"), day).times == 2
