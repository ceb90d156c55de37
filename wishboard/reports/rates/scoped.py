"""The rates of one area or one body with all below it, as a ranking would count them."""

from sqlalchemy import text

from wishboard.core.database import AsyncSession
from wishboard.core.periods import Period
from wishboard.reports.rates.models import Matter
from wishboard.reports.rates.scoring import Body, Counts

_IN_AREA = """
r.area_id IN (SELECT below.id FROM area below, area top
               WHERE top.public_id = :body AND below.path LIKE top.path || '%')
"""
_OF_BODY = """
r.{column} IN (SELECT below.id FROM organization below, organization top
                WHERE top.public_id = :body AND below.path LIKE top.path || '%')
"""
_CAME = """
SELECT r.came_as AS matter, count(*) AS came FROM rated_wish r
 WHERE r.came_on >= :since AND r.came_on < :until AND {within} GROUP BY r.came_as
"""
_SUMS = ("true", "r.contacted", "r.solved", "r.content = 'satisfied'", "r.content = 'fairly'")
_HEARD = """
SELECT r.heard_as AS matter, {heard}, {out} FROM rated_wish r
 WHERE r.heard_on >= :since AND r.heard_on < :until AND {within} GROUP BY r.heard_as
"""


async def rated(db: AsyncSession, over: Period, *, area: str, body: str) -> dict[Matter, Body]:
    """What came and what was heard over a period, in an area or of a body with all below it.

    It is read from the rated wishes themselves, so that their rows add up to it.
    """
    values = {"since": over.since, "until": over.until, "body": area or body}
    came = _CAME.format(within=_IN_AREA if area else _OF_BODY.format(column="came_to"))
    heard = _HEARD.format(
        within=_IN_AREA if area else _OF_BODY.format(column="heard_of"),
        heard=", ".join(f"count(*) FILTER (WHERE {one})" for one in _SUMS),
        out=", ".join(f"count(*) FILTER (WHERE r.excluded AND {one})" for one in _SUMS),
    )
    many = {Matter(row.matter): row.came for row in await db.execute(text(came), values)}
    said = {Matter(row[0]): row[1:] for row in await db.execute(text(heard), values)}
    found = {}
    for matter in Matter:
        sums = said.get(matter, (0,) * 10)
        counts, out = Counts(*sums[:5]), Counts(*sums[5:])
        found[matter] = Body(area or body, many.get(matter, 0), counts, out)
    return found
