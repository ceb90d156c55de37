"""The hot words of each month, counted at night."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from wishboard.core.rows import Row, link, moment


class HotWord(Row, table=True):
    """A word of which a month had more than the month before, in an area and all below it.

    `wishes` is how many wishes of the month hold it, by the public words; `before` how many of
    the same days of the month before; `people` how many wishers. `month` is its first day,
    `last` the last day that was counted. `position` is 1 for what grew most.
    """

    __tablename__ = "hot_word"
    __table_args__ = (Index("uq_hot_word", "area_id", "month", "word", unique=True),)

    area_id: int = link("area.id")
    month: date
    last: date
    word: str = Field(max_length=40)
    position: int
    wishes: int
    before: int
    people: int
    at: datetime = moment()
