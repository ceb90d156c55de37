"""What is personal in a text, whoever it belongs to: numbers, doors, and names that are announced.

Found as well when it is written in full-width or Chinese digits, or with spaces and dashes.
"""

import re
from collections.abc import Iterator

_DIGITS = str.maketrans(
    "０１２３４５６７８９〇零一二三四五六七八九－—–（）ｘＸ", "012345678900123456789---()xX"
)
"""One character for one, so that what is found stands at the same place in the text."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_GAP = r"[\s·.-]{0,2}"
_ID_NUMBER = re.compile(rf"(?<![0-9A-Za-z])(?:\d{_GAP}){{17}}[0-9Xx](?![0-9A-Za-z])")
_BORN = re.compile(r"[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_OLD_BORN = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])"
)

_ANYWHERE = (
    _OLD_BORN,
    re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"),
    re.compile(rf"(?<!\d)\(?0\d{{2,3}}\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"),
    re.compile(r"(?<=[话机拨打线])[:：是为\s]{0,2}[2-9]\d{2,3}[\s-]?\d{4}(?!\d)"),
    re.compile(r"\d{1,4}\s*(?:号楼|栋|幢|座)\s*\d{1,2}\s*(?:单元|门)"),
    re.compile(r"\d{1,4}\s*号\s*\d{1,3}\s*(?:栋|幢|号楼|单元|门)"),
    re.compile(r"\d{1,4}\s*(?:弄|支弄)\s*\d{1,4}\s*号"),
    re.compile(r"\d{1,2}\s*单元\s*\d{2,4}\s*(?:室|号|户)?"),
    re.compile(r"\d{1,4}\s*(?:号楼|栋|幢|号)\s*\d{3,4}(?!\s*[0-9元块米瓦人户次路])"),
    re.compile(r"(?<![\d-])\d{1,3}[-#]\d{1,2}[-#]\d{3,4}(?![\d-])"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
)
_ROOM = re.compile(r"(?<!\d)\d{3,4}\s*室")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤"
)
_ANNOUNCED = re.compile(
    r"(?:我叫|名叫|姓名|名字叫|名字是|联系人)[:：是为\s]{0,2}"
    rf"(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})"
)
_NOT_PAST_A_NAME = re.compile("[，,。、；;：:！!？?和与及的在住是电]")


def personal_in(text: str, *, rooms: bool = True) -> str | None:
    """The first thing in a text that belongs to a person alone, as it is written there.

    An identity number counts when its check digit is right, and also when it is not but the day of
    birth in it can be one: a slip of the pen tells as much. `rooms` is whether a bare room number
    counts, which a meeting place may have.
    """
    found = next(_spans(text, rooms=rooms), None)
    return text[slice(*found)] if found else None


def without_personal(text: str) -> str:
    """A text with each such thing blacked out, also where taking one out lays another bare."""
    while found := next(_spans(text, rooms=True), None):
        text = f"{text[: found[0]]}…{text[found[1] :]}"
    return text


def is_id_number(number: str) -> bool:
    """Whether 18 characters are an identity number with its check digit (GB 11643-1999)."""
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _spans(text: str, *, rooms: bool) -> Iterator[tuple[int, int]]:
    plain = text.translate(_DIGITS)
    for found in _ID_NUMBER.finditer(plain):
        number = re.sub(r"[^0-9Xx]", "", found.group()).upper()
        if is_id_number(number) or _BORN.fullmatch(number):
            yield found.span()
    for pattern in (*_ANYWHERE, *((_ROOM,) if rooms else ())):
        if found_one := pattern.search(plain):
            yield found_one.span()
    if announced := _ANNOUNCED.search(text):
        start, end = announced.span("name")
        over = _NOT_PAST_A_NAME.search(text, start + 1, end)
        if over is None or over.start() > start + 1:
            yield start, over.start() if over else end
