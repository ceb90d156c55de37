"""The receipt: code, PIN and QR code of a wish, to keep, to photograph or to print."""

from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from markupsafe import Markup

from wishboard.core.qr import qr_svg
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.web.following import followed_wish, kept_nowhere, wisher_on
from wishboard.wishes.codes import pin_of, slip_address
from wishboard.wishes.models import Wish


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on the slip of a wish."""

    code: str
    pin: str
    qr: Markup


def slip_of(wish: Wish) -> Slip:
    """The slip of a wish; its QR code leads to the wish without code and PIN."""
    qr = qr_svg(slip_address(wish), title=_("QR code that opens this wish"))
    return Slip(wish.code, pin_of(wish), qr)


@get("/receipt")
async def show_receipt(visit: NamedDependency[Visit]) -> Response[Any]:
    """The receipt of the wish just made; who follows no wish is asked for code and PIN."""
    if wisher_on(visit).wish_id is None:
        return visit.redirect("/track")
    wish = await followed_wish(await visit.db(), visit)
    return kept_nowhere(visit.page("wishing/receipt.html", wish=wish, slip=slip_of(wish)))


ROUTES = [show_receipt]
