"""My record of service: what I did and how long it took, and the papers about it."""

from datetime import date
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.trees import local_name
from wishboard.certificates import words
from wishboard.certificates.forms import AskForm
from wishboard.certificates.issuers import issuers_for
from wishboard.certificates.models import Standing
from wishboard.certificates.queries import certificates_of
from wishboard.certificates.requests import ask_certificate, withdraw_request
from wishboard.certificates.service import deeds_of, minutes_in
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit

RECORD = "/me/record"
ASK = "/certificates"


async def record_page(visit: Visit) -> Response[str]:
    """The deeds of the days asked for, those that count and those that do not."""
    viewer, db = visit.must_sign_in(), await visit.db()
    since, until = _days(visit)
    everything = await deeds_of(db, viewer.person_id)
    deeds = [deed for deed in everything if since <= deed.done_on <= until]
    counting = [deed for deed in deeds if deed.counts]
    issuers = await issuers_for(db, counting)
    papers = await certificates_of(db, viewer.person_id)
    return visit.page(
        "certificates/record.html",
        deeds=deeds[::-1],
        counting=counting,
        minutes=minutes_in(deeds),
        first=min((deed.done_on for deed in everything), default=until),
        since=since,
        until=until,
        issuers=[(body.public_id, local_name(body)) for body in issuers],
        waiting=any(one.certificate.standing is Standing.asked for one in papers),
        papers=papers,
        chosen=Filled(values={"since": since.isoformat(), "until": until.isoformat()}),
        filled=visit.filled(ASK),
        words=words,
        local_name=local_name,
    )


@get(RECORD)
async def show_record(visit: NamedDependency[Visit]) -> Response[Any]:
    """One's own record, this year's unless other days are asked for."""
    return await record_page(visit)


@get(ASK)
async def show_certificates(visit: NamedDependency[Visit]) -> Response[Any]:
    """Lead on to where certificates are: one's own record, or the check for who has a paper."""
    return visit.redirect(RECORD if visit.viewer.signed_in else "/verify")


@post(ASK)
@shows_again(record_page)
async def ask(visit: NamedDependency[Visit]) -> Response[Any]:
    """Ask for a certificate of the days shown."""
    viewer, db = visit.must_sign_in(), await visit.db()
    certificate = await ask_certificate(db, visit.form(AskForm), by=viewer)
    return visit.redirect(f"/certificates/{certificate.public_id}", "certificate_asked")


@post("/certificates/{public_id:str}/withdrawal")
async def withdraw(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take a request back."""
    viewer, db = visit.must_sign_in(), await visit.db()
    await withdraw_request(db, public_id, by=viewer)
    return visit.redirect(RECORD, "certificate_withdrawn")


def _days(visit: Visit) -> tuple[date, date]:
    """The days asked for, in the address or in the form that was refused."""
    asked = visit.sent or visit.request.query_params
    since = _day(asked.get("since"), date(today().year, 1, 1))
    until = min(_day(asked.get("until"), today()), today())
    return min(since, until), until


def _day(given: object, otherwise: date) -> date:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return otherwise


ROUTES = [show_record, show_certificates, ask, withdraw]
