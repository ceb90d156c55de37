"""An issue on one sheet of paper, to go along with it from hand to hand."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.qr import qr_svg
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.issues import words
from wishboard.settings import settings
from wishboard.web.desk.issues.picture import issue_picture
from wishboard.web.desk.issues.sight import desk_issue


@get("/desk/issues/{public_id:str}/sheet")
async def show_sheet(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The sheet to print: public words, who has it, by when, and room for signatures."""
    sight = await desk_issue(visit, public_id)
    address = f"{settings().public_url}/issues/{public_id}"
    return visit.page(
        "desk/issues/sheet.html",
        issue=sight.issue,
        picture=await issue_picture(await visit.db(), sight.issue, wishes=False),
        words=words,
        qr=qr_svg(address, _("The way to this issue")),
        address=address,
        here=f"/desk/issues/{public_id}",
    )


ROUTES = [show_sheet]
