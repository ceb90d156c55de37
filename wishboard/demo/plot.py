"""The wishes of the demo town and the way that each has gone, read from its tables."""

from dataclasses import dataclass, field
from functools import cache

from wishboard.accounts.models import Area, Organization
from wishboard.demo.tables import records
from wishboard.wishes.importing import figures
from wishboard.wishes.importing.columns import Sorting
from wishboard.wishes.stages import Lane, Risk
from wishboard.wishes.wishers import ContactData

_MINORS = ("儿童", "孤儿", "学生", "子女")
_MEETING_MINORS = ("学业辅导", "研学")
_AT_HOME = ("上门服务", "陪伴", "家政", "维修")
_ELECTRIC = ("插座", "灯管", "电饭煲和")
_HIGH = ("灯管", "屋檐", "纱窗")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "秀英 桂兰 建国 玉珍 德福 淑芬 长顺 凤霞 国庆 春梅 永贵 素琴 福根 月娥 志明 金花 大山 彩云"
_TODAY = "today"
_CHILDREN = "小雨 浩然 欣怡 子轩 朵朵 乐乐 思源 晨曦"


@dataclass(frozen=True, slots=True)
class Beat:
    """One step of a way: on which day after the beginning, or back from today, what, and how."""

    day: int
    deed: str
    words: tuple[str, ...] = ()
    back: bool = False


@dataclass
class Tale:
    """A wish, or a task, with its way; `wish_id` and `claims` are filled in as it goes."""

    number: int
    title: str
    text: str
    area: str
    age: int
    beats: list[Beat]
    category: str = ""
    sorting: Sorting = Sorting.individual
    people: str = ""
    expected: int = 1
    worth: int = 0
    by: list[str] = field(default_factory=list)
    words: str = ""
    said: str = ""
    wish_id: int = 0
    public_id: str = ""
    issue_id: str = ""
    claims: dict[str, str] = field(default_factory=dict)
    place: Area | None = None
    keeper: Organization | None = None

    @property
    def lane(self) -> Lane:
        """In which lane the wish is registered; what is put off was everybody's matter."""
        return self.sorting.lane or Lane.shared

    @property
    def about_minors(self) -> bool:
        """Whether the wish is a child's."""
        return any(word in self.people for word in _MINORS)

    @property
    def risks(self) -> list[Risk]:
        """What the keeper marks as risky."""
        marks = {
            Risk.electric: any(word in self.title for word in _ELECTRIC),
            Risk.height: any(word in self.title for word in _HIGH),
            Risk.minors: self.about_minors and self.category in _MEETING_MINORS,
            Risk.alone_at_home: "独居" in self.people and self.category in _AT_HOME,
        }
        return [risk for risk, marked in marks.items() if marked]

    @property
    def contact(self) -> ContactData:
        """Who wishes; made up from the number of the tale."""
        n = self.number
        given = (_CHILDREN if self.about_minors else _GIVEN).split()
        surname = _SURNAMES[n * 7 % len(_SURNAMES)]
        guardian = f"{surname}{_GIVEN.split()[n % 9]}" if self.about_minors else ""
        return ContactData(
            name=surname + given[n * 5 % len(given)],
            phone=f"1980000{n:04d}",
            address=f"{self.area}{n % 40 + 1}号{n % 9 + 1}栋{n % 6 + 1}0{n % 4 + 1}室",
            circumstances=self.people,
            guardian=guardian,
        )


def tales() -> list[Tale]:
    """Every wish of the town with its way."""
    told = {one["title"]: one for one in records("plot")}
    wishes = [*records("demo_wishes"), *records("more_wishes")]
    return [_tale(number, wish, told[wish["title_zh"]]) for number, wish in enumerate(wishes, 1)]


def beats_of(words: str) -> list[Beat]:
    """`6 claim +8; today-3 deliver` as beats."""
    parts = [part.split() for part in words.split(";") if part.strip()]
    return [
        Beat(int(day.removeprefix(_TODAY)), deed, tuple(how), back=day.startswith(_TODAY))
        for day, deed, *how in parts
    ]


def _tale(number: int, wish: dict[str, str], told: dict[str, str]) -> Tale:
    text = wish["detail_zh"]
    return Tale(
        number=number,
        title=wish["title_zh"],
        text=figures.without_hint(text),
        area=told["area"],
        age=int(told["age"]),
        beats=beats_of(_ways()[told["way"]]),
        category=wish["category"],
        sorting=Sorting(wish["kind"]),
        people=wish["beneficiary_type"],
        expected=int(wish["beneficiaries_estimate"]),
        worth=figures.worth_hint(text) or 0,
        by=told["by"].split(),
        words=told["words"],
        said=told["said"],
    )


@cache
def _ways() -> dict[str, str]:
    return {one["way"]: one["beats"] for one in records("ways")}
