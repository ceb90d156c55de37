"""Sign in once by a link: ask for it, open it, press its button (a mail scanner only looks)."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.accounts.links.commands import GOOD_FOR, ask_for_link, links_are_sent, use_link
from wishboard.accounts.models import WayIn
from wishboard.core.forms import Form
from wishboard.core.refusals import NotFound
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit
from wishboard.web.entrance import let_in
from wishboard.web.following import kept_nowhere

LINK = "/sign-in/link"
MINUTES = int(GOOD_FOR.total_seconds() // 60)


class AskForm(Form):
    """A mail address."""

    email: str = Field(min_length=3, max_length=200, pattern=r"^[^@\s]+@[^@\s]+$")


async def ask_page(visit: Visit, *, asked: bool = False) -> Response[str]:
    """The form for the address, or that the link is on its way if there is anybody."""
    if not links_are_sent():
        raise NotFound
    return visit.page("accounts/ask_link.html", filled=visit.filled(LINK), asked=asked, m=MINUTES)


@get(LINK)
async def show_ask(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where a link is asked for."""
    return await ask_page(visit)


@post(LINK, status_code=200, opt={FOR_ANYBODY: True})
@shows_again(ask_page)
async def ask(visit: NamedDependency[Visit]) -> Response[Any]:
    """Write down that a link is wanted; the answer is the same for every address."""
    form = visit.form(AskForm)
    await ask_for_link(await visit.db(), form.email, address=visit.address)
    return await ask_page(visit, asked=True)


async def link_page(visit: Visit, token: str) -> Response[str]:
    """The button that uses a link up. The page says nothing of whether it is still good."""
    if not links_are_sent():
        raise NotFound
    return kept_nowhere(visit.page("accounts/link.html", here=f"{LINK}/{token}"))


@get(f"{LINK}/{{token:str}}")
async def show_link(visit: NamedDependency[Visit], token: FromPath[str]) -> Response[Any]:
    """Where the link in the mail leads."""
    return await link_page(visit, token)


@post(f"{LINK}/{{token:str}}", opt={FOR_ANYBODY: True})
@shows_again(link_page)
async def use(visit: NamedDependency[Visit], token: FromPath[str]) -> Response[Any]:
    """Come in by the link, which is used up."""
    db = await visit.db()
    return await let_in(visit, db, await use_link(db, token), WayIn.link, "/me")


ROUTES = [show_ask, ask, show_link, use]
