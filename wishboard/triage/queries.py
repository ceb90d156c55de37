"""Finding wishes that are alike."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import select as rows_of
from sqlalchemy import text as sql
from sqlmodel import col, select

from wishboard.accounts.models import Area, AreaLevel
from wishboard.accounts.trees import ancestry
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.tokens import any_token
from wishboard.i18n import current_locale
from wishboard.triage.commonness import Commonness
from wishboard.triage.groups.known import common_words
from wishboard.triage.likeness import APART, WORTH_SHOWING, crowded, nearness, telling, worth
from wishboard.triage.messages import Message
from wishboard.triage.reading import Reading, Vector, read, vector
from wishboard.triage.whereabouts import whereabouts
from wishboard.wishes.stages import Stage

_DAY = 86_400
SHOWN = 5
CANDIDATES = 10
ASKED_TOKENS = 8
"""How many are shown, how many are looked at, and by how many of its rarest tokens a text is."""

NEIGHBOURS = 300
"""Of so many of the newest wishes on the board of the street around is known what they say."""

_SAYS = """
 kind = 'micro_wish' AND may_publish AND board_at <= :now
   AND coalesce(search @@ CAST(:words AS tsquery), false)
"""
# By place first and then by words: bigrams are frequent, and an index of words alone would go
# through those of every closed wish in town. `coalesce` and the empty text after the stage keep
# the database from joining in indexes that name far too many.
_NEAR = sql(f"""
WITH said AS MATERIALIZED (
  SELECT id, ts_rank(search, CAST(:words AS tsquery)) AS rank FROM wish
   WHERE area_id = :area AND stage || '' IN ('published', 'claimed', 'delivered', 'answered')
     AND {_SAYS}
  UNION ALL
  SELECT id, ts_rank(search, CAST(:words AS tsquery)) AS rank FROM wish
   WHERE id IN (SELECT id FROM wish
                 WHERE area_id = ANY(:around) AND on_board AND board_at <= :now
                 ORDER BY board_at DESC LIMIT :neighbours) AND {_SAYS}),
best AS (SELECT id, rank FROM said ORDER BY rank DESC, id DESC LIMIT :most)
SELECT w.public_id, w.title, w.summary, w.stage, w.area_id, w.collected_at,
       coalesce(h.people, 1) AS people
  FROM best JOIN wish w ON w.id = best.id
  LEFT JOIN group_wish g ON g.wish_id = w.id LEFT JOIN hot_group h ON h.id = g.group_id
 ORDER BY best.rank DESC, w.id DESC
""")  # noqa: S608 - own words


class Similar(NamedTuple):
    """A published wish that is like what somebody writes, by its public words.

    `likeness` may exceed 1: what many have said one more says the likelier.
    """

    public_id: str
    title: str
    summary: str
    area: str
    stage: Stage
    likeness: float


class Around(NamedTuple):
    """An area of the street somebody asks from."""

    key: int
    name: str
    name_en: str
    path: str


class Asked(NamedTuple):
    """What somebody writes, where, and how common the words are in town.

    `around` are the areas of the same street by their keys. `words` asks the database for texts
    that hold any of the rarest words; empty when nothing was said.
    """

    reading: Reading
    weights: Vector
    area: Area
    around: Mapping[int, Around]
    common: Commonness
    words: str

    def likeness(self, row: Any, path: str) -> float:
        """How like public words of an area are to it, weighed with how many said so already.

        The score is that of `compare`, which also says why; but neighbours are no strangers: where
        it is asked for is weighed by `nearness`.
        """
        said = read(Message(1, row.summary, row.title, self.area.path, 1, row.collected_at))
        there = vector(said, self.common)
        score = sum(weight * there.get(token, 0.0) for token, weight in self.weights.items())
        days = abs((self.reading.message.at - row.collected_at).total_seconds()) / _DAY
        score = min(1.0, score) * worth(days) * nearness(path, self.area.path)
        if score and whereabouts(self.reading, said, self.common).apart:
            score *= APART
        return crowded(score, row.people)


async def asked_of(db: AsyncSession, text: str, area: Area) -> Asked:
    """What somebody writes in an area, ready to be compared."""
    common = await common_words()
    rarest = sorted(telling(text), key=lambda token: -common.weight(token))[:ASKED_TOKENS]
    reading = read(Message(0, text, "", area.path, 0, now()))
    around = await _areas_around(db, area)
    return Asked(reading, vector(reading, common), area, around, common, any_token(rarest))


async def similar_wishes(db: AsyncSession, text: str, area: Area) -> list[Similar]:
    """The published wishes of an area and its street that are most like a text, at most five.

    Of the area whatever is published and not closed, of the street what hangs on the board.
    """
    return await wishes_like(db, await asked_of(db, text, area))


async def wishes_like(db: AsyncSession, asked: Asked) -> list[Similar]:
    """The same for what was made ready to be compared before."""
    if not asked.words:
        return []
    values = {
        "area": asked.area.key,
        "around": [key for key in asked.around if key != asked.area.key],
        "neighbours": NEIGHBOURS,
        "now": now(),
        "most": CANDIDATES,
        "words": asked.words,
    }
    found = await db.execute(_NEAR, values)
    weighed = [_weighed(row, asked) for row in found]
    alike = [one for one in weighed if one.likeness >= WORTH_SHOWING]
    return sorted(alike, key=lambda one: -one.likeness)[:SHOWN]


def _weighed(row: Any, asked: Asked) -> Similar:
    where = asked.around[row.area_id]
    like = asked.likeness(row, where.path)
    name = where.name_en if current_locale() == "en" and where.name_en else where.name
    return Similar(row.public_id, row.title, row.summary, name, Stage(row.stage), like)


async def _areas_around(db: AsyncSession, area: Area) -> dict[int, Around]:
    """All areas of the street an area lies in; without a street above it, those below itself."""
    street = await db.exec(
        select(Area.path).where(
            col(Area.id).in_(ancestry(area.path)), Area.level == AreaLevel.street
        )
    )
    path = street.first() or area.path
    columns: list[Any] = [col(Area.id), col(Area.name), col(Area.name_en), col(Area.path)]
    found = await db.execute(rows_of(*columns).where(col(Area.path).startswith(path)))
    return {row.id: Around(*row) for row in found}
