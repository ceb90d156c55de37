"""My account's safety: password, telephone, and where I am signed in."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.accounts.devices import device_words
from wishboard.accounts.own_proof import FRESH, proof_needed
from wishboard.accounts.own_sessions import (
    end_other_sessions,
    end_session,
    sessions_of,
    way_in_of,
)
from wishboard.accounts.second_factor import commands, queries
from wishboard.accounts.sessions import open_session
from wishboard.core.qr import qr_svg
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.web.entrance import CodeForm
from wishboard.web.following import kept_nowhere, shown_once

SECURITY = "/me/security"
FACTOR = "/me/second-factor"


class LockForm(CodeForm):
    """A code, and the password once more from who has one."""

    password: str = Field("", max_length=200)


async def security_page(visit: Visit, **_path: str) -> Response[str]:
    """How safely my account is kept."""
    viewer, db = visit.must_sign_in(), await visit.db()
    return visit.page(
        "me/security.html",
        standing=await queries.standing_of(db, viewer.person_id),
        sessions=await sessions_of(db, viewer),
        device_words=device_words,
    )


@get(SECURITY)
async def show_security(visit: NamedDependency[Visit]) -> Response[Any]:
    """Password, telephone, and where I am signed in."""
    return await security_page(visit)


@post(f"{SECURITY}/sessions/{{public_id:str}}/end")
@shows_again(security_page)
async def end_one(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """End one of my sessions."""
    await end_session(await visit.db(), public_id, by=visit.must_sign_in())
    return visit.redirect(SECURITY, "session_ended")


@post(f"{SECURITY}/sessions/end")
async def end_others(visit: NamedDependency[Visit]) -> Response[Any]:
    """End all of my sessions but this one."""
    await end_other_sessions(await visit.db(), by=visit.must_sign_in())
    return visit.redirect(SECURITY, "sessions_ended")


async def factor_page(visit: Visit) -> Response[str]:
    """The telephone: how it stands, or how it is set up."""
    viewer, db = visit.must_sign_in(), await visit.db()
    set_up = await queries.set_up_of(db, viewer.person_id)
    title = _("QR code for the app on your telephone")
    page = visit.page(
        "me/second_factor.html",
        standing=await queries.standing_of(db, viewer.person_id),
        set_up=set_up,
        qr=qr_svg(set_up.address, title) if set_up else "",
        needed=viewer.needs_second_factor,
        proof=await proof_needed(db, viewer),
        fresh=int(FRESH.total_seconds() // 60),
    )
    return kept_nowhere(page)


@get(FACTOR)
async def show_factor(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where the telephone is set up and taken off."""
    return await factor_page(visit)


@post(FACTOR)
@shows_again(factor_page)
async def begin(visit: NamedDependency[Visit]) -> Response[Any]:
    """Make a new secret for the telephone."""
    await commands.begin_second_factor(await visit.db(), by=visit.must_sign_in())
    return visit.redirect(FACTOR)


@post(f"{FACTOR}/confirmation", status_code=200)
@shows_again(factor_page)
async def confirm(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take the first code, and show the recovery codes this once."""
    viewer, db = visit.must_sign_in(), await visit.db()
    form, how = visit.form(LockForm), await way_in_of(db, viewer)
    codes = await commands.confirm_second_factor(db, form.code, password=form.password, by=viewer)
    visit.come_in(await open_session(db, viewer.person_id, how, device=visit.agent))
    return shown_once(visit, visit.page("me/recovery_codes.html", codes=codes))


@post(f"{FACTOR}/recovery-codes", status_code=200)
@shows_again(factor_page)
async def renew(visit: NamedDependency[Visit]) -> Response[Any]:
    """Make new recovery codes and show them this once."""
    viewer, db = visit.must_sign_in(), await visit.db()
    form = visit.form(LockForm)
    codes = await commands.renew_recovery_codes(db, form.code, password=form.password, by=viewer)
    return shown_once(visit, visit.page("me/recovery_codes.html", codes=codes))


@post(f"{FACTOR}/removal")
@shows_again(factor_page)
async def remove(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take the telephone off."""
    viewer, db = visit.must_sign_in(), await visit.db()
    form, how = visit.form(LockForm), await way_in_of(db, viewer)
    await commands.remove_second_factor(db, form.code, password=form.password, by=viewer)
    visit.come_in(await open_session(db, viewer.person_id, how, device=visit.agent))
    return visit.redirect(SECURITY, "second_factor_removed")


ROUTES = [show_security, end_one, end_others, show_factor, begin, confirm, renew, remove]
