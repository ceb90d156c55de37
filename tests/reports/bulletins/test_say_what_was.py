"""What a report says: worked by hand for one small month, the same from the same data."""

from datetime import date

import pytest

from tests.cast import Town
from tests.deeds import done
from tests.reports.bulletins.october import MONTH, OVER, october, scope
from wishboard.core.canonical import digest_of
from wishboard.core.clock import frozen
from wishboard.core.periods import Period, period
from wishboard.reports.bulletins.contents import contents, extent_of, looked_at


def over(name: str = MONTH) -> Period:
    found = period(name)
    assert found is not None
    return found


async def test_a_month_worked_by_hand(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        told = await done(contents, await scope(town, "柳荫街道"), over())
    nothing = dict.fromkeys(
        ("wishes", "issues", "participations", "expected", "reported", "confirmed"), 0
    )
    assert told["totals"] == {
        "now": nothing
        | {"wishes": 1, "participations": 1, "expected": 1, "reported": 5, "confirmed": 2},
        "before": nothing,
    }
    assert {one["step"]: (one["reached"], one["here"], one["days"]) for one in told["steps"]} == {
        "collected": (2, 0, None),
        "registered": (2, 0, "0.0"),
        "published": (1, 0, "0.0"),
        "claimed": (1, 0, "0.0"),
        "delivered": (1, 0, "0.0"),
        "answered": (1, 0, "0.0"),
        "closed": (1, 1, "0.0"),
    }
    assert told["course"] == {
        "now": {"came": 2, "fulfilled": 1, "opened": 1, "solved": 0},
        "before": {"came": 1, "fulfilled": 0, "opened": 0, "solved": 0},
        "months": [{"month": 10, "came": 2, "fulfilled": 1, "opened": 1, "solved": 0}],
    }
    assert {one["slug"]: (one["now"], one["before"]) for one in told["categories"]} == {
        "study": (1, 1),
        "tidy": (1, 0),
    }
    of = {one["matter"]: one for one in told["rates"]}
    assert of["individual"]["counted"] == {
        "heard": 1,
        "contacted": 1,
        "solved": 1,
        "satisfied": 1,
        "fairly": 0,
        "response": "100.0%",
        "resolution": "100.0%",
        "satisfaction": "100.0%",
        "score": "100.0",
    }
    assert (of["individual"]["came"], of["sent_up"]["came"]) == (2, 0)
    assert of["sent_up"]["counted"]["score"] == "—"
    standing = told["standing"]
    assert (standing["deferred"], standing["legacy"], standing["late"]) == (1, 1, 0)
    assert (standing["praised"], standing["proactive"], standing["opened"]) == (0, 1, 1)


async def test_registers_name_problems_and_no_wishes(town: Town) -> None:
    await october(town)
    with frozen(date(2026, 12, 30)):
        told = await done(contents, await scope(town, "桐川市"), over())
    lists = told["registers"]
    assert {name: len(lines) for name, lines in lists.items()} == {
        "red": told["standing"]["red"],
        "late": 1,
        "legacy": 1,
        "deferred": 1,
    }
    assert lists["legacy"][0]["title"] == "三条路晚上没有灯"
    assert lists["deferred"][0]["title"] == "" and lists["deferred"][0]["area"] == "柳荫社区"
    for secret in ("台灯", "王秀英", "1381234", "要等开春"):
        assert secret not in str(told)


async def test_the_same_data_say_the_same(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        where = await scope(town, "柳荫街道")
        first = digest_of(await done(contents, where, over()))
        assert digest_of(await done(contents, where, over())) == first


@pytest.mark.parametrize(
    ("name", "came", "opened"),
    [
        ("桐川市", 2, 1),
        ("柳荫社区", 2, 0),
        ("河东社区", 0, 0),
        ("柳荫社区党委", 2, 0),
        ("柳荫街道党工委", 2, 1),
        ("城市管理局", 0, 1),
        ("河东社区党委", 0, 0),
    ],
)
async def test_each_area_and_body_with_all_below_it(
    town: Town, name: str, came: int, opened: int
) -> None:
    await october(town)
    with frozen(OVER):
        told = await done(contents, await scope(town, name), over())
    assert (told["course"]["now"]["came"], told["course"]["now"]["opened"]) == (came, opened)


async def test_a_body_is_told_what_those_below_it_did(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        for name, wishes in {"柳荫社区党委": 1, "柳荫第一支部": 1, "河东社区党委": 0}.items():
            told = await done(contents, await scope(town, name), over())
            assert told["totals"]["now"]["wishes"] == wishes, name


@pytest.mark.parametrize(("name", "months", "came"), [("2026-Q4", 3, 2), ("2026", 12, 3)])
async def test_quarters_and_years_have_their_months(
    town: Town, name: str, months: int, came: int
) -> None:
    await october(town)
    with frozen(date(2027, 1, 1)):
        told = await done(contents, await scope(town, "柳荫街道"), over(name))
    assert len(told["course"]["months"]) == months
    assert told["course"]["now"]["came"] == came
    assert told["course"]["before"]["came"] == 1


async def test_a_scope_asks_for_its_own_rows(town: Town) -> None:
    street, body = await scope(town, "柳荫街道"), await scope(town, "城市管理局")
    assert looked_at(street, over("2026-Q3")).given() == {
        "year": "2026",
        "area": street.public_id,
        "quarter": "3",
    }
    assert extent_of(body, over()).given() == {
        "year": "2026",
        "part": "10",
        "under": body.public_id,
    }
