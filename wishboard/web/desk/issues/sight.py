"""Who has a desk for an issue."""

from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.issue_sight import IssueSight, issue_sight_of
from wishboard.http.visit import Visit
from wishboard.issues.queries import find_issue


async def desk_issue(visit: Visit, public_id: str) -> IssueSight:
    """An issue for whoever coordinates it, has a part in it or sponsors it.

    Raises SignInNeeded, NotFound, NotAllowed.
    """
    viewer = visit.must_sign_in()
    db = await visit.db()
    sight = await issue_sight_of(db, await find_issue(db, public_id), viewer)
    if not sight.working:
        raise NotAllowed
    return sight
