"""Which lists a desk has, for whom, and how an address asks for one of them."""

from collections.abc import Mapping, Sequence

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.outcomes.queries import has_flag
from wishboard.web.desk.asked import Asked
from wishboard.wishes.scope import within
from wishboard.wishes.sieve import Sieve, sieve_from
from wishboard.wishes.worklist import Desk, WorkList

LABELS = {
    WorkList.register: lazy("To register"),
    WorkList.publish: lazy("To publish"),
    WorkList.approve: lazy("Worth to approve"),
    WorkList.overdue: lazy("Promises overdue"),
    WorkList.call: lazy("To call"),
    WorkList.close: lazy("To close"),
    WorkList.lanes: lazy("Other lanes"),
    WorkList.deferred: lazy("Put off"),
    WorkList.open: lazy("All open"),
    WorkList.closed: lazy("Closed ones"),
}
HINTS = {
    WorkList.register: lazy("Give each wish its public words, a category and a measure."),
    WorkList.publish: lazy("Registered and ready for the board."),
    WorkList.approve: lazy("One share is above the limit; the parent organization approves it."),
    WorkList.overdue: lazy("The promised day has gone by. Ring the helper up."),
    WorkList.call: lazy("Done, says the helper. Ask the wisher who has not answered."),
    WorkList.close: lazy("Answered. Flagged ones stand first."),
    WorkList.lanes: lazy("Shared matters, legacy problems and mediation."),
    WorkList.deferred: lazy("They come back by themselves on their day."),
    WorkList.open: lazy("Everything that is on its way."),
    WorkList.closed: lazy("The newest first. Reopen or take apart from here."),
}
_READERS = (Right.keep, Right.oversee)
_CALLERS = (*_READERS, Right.record_answers)


WishesAsked = Asked[WorkList, Sieve]


def asked_in(given: Mapping[str, str]) -> WishesAsked:
    """What an address asks for; an unknown list is none."""
    name = given.get("list", "")
    which = WorkList(name) if name in WorkList.__members__ else None
    return Asked("/desk", which, sieve_from(given))


def lists_of(viewer: Viewer) -> list[WorkList]:
    """The lists this viewer has; who only records answers has the calls alone."""
    if any(viewer.may_somewhere(right) for right in _READERS):
        return list(WorkList)
    return [WorkList.call] if viewer.may_somewhere(Right.record_answers) else []


def must_have_desk(visit: Visit) -> Viewer:
    """The viewer, who works here in some role. Raises SignInNeeded, NotAllowed."""
    viewer = visit.must_sign_in()
    if not viewer.is_staff:
        raise NotAllowed
    return viewer


async def desk_for(db: AsyncSession, viewer: Viewer, asked: WishesAsked) -> Desk:
    """The wishes a viewer looks after or over, as far as the list asked for shows them."""
    which = asked.which or WorkList.open
    return (await desks_for(db, viewer, asked.sieve, [which]))[which]


async def desks_for(
    db: AsyncSession, viewer: Viewer, sieve: Sieve, lists: Sequence[WorkList]
) -> dict[WorkList, Desk]:
    """The desks behind several lists of a viewer."""
    callers = await within(db, viewer, _CALLERS) if WorkList.call in lists else None
    readers = await within(db, viewer, _READERS) if set(lists) - {WorkList.call} else None
    desks = {}
    for which in lists:
        scope = callers if which is WorkList.call else readers
        assert scope is not None
        desks[which] = Desk(scope, sieve, has_flag() if which is WorkList.close else None)
    return desks
