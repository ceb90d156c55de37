"""Mail that did not arrive, and what the administrator decides about it."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.notifications.dead_letters import SHOWN, dead_letters, give_up, send_again

HERE = "/desk/mail"


async def mail_page(visit: Visit, public_id: str = "") -> Response[Any]:
    """Whom mail did not reach; `public_id` is of the person about whom a deed was refused."""
    viewer = visit.must_hold(Right.administer)
    letters = await dead_letters(await visit.db(), viewer)
    return visit.page("desk/mail.html", letters=letters, most=SHOWN, refused=public_id)


@get(HERE)
async def show_mail(visit: NamedDependency[Visit]) -> Response[Any]:
    """The list, for the administrator."""
    return await mail_page(visit)


@post(f"{HERE}/{{public_id:str}}/again")
@shows_again(mail_page)
async def again(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Send it again."""
    viewer = visit.must_hold(Right.administer)
    await send_again(await visit.db(), public_id, by=viewer)
    return visit.redirect(HERE, "mail_again")


@post(f"{HERE}/{{public_id:str}}/end")
@shows_again(mail_page)
async def end(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Give it up."""
    viewer = visit.must_hold(Right.administer)
    await give_up(await visit.db(), public_id, by=viewer)
    return visit.redirect(HERE, "mail_given_up")


ROUTES = [show_mail, again, end]
