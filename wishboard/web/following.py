"""The wish a browser follows, after code and PIN or the link on the slip."""

from typing import TypeVar

from litestar import Response

from wishboard.accounts.viewer import NOBODY, Viewer, wisher_of
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.http import cookies
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.wishes.models import Wish

R = TypeVar("R", bound=Response[str])


class NotFollowing(Refusal):
    """This browser follows no wish, or not any more."""

    code = "not_following"
    status = 403
    says = lazy("Your wish was open here for half a day. Please enter code and PIN once more.")


def wisher_on(visit: Visit) -> Viewer:
    """The wisher of the wish this browser follows, also while somebody is signed in on it."""
    followed = cookies.followed_wish(visit.request.cookies.get(cookies.FOLLOWED, ""))
    device = cookies.device_print(visit.request.cookies.get(cookies.DEVICE, ""))
    return wisher_of(followed, device=device) if followed else NOBODY


async def followed_wish(db: AsyncSession, visit: Visit) -> Wish:
    """The wish this browser follows. Raises NotFollowing."""
    wisher = wisher_on(visit)
    wish = await db.get(Wish, wisher.wish_id) if wisher.wish_id else None
    if wish is None:
        raise NotFollowing
    return wish


def kept_nowhere(page: R) -> R:
    """A page that shows a wish or its PIN: no browser keeps it for whoever comes next."""
    page.headers["Cache-Control"] = "no-store"
    return page


def shown_once(visit: Visit, page: R) -> R:
    """A page with contact data that were just revealed: nor is it kept here for a repeat.

    Whoever sends the form again looks again, and the wisher reads of both.
    """
    visit.unit.key = ""
    return kept_nowhere(page)
