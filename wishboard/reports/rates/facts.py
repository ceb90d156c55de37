"""What wishes say for the rates, read from what happened. One statement for some wishes or all.

Of a wish the newest valid answer or call-back counts; silence is none. What was opened again after
a yes counts as not done until somebody says otherwise. Satisfied is who gives four stars, five or
none; fairly satisfied who gives three. The body is the lead of the issue that the wish stood behind
at that moment, else the wish's keeper. A promise kept is a contact; of an issue it counts when the
body has written down that it reached the wishers before they were heard.
"""

_HEARD = """
SELECT a.wish_id, 'answer' AS source, a.at, a.id AS key, NULL::bigint AS issue_id,
       o.claim_id IS NOT NULL AS promised, NULL::boolean AS contacted,
       a.done AND NOT o.undone AS solved,
       CASE WHEN NOT a.done OR o.undone OR a.rating <= 2 THEN 'dissatisfied'
            WHEN a.rating = 3 THEN 'fairly' ELSE 'satisfied' END AS content
  FROM answer a JOIN outcome o ON o.id = a.outcome_id
 WHERE a.done IS NOT NULL AND {answers}
UNION ALL
SELECT c.wish_id, 'callback', c.at, c.id, c.issue_id, c.issue_id IS NULL,
       coalesce(c.contacted, false), c.solved, c.content
  FROM callback c WHERE c.reached AND {callbacks}
"""

_FACTS = """
WITH newest AS (
  SELECT DISTINCT ON (wish_id) * FROM ({heard}) AS said
   ORDER BY wish_id, at DESC, source DESC, key DESC
), raised AS (
  SELECT DISTINCT ON (b.wish_id) b.wish_id, n.at, b.issue_id
    FROM issue_wish b JOIN newest n ON n.wish_id = b.wish_id AND n.at >= b.since
   WHERE NOT n.promised AND n.issue_id IS NULL
   ORDER BY b.wish_id, (b.ended_at IS NULL OR b.ended_at > n.at) DESC, b.id DESC
), asked AS (
  SELECT wish_id, at, issue_id FROM newest WHERE issue_id IS NOT NULL
  UNION ALL SELECT * FROM raised
), answering AS (
  SELECT DISTINCT ON (a.wish_id) a.wish_id, i.id AS issue_id, i.contacted_at, s.organization_id
    FROM asked a JOIN issue i ON i.id = a.issue_id
    LEFT JOIN assignment s ON s.issue_id = i.id AND s.part = 'lead'
   ORDER BY a.wish_id,
            (s.dispatched_at <= a.at AND (s.ended_at IS NULL OR s.ended_at > a.at)) DESC, s.id DESC
), word AS (
  SELECT n.wish_id, n.source, n.solved, n.content, (n.at AT TIME ZONE :zone)::date AS heard_on,
         a.issue_id, a.organization_id,
         coalesce(n.contacted, a.issue_id IS NULL OR a.contacted_at <= n.at, false) AS contacted
    FROM newest n LEFT JOIN answering a ON a.wish_id = n.wish_id
), sent AS (
  SELECT DISTINCT ON (w.id) w.id AS wish_id, b.issue_id, b.since, s.organization_id
    FROM wish w JOIN issue_wish b ON b.wish_id = w.id
    LEFT JOIN assignment s ON s.issue_id = b.issue_id AND s.part = 'lead'
   WHERE w.lane IN ('shared', 'legacy') AND {wishes}
   ORDER BY w.id, (b.ended_at IS NULL) DESC, b.id DESC, (s.ended_at IS NULL) DESC, s.id DESC
), arrival AS (
  SELECT w.id, w.area_id, w.keeper_id,
         (coalesce(b.since, w.registered_at) AT TIME ZONE :zone)::date AS came_on,
         CASE WHEN b.issue_id IS NULL THEN 'individual' ELSE 'sent_up' END AS came_as,
         CASE WHEN b.issue_id IS NULL THEN w.keeper_id ELSE b.organization_id END AS came_to
    FROM wish w LEFT JOIN sent b ON b.wish_id = w.id
   WHERE w.kind = 'micro_wish' AND w.merged_into_id IS NULL AND {wishes}
)
SELECT r.id AS wish_id, r.area_id, r.came_on,
       CASE WHEN r.came_on IS NOT NULL THEN r.came_as END AS came_as,
       CASE WHEN r.came_on IS NOT NULL THEN r.came_to END AS came_to, d.heard_on,
       CASE WHEN d.heard_on IS NOT NULL THEN
            CASE WHEN d.issue_id IS NULL THEN 'individual' ELSE 'sent_up' END END AS heard_as,
       CASE WHEN d.heard_on IS NOT NULL THEN
            CASE WHEN d.issue_id IS NULL THEN r.keeper_id ELSE d.organization_id END
       END AS heard_of,
       d.source, coalesce(d.contacted, false) AS contacted, coalesce(d.solved, false) AS solved,
       d.content, EXISTS (
         SELECT FROM exclusion x WHERE x.wish_id = r.id AND x.upheld) AS excluded
  FROM arrival r LEFT JOIN word d ON d.wish_id = r.id
 WHERE r.came_on IS NOT NULL OR d.heard_on IS NOT NULL
"""

COLUMNS = [
    "wish_id",
    "area_id",
    "came_on",
    "came_as",
    "came_to",
    "heard_on",
    "heard_as",
    "heard_of",
    "source",
    "contacted",
    "solved",
    "content",
    "excluded",
]
"""The columns of a fact, in the order of the statements here; `:zone` is the city's time zone."""


def _facts(answers: str, callbacks: str, wishes: str) -> str:
    heard = _HEARD.format(answers=answers, callbacks=callbacks)
    return _FACTS.format(heard=heard, wishes=wishes)


OF_ALL = _facts("true", "true", "true")
"""The facts of every wish."""

OF_SOME = _facts("a.wish_id = ANY(:wishes)", "c.wish_id = ANY(:wishes)", "w.id = ANY(:wishes)")
"""The facts of the wishes in the array `:wishes`."""

_SLICE = "BETWEEN :first AND :last"
OF_SLICE = _facts(
    f"a.wish_id {_SLICE} AND o.wish_id {_SLICE}", f"c.wish_id {_SLICE}", f"w.id {_SLICE}"
)
"""The facts of the wishes whose keys lie from `:first` to `:last`."""
