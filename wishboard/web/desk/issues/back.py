"""After a deed: back to the issue, in the list it was opened from."""

from typing import Any

from litestar import Response

from wishboard.http.visit import Visit
from wishboard.web.desk.issues.lists import asked_in


def back_to(visit: Visit, public_id: str, notice: str) -> Response[Any]:
    """The issue again, with a notice."""
    query = asked_in(visit.request.query_params).query
    return visit.redirect(f"/desk/issues/{public_id}{query}", notice)
