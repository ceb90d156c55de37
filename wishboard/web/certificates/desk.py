"""The desk of who issues certificates: what is asked for, what is in force, what is not."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.certificates import words
from wishboard.certificates.models import Standing
from wishboard.certificates.queries import ENDED, certificates_over
from wishboard.http.visit import Visit
from wishboard.i18n import LazyText, lazy

PAGE = 30
HERE = "/desk/certificates"
LISTS: dict[str, tuple[LazyText, tuple[Standing, ...]]] = {
    "asked": (lazy("Asked for"), (Standing.asked,)),
    "issued": (lazy("In force"), (Standing.issued,)),
    "ended": (lazy("Not in force"), ENDED),
}


@get(HERE)
async def show_list(visit: NamedDependency[Visit]) -> Response[Any]:
    """The certificates over which somebody has oversight, those that wait first."""
    viewer, db = visit.must_hold(Right.oversee), await visit.db()
    asked = visit.request.query_params
    which = asked.get("list", "") if asked.get("list", "") in LISTS else "asked"
    after = asked.get("after", "")
    key = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    _label, standings = LISTS[which]
    rows = await certificates_over(db, viewer, standings, after=key, limit=PAGE + 1)
    shown, path = rows[:PAGE], f"{HERE}?list={which}"
    onward = f"{path}&after={shown[-1].certificate.key}" if len(rows) > PAGE else ""
    return visit.page(
        "certificates/list.html",
        rows=shown,
        tabs=[(f"{HERE}?list={name}", label, None) for name, (label, _) in LISTS.items()],
        current=path,
        back=path if key else "",
        onward=onward,
        words=words,
        local_name=local_name,
    )


ROUTES = [show_list]
