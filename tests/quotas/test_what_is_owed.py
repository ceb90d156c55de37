"""What is owed: the rule's arithmetic against a plain count of days, one by one."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import Cause, QuotaRule
from wishboard.quotas.rules.owing import Excused, PartYear, Span, Terms, owed
from wishboard.quotas.rules.queries import counted_by
from wishboard.quotas.standing import quarters_of
from wishboard.quotas.sums import Sum

YEAR = 2024
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
DAYS = st.dates(date(YEAR - 1, 11, 1), date(YEAR + 1, 2, 28))
PARTS = st.sampled_from(PartYear)
CODES = ("frail", "away", "ill")


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    since, until = sorted((draw(DAYS), draw(DAYS)))
    return since, draw(st.sampled_from([until, None]))


TERMS = st.builds(
    Terms,
    minimum=st.integers(0, 12),
    joining=PARTS,
    leaving=PARTS,
    excuses=st.frozensets(st.sampled_from(CODES)),
)
SPELLS = st.lists(spans().map(lambda one: Span(*one)), max_size=4)
EXCUSES = st.lists(
    st.tuples(spans(), st.sampled_from(CODES)).map(lambda one: Excused(*one[0], code=one[1])),
    max_size=3,
)


def within(day: date, spans_: list[Span] | list[Excused]) -> bool:
    return any(one.since <= day and (one.until is None or day <= one.until) for one in spans_)


def plainly(terms: Terms, spells: list[Span], excused: list[Excused]) -> int:
    year = [FIRST + timedelta(days=n) for n in range(366)]
    there = [day for day in year if within(day, spells)]
    if not there:
        return 0
    before = [day for day in year if day < there[0]]
    after = [day for day in year if day > there[-1]]
    for missing, part in ((before, terms.joining), (after, terms.leaving)):
        if missing and part is PartYear.nothing:
            return 0
        if missing and part is PartYear.whole:
            there = there + missing
    known = [one for one in excused if one.code in terms.excuses]
    counted = [day for day in there if not within(day, known)]
    exact = Fraction(terms.minimum * len(counted), len(year))
    return int(exact + Fraction(1, 2))


@given(TERMS, SPELLS, EXCUSES)
@settings(max_examples=600, deadline=None)
def test_it_is_what_counting_day_by_day_gives(
    terms: Terms, spells: list[Span], excused: list[Excused]
) -> None:
    assert owed(terms, YEAR, spells, excused) == plainly(terms, spells, excused)


CAUSES = st.sampled_from([cause.value for cause in Cause])
RULES = st.builds(
    QuotaRule,
    whose=st.sampled_from(Holder),
    counts=st.lists(CAUSES, unique=True),
    minimum=st.integers(0, 12),
    maximum=st.none() | st.integers(0, 12),
    since=st.just(FIRST),
)
ROWS = st.lists(st.tuples(st.integers(1, 4), CAUSES, st.sampled_from([1, -1])), max_size=30)


@given(RULES, ROWS)
@settings(max_examples=300, deadline=None)
def test_what_counts_is_what_adding_row_by_row_gives(
    rule: QuotaRule, rows: list[tuple[int, str, int]]
) -> None:
    done, quarters = 0, [0, 0, 0, 0]
    for quarter, cause, amount in rows:
        if cause in rule.counts:
            done += amount
            quarters[quarter - 1] += amount
    if rule.maximum is not None and done > rule.maximum:
        done = rule.maximum
    sums = [Sum(7, YEAR, quarter, cause, amount) for quarter, cause, amount in rows]
    assert counted_by(rule, sums) == done
    assert quarters_of(sums, rule) == tuple(quarters)


A_WISH = Terms(1, excuses=CODES)
ALWAYS = Span(date(2010, 1, 1))


@pytest.mark.parametrize(
    ("spells", "excused", "says"),
    [
        ([ALWAYS], [], 1),
        ([], [], 0),
        ([Span(date(2024, 6, 30))], [], 1),
        ([Span(date(2024, 7, 3))], [], 0),
        ([Span(date(2010, 1, 1), date(2024, 6, 30))], [], 0),
        ([Span(date(2010, 1, 1), date(2024, 5, 1)), Span(date(2024, 5, 2))], [], 1),
        ([ALWAYS], [Excused(date(2024, 1, 1), code="frail")], 0),
        ([ALWAYS], [Excused(date(2024, 9, 1), code="away")], 1),
        ([ALWAYS], [Excused(date(2024, 1, 1), code="unknown")], 1),
        ([Span(date(2030, 1, 1))], [], 0),
    ],
)
def test_one_wish_a_year(spells: list[Span], excused: list[Excused], says: int) -> None:
    assert owed(A_WISH, YEAR, spells, excused) == says


def test_three_deeds_shrink_with_the_time() -> None:
    three = Terms(3)
    assert owed(three, YEAR, [Span(date(2024, 5, 1))]) == 2
    assert owed(three, YEAR, [Span(date(2024, 10, 15))]) == 1
    assert owed(Terms(3, joining=PartYear.whole), YEAR, [Span(date(2024, 10, 15))]) == 3
    assert owed(Terms(3, joining=PartYear.nothing), YEAR, [Span(date(2024, 1, 2))]) == 0
    left = [Span(date(2010, 1, 1), date(2024, 2, 1))]
    assert owed(Terms(3, leaving=PartYear.whole), YEAR, left) == 3
    assert owed(Terms(3, leaving=PartYear.nothing), YEAR, left) == 0
