"""The seven steps as a flow: how many wishes came that far, where they stand, how long it took."""

from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from wishboard.core.calendar import current_calendar
from wishboard.core.clock import today
from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.reports.course.looked import WISHES_WITHIN, Looked
from wishboard.wishes.stages import SPINE, Stage

GOOD_FOR = 60

_MOMENTS = f"""
SELECT w.stage, w.collected_at AS collected, w.registered_at AS registered,
       w.published_at AS published, c.at AS claimed, o.delivered_at AS delivered,
       s.at AS answered, w.closed_at AS closed
  FROM wish w
  LEFT JOIN LATERAL (SELECT min(made_at) AS at FROM claim WHERE wish_id = w.id) c ON true
  LEFT JOIN LATERAL (SELECT id, delivered_at FROM outcome WHERE wish_id = w.id AND NOT undone
                      ORDER BY id DESC LIMIT 1) o ON true
  LEFT JOIN answer s ON s.outcome_id = o.id
 WHERE w.kind = 'micro_wish' AND w.merged_into_id IS NULL
   AND w.collected_at >= :since AND w.collected_at < :until AND {WISHES_WITHIN}
"""  # noqa: S608 - own words


def _took(step: Stage, before: list[Stage]) -> str:
    """The median of the working days from the last step that was taken to this one."""
    last = ", ".join(f"m.{one}" for one in reversed(before))
    return f"""
SELECT '{step}' AS step, count(m.{step}) AS reached,
       count(*) FILTER (WHERE m.stage = '{step}') AS here,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY t.number - f.number) AS days
  FROM moments m
  LEFT JOIN worked t ON t.day = (m.{step} AT TIME ZONE :zone)::date
  LEFT JOIN worked f ON f.day = (coalesce({last}) AT TIME ZONE :zone)::date
"""  # noqa: S608 - own words


_FLOW = """
WITH moments AS ({moments}), worked AS (
  SELECT * FROM unnest(CAST(:days AS date[]), CAST(:numbers AS int[])) AS w (day, number))
SELECT 'collected' AS step, count(*) AS reached,
       count(*) FILTER (WHERE stage = 'collected') AS here, NULL::float8 AS days FROM moments
UNION ALL {steps}
""".format(  # noqa: S608 - own words
    moments=_MOMENTS,
    steps="UNION ALL".join(
        _took(step, list(SPINE[:place])) for place, step in enumerate(SPINE) if place
    ),
)


class Step(NamedTuple):
    """A step: how many came that far, how many stand here, median working days it took."""

    step: Stage
    reached: int
    here: int
    days: float | None


_recent: Recent[Looked, list[Step]] = Recent(GOOD_FOR, own_commits=True)


async def flow(looked: Looked) -> list[Step]:
    """The seven steps of the wishes collected in this time, merged ones once."""
    return await _recent.get(looked, lambda: count_flow(looked))


async def count_flow(looked: Looked) -> list[Step]:
    """The same, counted now."""
    days, numbers = worked_days(looked.over.since - timedelta(days=1), today())
    values = looked.values() | {"days": days, "numbers": numbers}
    rows = await hot_rows(_FLOW, values, plan_anew=True)
    return [Step(Stage(row.step), row.reached, row.here, row.days) for row in rows]


def worked_days(first: date, last: date) -> tuple[list[date], list[int]]:
    """The days from one to another, and how many working days there were up to each."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    calendar = current_calendar()
    return days, list(accumulate(int(calendar.works(day)) for day in days))
