"""From one wish to the next: after a deed the desk shows what follows in the same list."""

from typing import Any

from litestar import Response

from wishboard.http.visit import Visit
from wishboard.web.desk.lists import WishesAsked, asked_in, desk_for
from wishboard.wishes.turning import Mark
from wishboard.wishes.worklist import lines, place_of


class Way:
    """Where a viewer stood in a list before a deed, and where they go behind it."""

    def __init__(
        self, visit: Visit, public_id: str, asked: WishesAsked, place: Mark | None
    ) -> None:
        self._visit, self._public_id, self._asked, self._place = visit, public_id, asked, place

    async def onward(self, notice: str) -> Response[Any]:
        """To the wish that follows in the list; with none left to the list itself.

        Outside any list the same wish is shown again.
        """
        if self._asked.which is None:
            return self.stay(notice)
        db = await self._visit.db()
        desk = await desk_for(db, self._visit.viewer, self._asked)
        found = await lines(db, desk, self._asked.which, after=self._place, limit=1)
        path = f"/desk/wishes/{found[0].public_id}" if found else "/desk"
        return self._visit.redirect(path + self._asked.query, notice)

    def stay(self, notice: str) -> Response[Any]:
        """To the same wish again, where there is something left to read or do."""
        path = f"/desk/wishes/{self._public_id}{self._asked.query}"
        return self._visit.redirect(path, notice)


async def way_from(visit: Visit, public_id: str) -> Way:
    """The viewer's way, looked up before the deed takes the wish out of its list."""
    visit.must_sign_in()
    asked = asked_in(visit.request.query_params)
    if asked.which is None:
        return Way(visit, public_id, asked, None)
    db = await visit.db()
    desk = await desk_for(db, visit.viewer, asked)
    place = await place_of(db, desk, asked.which, public_id)
    return Way(visit, public_id, asked, place)
