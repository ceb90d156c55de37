"""A line in each file that belongs to nobody and leads back to that file.

It is worked out from the file's public id with a key of the house: nothing is stored, and nobody
without the key can tell it from a wisher. Its number is of a range that no operator has given out,
and it stands as withdrawn, so that nobody is rung up or visited for it.
"""

import re
from dataclasses import dataclass

from wishboard.core.crypto import keyed_by

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = (
    "秀兰",
    "建国",
    "桂英",
    "志强",
    "玉梅",
    "国庆",
    "淑珍",
    "文华",
    "凤英",
    "德明",
    "春燕",
    "永福",
)
_STREETS = ("和平路", "建设路", "新华路", "东风路", "文化路", "光明路", "胜利路", "前进路")
_RANGE = "154"


@dataclass(frozen=True, slots=True)
class Canary:
    """Who stands in the line."""

    name: str
    phone: str
    address: str

    def sings_in(self, text: str) -> bool:
        """Whether a text holds this line: its number, or its name with its address."""
        bare = re.sub(r"[\s-]", "", text)
        return self.phone in bare or (self.name in bare and self.address in bare)


def canary_of(public_id: str, key: bytes | None) -> Canary:
    """The line of the file with this public id under that key of the house: always the same."""
    numbers = list(keyed_by(key, "canary", public_id))
    name = _SURNAMES[numbers[0] % len(_SURNAMES)] + _GIVEN[numbers[1] % len(_GIVEN)]
    street = _STREETS[numbers[2] % len(_STREETS)]
    house, door = numbers[3] % 180 + 1, f"{numbers[4] % 6 + 1}0{numbers[5] % 4 + 1}"
    phone = int.from_bytes(bytes(numbers[8:16])) % 10**8
    address = f"{street}{house}号{numbers[6] % 5 + 1}单元{door}室"
    return Canary(name, f"{_RANGE}{phone:08d}", address)


def place_of(public_id: str, key: bytes | None, lines: int) -> int:
    """Behind how many of a file's lines it stands."""
    return int.from_bytes(keyed_by(key, "canary", f"place:{public_id}")[:4]) % (lines + 1)
