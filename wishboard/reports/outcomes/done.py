"""What was done: one line for each wish fulfilled and each problem solved, counted once.

Only what was closed and confirmed counts. A wish that was merged into another adds nothing; the
wishes behind a problem add nothing to its own figure. The body is who led on the promise, the host
of a task, the lead of a problem. The year is that of the day on which it was done.
"""

_DONE = """
SELECT 'wish' AS kind, w.id, w.public_id, w.title, w.may_publish, w.area_id, w.category_id,
       coalesce(w.lane, 'individual') AS lane, w.keeper_id, o.delivered_on AS day, w.expected,
       o.reported, o.confirmed, coalesce(w.host_id, p.organization_id) AS organization_id,
       (SELECT count(*) FROM participation n WHERE n.outcome_id = o.id) AS people
  FROM outcome o JOIN answer s ON s.outcome_id = o.id AND s.done
  JOIN wish w ON w.id = o.wish_id JOIN claim c ON c.id = o.claim_id
  LEFT JOIN participation p ON p.outcome_id = o.id AND p.person_id = c.person_id
 WHERE NOT o.undone AND o.confirmed IS NOT NULL AND w.merged_into_id IS NULL
   AND o.delivered_on >= :since AND o.delivered_on < :until
UNION ALL
SELECT 'issue', i.id, i.public_id, i.title, true, i.area_id, i.category_id, i.kind, i.keeper_id,
       (i.solved_at AT TIME ZONE :zone)::date, i.expected, i.reported, i.confirmed,
       l.organization_id, 0
  FROM issue i
  LEFT JOIN LATERAL (
    SELECT s.organization_id FROM assignment s WHERE s.issue_id = i.id AND s.part = 'lead'
     ORDER BY (s.ended_at IS NULL) DESC, s.id DESC LIMIT 1) l ON true
 WHERE i.ending = 'solved'
   AND (i.solved_at AT TIME ZONE :zone)::date >= :since
   AND (i.solved_at AT TIME ZONE :zone)::date < :until
"""

FROM = f"FROM ({_DONE}) AS d JOIN area a ON a.id = d.area_id"
"""The lines as `d` in their areas `a`; `:since`, `:until` and `:zone` say from when to when."""
