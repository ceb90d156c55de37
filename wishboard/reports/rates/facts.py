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
), word AS (
  SELECT n.wish_id, n.source, n.solved, n.content, (n.at AT TIME ZONE :zone)::date AS heard_on,
         i.id AS issue_id, l.organization_id,
         coalesce(n.contacted, i.id IS NULL OR i.contacted_at <= n.at, false) AS contacted
    FROM newest n
    LEFT JOIN LATERAL (
      SELECT b.issue_id FROM issue_wish b
       WHERE b.wish_id = n.wish_id AND b.since <= n.at AND NOT n.promised
       ORDER BY (b.ended_at IS NULL OR b.ended_at > n.at) DESC, b.id DESC LIMIT 1) b ON true
    LEFT JOIN issue i ON i.id = coalesce(n.issue_id, b.issue_id)
    LEFT JOIN LATERAL (
      SELECT s.organization_id FROM assignment s
       WHERE s.issue_id = i.id AND s.part = 'lead'
       ORDER BY (s.dispatched_at <= n.at AND (s.ended_at IS NULL OR s.ended_at > n.at)) DESC,
                s.id DESC LIMIT 1) l ON true
), arrival AS (
  SELECT w.id, w.area_id, w.keeper_id,
         (coalesce(b.since, w.registered_at) AT TIME ZONE :zone)::date AS came_on,
         CASE WHEN b.issue_id IS NULL THEN 'individual' ELSE 'sent_up' END AS came_as,
         CASE WHEN b.issue_id IS NULL THEN w.keeper_id ELSE l.organization_id END AS came_to
    FROM wish w
    LEFT JOIN LATERAL (
      SELECT b.issue_id, b.since FROM issue_wish b
       WHERE b.wish_id = w.id AND w.lane IN ('shared', 'legacy')
       ORDER BY (b.ended_at IS NULL) DESC, b.id DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (
      SELECT s.organization_id FROM assignment s
       WHERE s.issue_id = b.issue_id AND s.part = 'lead'
       ORDER BY (s.ended_at IS NULL) DESC, s.id DESC LIMIT 1) l ON true
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
