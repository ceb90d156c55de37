"""The rows behind a figure: the wishes that were counted, in the order of their keys."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, text

from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.periods import Period
from wishboard.reports.hotwords.said import PUBLIC
from wishboard.reports.rates.models import Board, Matter

PAGE = 50


class Figure(StrEnum):
    """A figure of a ranking, as it stands in the address of its rows."""

    came = "came"
    heard = "heard"
    counted = "counted"
    contacted = "contacted"
    solved = "solved"
    satisfied = "satisfied"
    fairly = "fairly"
    excluded = "excluded"


_CONDITIONS = {
    Figure.came: "true",
    Figure.heard: "true",
    Figure.counted: "NOT r.excluded",
    Figure.contacted: "r.contacted AND NOT r.excluded",
    Figure.solved: "r.solved AND NOT r.excluded",
    Figure.satisfied: "r.content = 'satisfied' AND NOT r.excluded",
    Figure.fairly: "r.content = 'fairly' AND NOT r.excluded",
    Figure.excluded: "r.excluded",
}

_ROWS = """
SELECT r.*, w.public_id, w.title, {public} AS public, w.stage, a.path AS area_path,
       a.name AS area, a.name_en AS area_en, k.path AS keeper_path, c.name AS category,
       c.name_en AS category_en
  FROM rated_wish r JOIN wish w ON w.id = r.wish_id JOIN area a ON a.id = r.area_id
  JOIN organization k ON k.id = w.keeper_id LEFT JOIN category c ON c.id = w.category_id
 WHERE r.{day} >= :since AND r.{day} < :until AND r.{matter} = :matter AND {body}
   AND {condition} AND r.wish_id > :after
 ORDER BY r.wish_id LIMIT :limit
"""
_LYING = """
r.area_id IN (SELECT below.id FROM area below, area top
               WHERE top.public_id = :body AND below.path LIKE top.path || '%')
"""
_OF = "r.{column} = (SELECT id FROM organization WHERE public_id = :body)"
_UNDER = """
r.{column} IN (SELECT below.id FROM organization below, organization top
                WHERE top.public_id = :body AND below.path LIKE top.path || '%')
"""


async def rows_behind(
    db: AsyncSession,
    board: Board,
    matter: Matter,
    over: Period,
    body: str,
    figure: Figure,
    *,
    after: int = 0,
    below: bool = False,
) -> Sequence[Row[Any]]:
    """The wishes behind one figure of one body, one more than fit on a page when there are.

    With `below` those of every organization below it too; areas always hold what lies in them.
    `public` says of which everybody may read the title.
    """
    came = figure is Figure.came
    of = (_UNDER if below else _OF).format(column="came_to" if came else "heard_of")
    query = _ROWS.format(
        day="came_on" if came else "heard_on",
        matter="came_as" if came else "heard_as",
        body=of if board is Board.organization else _LYING,
        condition=_CONDITIONS[figure],
        public=PUBLIC,
    )
    values = {
        "since": over.since,
        "until": over.until,
        "matter": matter.value,
        "body": body,
        "after": after,
        "limit": PAGE + 1,
        "now": now(),
    }
    found: Sequence[Row[Any]] = (await db.execute(text(query), values)).all()
    return found
