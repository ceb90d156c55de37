"""The last steps of every way in: the code where one is asked for, then a new session."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import Field

from wishboard.accounts import sessions
from wishboard.accounts.models import Person, WayIn
from wishboard.accounts.second_factor.codes import CodeNeeded
from wishboard.core.database import AsyncSession
from wishboard.core.forms import Form
from wishboard.core.refusals import SignInNeeded
from wishboard.http import cookies
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit

CODE = "/sign-in/code"


class CodeForm(Form):
    """A code from the telephone, or a recovery code."""

    code: str = Field(min_length=1, max_length=40)


def local(path: str) -> str:
    """A path of our own to go on to; anything else becomes the board."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe and path.isascii() else "/"


async def let_in(
    visit: Visit,
    db: AsyncSession,
    person: Person,
    how: WayIn,
    onward: str,
    *,
    code: str | None = None,
) -> Redirect:
    """Open a session for somebody whose first proof is given, or ask for their code.

    The session that this browser had so far ends.
    """
    leaving = visit.request.cookies.get(cookies.SESSION, "")
    try:
        token = await sessions.enter(
            db, person, how, code=code, device=visit.agent, leaving=leaving
        )
    except CodeNeeded:
        visit.keep(cookies.halfway_cookie(person.key, person.password_hash, how, onward))
        return visit.redirect(CODE)
    visit.come_in(token)
    return visit.redirect("/password" if person.must_change_password else onward, "signed_in")


async def _halfway(visit: Visit, db: AsyncSession) -> tuple[Person, cookies.Halfway]:
    """Who is half-way in on this browser. Raises SignInNeeded."""
    found = cookies.halfway(visit.request.cookies.get(cookies.HALFWAY, ""))
    person = await db.get(Person, found.person_id) if found else None
    if not found or not person or sessions.has_left(person):
        raise SignInNeeded
    if not cookies.same_password(found.password_print, person.password_hash):
        raise SignInNeeded
    return person, found


async def code_page(visit: Visit) -> Response[str]:
    """The form for the code."""
    await _halfway(visit, await visit.db())
    return visit.page("accounts/code.html", filled=visit.filled(CODE))


@get(CODE)
async def show_code(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where the code from the telephone is asked for."""
    return await code_page(visit)


@post(CODE, opt={FOR_ANYBODY: True})
@shows_again(code_page)
async def send_code(visit: NamedDependency[Visit]) -> Response[Any]:
    """Come in with the code."""
    db = await visit.db()
    person, found = await _halfway(visit, db)
    form = visit.form(CodeForm)
    entered = await let_in(visit, db, person, found.how, found.onward, code=form.code)
    entered.cookies.append(cookies.gone(cookies.HALFWAY))
    return entered


ROUTES = [show_code, send_code]
