"""Who is asking, found with a single query: session, person, roles, memberships, unread notices."""

from datetime import timedelta

from wishboard.accounts.sessions import VIEWER_COLUMNS, token_hash, viewer_from
from wishboard.accounts.viewer import NOBODY, Viewer, wisher_of
from wishboard.core.clock import now, today
from wishboard.core.hot import hot_rows

_SESSION = f"""
SELECT {VIEWER_COLUMNS},
       s.public_id AS session, s.seen_at,
       (SELECT count(*) FROM (SELECT 1 FROM notice n
          WHERE n.person_id = p.id AND n.read_at IS NULL LIMIT 100) AS few) AS unread
  FROM sign_in s JOIN person p ON p.id = s.person_id
 WHERE s.token_hash = :hash AND s.expires_at > :now
   AND (p.left_on IS NULL OR p.left_on > :today)
"""  # noqa: S608 - no value is put into the text
_SEEN = "UPDATE sign_in SET seen_at = :now WHERE token_hash = :hash RETURNING seen_at"
SEEN_EVERY = timedelta(hours=1)
"""How exactly it is known when a session was last used."""


async def viewer_with(token: str, device: str) -> Viewer | None:
    """The person whose session has this token, or None for an unknown or old one."""
    values = {"hash": token_hash(token), "now": now(), "today": today()}
    rows = await hot_rows(_SESSION, values)
    if not rows:
        return None
    found = rows[0]
    if values["now"] - found.seen_at > SEEN_EVERY:
        await hot_rows(_SEEN, {"hash": values["hash"], "now": values["now"]})
    return viewer_from(found, unread=found.unread, device=device, session=found.session)


def visitor(followed: int | None, device: str) -> Viewer:
    """Somebody without an account: the wisher of the wish they follow, or nobody known."""
    return wisher_of(followed, device=device) if followed else NOBODY
