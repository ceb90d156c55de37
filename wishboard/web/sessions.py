"""Sign in, sign out, change the password; choose the language."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.accounts import sessions
from wishboard.accounts.links.commands import links_are_sent
from wishboard.accounts.models import WayIn
from wishboard.accounts.own_proof import change_password as change_own_password
from wishboard.accounts.passwords import LEAST
from wishboard.accounts.single_sign_on.provider import provider_is_set
from wishboard.accounts.who import accounts
from wishboard.core.forms import Form
from wishboard.core.refusals import Invalid, NotFound
from wishboard.http import cookies
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import LOCALES
from wishboard.i18n import gettext as _
from wishboard.settings import settings
from wishboard.web.entrance import let_in, local

SHOWN = 12
"""How many accounts a demo town shows."""


class SignInForm(Form):
    """User name, password, and where to go afterwards."""

    username: str = Field(min_length=1, max_length=60)
    password: str = Field(min_length=1, max_length=200)
    next: str = "/"


class PasswordForm(Form):
    """The present password and the new one, twice."""

    current: str = Field(min_length=1, max_length=200)
    chosen: str = Field(min_length=1, max_length=200)
    repeated: str = Field(min_length=1, max_length=200)


async def sign_in_page(visit: Visit) -> Response[str]:
    """The sign-in form; a demo town shows its accounts."""
    demo = await accounts(await visit.db(), SHOWN) if settings().demo else []
    onward = local(visit.request.query_params.get("next", "/"))
    return visit.page(
        "accounts/sign_in.html",
        demo=demo,
        onward=onward,
        links=links_are_sent(),
        organization=provider_is_set(),
    )


@get("/sign-in")
async def show_sign_in(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where somebody with an account comes in."""
    return await sign_in_page(visit)


@post("/sign-in")
@shows_again(sign_in_page)
async def sign_in(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open a session, or ask for the code first."""
    form, db = visit.form(SignInForm), await visit.db()
    person = await sessions.identify(db, form.username, form.password, address=visit.address)
    return await let_in(visit, db, person, WayIn.password, local(form.next))


@post("/sign-out")
async def sign_out(visit: NamedDependency[Visit]) -> Response[Any]:
    """Close the session."""
    await sessions.sign_out(await visit.db(), visit.request.cookies.get(cookies.SESSION, ""))
    visit.keep(cookies.gone(cookies.SESSION))
    return visit.redirect("/", "signed_out")


async def password_page(visit: Visit) -> Response[str]:
    """The form for a new password."""
    visit.must_sign_in()
    return visit.page("accounts/password.html", least=LEAST)


@get("/password")
async def show_password(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where a password is changed."""
    return await password_page(visit)


@post("/password")
@shows_again(password_page)
async def change_password(visit: NamedDependency[Visit]) -> Response[Any]:
    """Set a new password and end every other session."""
    viewer = visit.must_sign_in()
    form = visit.form(PasswordForm)
    if form.chosen != form.repeated:
        raise Invalid({"repeated": _("The two new passwords differ.")})
    token = await change_own_password(
        await visit.db(), form.current, form.chosen, by=viewer, device=visit.agent
    )
    visit.come_in(token)
    return visit.redirect("/me", "password_changed")


@get("/language/{code:str}")
async def choose_language(visit: NamedDependency[Visit], code: FromPath[str]) -> Response[Any]:
    """Show the town in another language from now on."""
    if code not in LOCALES:
        raise NotFound
    onward = local(visit.request.query_params.get("next", "/"))
    visit.keep(cookies.cookie(cookies.LANGUAGE, code, seconds=34_560_000))
    return visit.redirect(onward)


ROUTES = [show_sign_in, sign_in, sign_out, show_password, change_password, choose_language]
