"""The check that anybody can make: is this paper what was issued, and does it hold?"""

from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import quote

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.certificates import words
from wishboard.certificates.content import masked_name, plain_serial
from wishboard.certificates.models import Standing
from wishboard.certificates.queries import changes_since, on_paper
from wishboard.core.forms import Form
from wishboard.core.ids import plain_code
from wishboard.core.throttle import throttle
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit
from wishboard.i18n import lazy

OFTEN = 120
"""So many checks from one address in a quarter of an hour."""


class VerifyForm(Form):
    """The two numbers on a paper."""

    asks: ClassVar = {
        "serial": lazy("Please enter the number of the certificate."),
        "code": lazy("Please enter the check code."),
    }

    serial: str = Field(min_length=1, max_length=24)
    code: str = Field(min_length=1, max_length=24)


async def verify_page(visit: Visit) -> Response[str]:
    """The form for number and check code."""
    return visit.page("certificates/verify.html", filled=visit.filled("/verify"))


@get("/verify")
async def show_verify(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where somebody with a paper and no camera begins."""
    return await verify_page(visit)


@post("/verify", opt={FOR_ANYBODY: True})
@shows_again(verify_page)
async def verify(visit: NamedDependency[Visit]) -> Response[Any]:
    """Go where the QR code would have led."""
    form = visit.form(VerifyForm)
    serial, code = quote(plain_serial(form.serial), safe=""), quote(plain_code(form.code))
    return visit.redirect(f"/verify/{serial}/{code}")


@get("/verify/{serial:str}/{code:str}")
async def show_verified(
    visit: NamedDependency[Visit], serial: FromPath[str], code: FromPath[str]
) -> Response[Any]:
    """What is on the paper, with the name masked; that it is revoked; or that it is unknown."""
    await throttle(f"verify-from:{visit.address}", most=OFTEN, per=timedelta(minutes=15))
    db = await visit.db()
    found = await on_paper(db, serial, code)
    if found is None:
        return visit.page("certificates/unknown.html", status=404)
    return visit.page(
        "certificates/verified.html",
        one=found,
        said=found.content,
        holder=masked_name(found.content["holder"]["name"]),
        revoked=found.standing is Standing.revoked,
        changes=await changes_since(db, found),
        words=words,
    )


ROUTES = [show_verify, verify, show_verified]
