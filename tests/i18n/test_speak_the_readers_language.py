"""Which language a reader gets, and how days are said in it."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from wishboard import i18n
from wishboard.claims.refusals import NotOpenYet
from wishboard.i18n import dates, gettext, lazy, negotiate, ngettext, speaking


@pytest.mark.parametrize(
    ("choice", "browser", "language"),
    [
        (None, None, "zh"),
        (None, "zh-TW,zh;q=0.9", "zh"),
        (None, "en-GB,en;q=0.9,zh;q=0.8", "en"),
        (None, "fr,en;q=0.5,zh;q=0.9", "zh"),
        (None, "de-DE", "zh"),
        (None, ";;q=,en;q=nonsense,*;q=0", "zh"),
        ("en", "zh-CN", "en"),
        ("zh", "en", "zh"),
        ("xx", "en", "en"),
    ],
)
def test_choice_comes_before_browser_and_chinese_before_nothing(
    choice: str | None, browser: str | None, language: str
) -> None:
    assert negotiate(choice, browser) == language


def test_a_message_is_said_in_the_current_language() -> None:
    with speaking("zh"):
        assert gettext("Make a wish") == "许个心愿"
    with speaking("en"):
        assert gettext("Make a wish") == "Make a wish"


def test_a_lazy_message_waits_for_its_reader() -> None:
    says = lazy("Please fill this in.")
    with speaking("zh"):
        assert f"{says}" == str(says) == "请填写这一项。"
    with speaking("en"):
        assert str(says) == "Please fill this in."


def test_values_are_put_into_lazy_messages_too() -> None:
    says = lazy("Please enter %(ge)s or more.")
    with speaking("zh"):
        assert says % {"ge": 3} == "请填写不小于 3 的数。"


def test_a_refusal_says_its_moment_in_the_city_s_time_and_the_reader_s_words() -> None:
    refusal = NotOpenYet(opens=datetime(2025, 11, 21, 1, 0, tzinfo=UTC))
    with speaking("zh"):
        assert refusal.sentence() == "11月21日 周五 09:00 开始认领。"
    with speaking("en"):
        assert refusal.sentence() == "Claiming begins at Fri 21 Nov, 09:00."


def test_numbers_choose_the_form() -> None:
    with speaking("en"):
        assert ngettext("%(num)s day left", "%(num)s days left", 1) == "1 day left"
        assert ngettext("%(num)s day left", "%(num)s days left", 2) == "2 days left"


def test_an_unknown_language_is_answered_in_chinese() -> None:
    with speaking("tlh"):
        assert i18n.current_locale() == "zh"


async def test_two_readers_at_once_keep_their_languages() -> None:
    async def read(locale: str) -> str:
        i18n.use_locale(locale)
        await asyncio.sleep(0)
        return gettext("Board")

    assert list(await asyncio.gather(read("zh"), read("en"))) == ["心愿墙", "Board"]


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2025, 11, 24), "还有3天", "3 days left"),
        (date(2025, 11, 21), "今天到期", "due today"),
        (date(2025, 11, 20), "已逾期1天", "1 day late"),
    ],
)
def test_a_promise_is_counted_in_days(day: date, zh: str, en: str) -> None:
    with speaking("zh"):
        assert dates.days_left(day, date(2025, 11, 21)) == zh
    with speaking("en"):
        assert dates.days_left(day, date(2025, 11, 21)) == en


def test_near_days_have_names() -> None:
    today = date(2025, 11, 21)
    with speaking("zh"):
        said = [dates.days_away(date(2025, 11, day), today) for day in (19, 20, 21, 22, 23)]
    assert said == ["2天前", "昨天", "今天", "明天", "2天后"]


def test_a_moment_is_shown_in_the_citys_time() -> None:
    late = datetime(2025, 11, 21, 16, 30, 59, tzinfo=UTC)
    with speaking("zh"):
        assert dates.moment(late) == "2025年11月22日 00:30"
        assert dates.day(late) == "2025年11月22日"
    with speaking("en"):
        assert dates.moment(late) == "22 Nov 2025, 00:30"


def test_money_shows_cents_only_where_there_are_any() -> None:
    assert dates.money(1200) == "¥1,200"
    assert dates.money(0.5) == "¥0.50"
