"""What is learnt from examples, and how it is kept without any library."""

import base64
import random

import pytest

from wishboard.triage.learning.features import BUCKETS, features
from wishboard.triage.learning.fitting import learnt
from wishboard.triage.learning.linear import LinearModel, probabilities
from wishboard.triage.learning.rows import ENOUGH, Example, usable

KINDS = {
    "lamp": "台灯 路灯 电灯 灯泡 灯光 照明",
    "water": "自来水 下水道 漏水 停水 水管 水龙头",
    "school": "学校 老师 学费 幼儿园 学位 课后",
}
ROUND = "希望 早点 解决 我们 小区 楼下 一直 请问 什么时候 帮忙 老人 已经".split()  # noqa: SIM905


def examples(number: int = 150) -> list[Example]:
    """Made-up wishes of three kinds, with words around that say nothing."""
    dice = random.Random(7)
    found = []
    for n in range(number):
        label = list(KINDS)[n % 3]
        words = [*dice.sample(ROUND, 6), *dice.sample(KINDS[label].split(), 2)]
        dice.shuffle(words)
        found.append(Example("".join(words[:4]), "".join(words), label))
    return found


@pytest.fixture(scope="module")
def model() -> LinearModel:
    result = learnt(examples())
    assert result["text_f1"] > 0.9
    return LinearModel.unpack(base64.b64decode(result["packed"]))


def test_what_was_learnt_is_guessed_with_its_words(model: LinearModel) -> None:
    guess = model.guess("楼道照明", "路灯坏了，没有灯光")
    assert guess.label == "lamp"
    assert guess.sure > 0.5
    assert any("灯" in word for word in guess.words)


def test_nothing_known_is_no_surer_than_chance(model: LinearModel) -> None:
    assert model.guess("", "zzz").sure < 0.6


def test_a_model_survives_being_stored(model: LinearModel) -> None:
    assert LinearModel.unpack(model.pack()) == model


def test_too_little_is_not_learnt_from() -> None:
    assert usable(examples(ENOUGH - 10)) == []
    assert usable([Example("a", "b", "only")] * 500) == []
    rare = [*examples(), Example("一", "二", "rare")]
    assert {example.label for example in usable(rare)} == set(KINDS)


def test_features_have_numbers_within_the_table() -> None:
    found = features("路灯", "2026年的路灯 2025")
    assert all(0 <= number < BUCKETS for number in found)
    assert features("", "") == {}


def test_probabilities_add_up() -> None:
    assert sum(probabilities([1.0, -2.0, 700.0], 3.0)) == pytest.approx(1)
