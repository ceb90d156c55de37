"""The sieve of a desk's lists: place, category, stage, lane, late only, words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import col

from wishboard.catalogue.sieve import PlainSieve, plain_from
from wishboard.core.clock import today
from wishboard.core.ids import CODE_LENGTH, plain_code
from wishboard.core.phones import phone_indexes
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Lane, Stage
from wishboard.wishes.wishers import Wisher

_PHONE = re.compile(r"[+\d][\d\s()-]{6,}")


@dataclass(frozen=True, slots=True)
class Sieve(PlainSieve):
    """What is looked for; what is left empty lets everything through.

    `q` is words, a receipt code, or the wisher's phone number, which is looked up without showing
    it to anybody.
    """

    stage: str = ""
    lane: str = ""
    late: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a wish must be to pass."""
        found = self.placed(Wish.area_id, Wish.category_id)
        if self.stage:
            found.append(col(Wish.stage) == Stage(self.stage))
        if self.lane:
            found.append(col(Wish.lane) == Lane(self.lane))
        if self.late:
            found.append(col(Wish.due_on) < today())
        if self.q:
            found.append(self._says())
        return found

    def _says(self) -> ColumnElement[bool]:
        if _PHONE.fullmatch(self.q):
            whose = select(col(Wisher.id)).where(col(Wisher.phone_index).in_(phone_indexes(self.q)))
            return col(Wish.wisher_id).in_(whose)
        part = "%" + re.sub(r"([\\%_])", r"\\\1", self.q) + "%"
        own = exists().where(
            col(Words.wish_id) == col(Wish.id),
            or_(col(Words.text).ilike(part), col(Words.title).ilike(part)),
        )
        unwritten = and_(col(Wish.search).is_(None), own.correlate(Wish))
        ways = [unwritten, *self.told(Wish.search)]
        if len(code := plain_code(self.q)) == CODE_LENGTH + 2:
            ways.append(col(Wish.code) == code)
        return or_(*ways)


EVERYTHING = Sieve()


def sieve_from(asked: Mapping[str, str]) -> Sieve:
    """A sieve from an address; what is not understood is left out."""
    stage, lane = asked.get("stage", ""), asked.get("lane", "")
    return Sieve(
        **plain_from(asked),
        stage=stage if stage in Stage.__members__ else "",
        lane=lane if lane in Lane.__members__ else "",
        late="yes" if asked.get("late") else "",
    )
