"""Sign a program in."""

from typing import Annotated, Any

from litestar import delete, post
from litestar.di import NamedDependency
from litestar.params import Body
from pydantic import Field

from wishboard.accounts import sessions
from wishboard.api.documented import example, refusals
from wishboard.api.shapes import Session
from wishboard.core.clock import now
from wishboard.core.forms import Form
from wishboard.http import cookies
from wishboard.http.visit import Visit


class SignInForm(Form):
    """User name and password, and a code where one is asked for."""

    username: str = Field(min_length=1, max_length=60)
    password: str = Field(min_length=1, max_length=200)
    code: str | None = Field(
        default=None, max_length=40, description="From the telephone, where it is asked for."
    )


_SIGN_IN = Body(examples=example(username="chenxiangyang", password="…"))  # noqa: S106


@post("/sessions", responses=refusals(422, 429), tags=["sessions"])
async def sign_in(visit: NamedDependency[Visit], data: Annotated[SignInForm, _SIGN_IN]) -> Session:
    """Open a session and answer with its token, good for two weeks."""
    db = await visit.db()
    token, _person = await sessions.sign_in(
        db,
        data.username,
        data.password,
        address=visit.address,
        code=data.code,
        device=visit.agent,
    )
    return Session(token, now() + sessions.LASTS)


@delete("/sessions/own", responses=refusals(401), tags=["sessions"])
async def sign_out(visit: NamedDependency[Visit]) -> None:
    """Close the session whose token is sent."""
    visit.must_sign_in()
    token = visit.bearer or visit.request.cookies.get(cookies.SESSION, "")
    await sessions.sign_out(await visit.db(), token)


ROUTES: list[Any] = [sign_in, sign_out]
