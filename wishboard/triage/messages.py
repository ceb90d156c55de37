"""What somebody asked for, as likeness reads it: the words, the place, the person, the day."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A wish or a message, without anything that likeness does not look at.

    `area_path` is the path of its area in the tree, `/1/4/17/`, or empty where none is known.
    `person` tells people apart and nothing else: one person who writes ten times is one person.
    """

    key: int
    text: str
    title: str
    area_path: str
    person: int | str
    at: datetime
