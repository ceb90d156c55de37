"""Rates, scores, ranks and groups, against tables worked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from wishboard.reports.rates.models import RateRule
from wishboard.reports.rates.scoring import Body, Counts, groups, percent, points, ranked

RULE = RateRule(since=date(2000, 1, 1))
"""10 % response, 50 % resolution, 40 % satisfaction; fairly satisfied is 0.9; at least 5 voices."""

LIME = Body("lime", 30, Counts(10, 9, 8, 6, 2))
PINE = Body("pine", 12, Counts(7, 7, 6, 5, 1))
OAK = Body("oak", 9, Counts(8, 8, 8, 8, 0))
ELM = Body("elm", 4, Counts(4, 4, 4, 4, 0))
ASH = Body("ash", 0, Counts())
FIR = Body("fir", 40, Counts(20, 10, 8, 3, 4))
ALL = (ASH, ELM, FIR, LIME, OAK, PINE)


@pytest.mark.parametrize(
    ("body", "response", "resolution", "satisfaction", "score"),
    [
        # (6 + 0.9 × 2) / 10 = 0.78;  0.1 × 90 + 0.5 × 80 + 0.4 × 78 = 9 + 40 + 31.2
        (LIME, "90.0%", "80.0%", "78.0%", "80.2"),
        # (5 + 0.9) / 7 = 0.842857…;  10 + 42.857142… + 33.714285… = 86.571428…
        (PINE, "100.0%", "85.7%", "84.3%", "86.6"),
        (OAK, "100.0%", "100.0%", "100.0%", "100.0"),
        (ELM, "100.0%", "100.0%", "100.0%", "100.0"),
        # (3 + 3.6) / 20 = 0.33;  5 + 20 + 13.2
        (FIR, "50.0%", "40.0%", "33.0%", "38.2"),
        (ASH, "—", "—", "—", "—"),
    ],
)
def test_rates_and_score(
    body: Body, response: str, resolution: str, satisfaction: str, score: str
) -> None:
    counts = body.counted
    assert counts.response() == response
    assert counts.resolution() == resolution
    assert counts.satisfaction(RULE) == satisfaction
    assert points(counts.score(RULE)) == score


def test_few_voices_are_listed_and_not_ranked_and_none_stand_last() -> None:
    assert [(line.body.key, line.rank) for line in ranked(ALL, RULE)] == [
        ("oak", 1),
        ("pine", 2),
        ("lime", 3),
        ("fir", 4),
        ("elm", None),
        ("ash", None),
    ]


def test_equals_share_a_rank_and_more_voices_stand_first() -> None:
    more = Body("more", 20, Counts(16, 16, 16, 16, 0))
    lines = ranked([OAK, more, PINE], RULE)
    assert [(line.body.key, line.rank) for line in lines] == [("more", 1), ("oak", 1), ("pine", 3)]


def test_other_weights_make_another_order() -> None:
    contact_only = RateRule(since=RULE.since, response=100, resolution=0, satisfaction=0)
    lines = ranked([LIME, PINE], contact_only)
    assert [(line.body.key, points(line.score)) for line in lines] == [
        ("pine", "100.0"),
        ("lime", "90.0"),
    ]


def test_what_is_excluded_is_shown_before_and_left_out_after() -> None:
    fir = Body("fir", 40, FIR.heard, out=Counts(10, 2, 0, 0, 0))
    # 8 of 10 contacted, 8 solved, (3 + 3.6) / 10 = 0.66;  8 + 40 + 26.4
    assert points(fir.heard.score(RULE)) == "38.2"
    assert points(fir.counted.score(RULE)) == "74.4"
    assert (fir.counted.response(), fir.counted.satisfaction(RULE)) == ("80.0%", "66.0%")


def test_when_all_are_excluded_nothing_can_be_said() -> None:
    gone = Body("gone", 5, OAK.heard, out=OAK.heard)
    assert [(line.rank, points(line.score)) for line in ranked([gone], RULE)] == [(None, "—")]


def test_the_four_groups() -> None:
    # lime stood at 5 + 20 + 13.2 = 38.2 before and gained 42; pine at 100 and lost.
    lime = Body("lime", 30, LIME.heard, earlier=FIR.heard)
    pine = Body("pine", 12, PINE.heard, earlier=OAK.heard)
    few = Body("oak", 9, OAK.heard, earlier=Counts(4, 0, 0, 0, 0))
    lines = ranked([ASH, ELM, FIR, lime, few, pine], RULE)
    found = groups(lines, RULE)
    assert [line.body.key for line in found.best] == ["oak", "pine"]
    assert [(line.body.key, points(line.gain)) for line in found.improved] == [("lime", "42.0")]
    assert [line.body.key for line in found.poor] == ["fir"]
    assert [line.body.key for line in found.volume] == ["fir", "lime", "pine", "oak", "elm"]
    assert [points(line.gain) for line in lines if line.body.key == "pine"] == ["-13.4"]


def test_groups_are_as_large_as_the_rule_says() -> None:
    small = RateRule(since=RULE.since, best_count=1, poor_count=0, volume_count=2)
    found = groups(ranked(ALL, small), small)
    assert (len(found.best), len(found.poor), len(found.volume)) == (1, 0, 2)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 16, "6.3%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (0, 9, "0.0%")],
)
def test_a_half_is_rounded_up(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_points_below_nought() -> None:
    assert points(Fraction(-1, 4)) == "-0.3"
    assert points(Fraction(-1, 100)) == "0.0"
