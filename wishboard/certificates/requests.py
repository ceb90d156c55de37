"""Ask for a certificate, and take the request back."""

from sqlmodel import select

from wishboard.accounts.models import Person
from wishboard.accounts.viewer import Viewer
from wishboard.certificates.events import CertificateEvent
from wishboard.certificates.forms import AskForm
from wishboard.certificates.held import hold_certificate, must_wait, some, write_down
from wishboard.certificates.issuers import issuers_for
from wishboard.certificates.models import Certificate, Standing
from wishboard.certificates.refusals import AskedAlready, NobodyIssuesThere
from wishboard.certificates.service import certifiable, deeds_of
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.i18n import current_locale


async def ask_certificate(db: AsyncSession, form: AskForm, *, by: Viewer) -> Certificate:
    """Ask an organization to certify one's service from a day to a day, in one's language.

    Raises NobodyIssuesThere, NothingToCertify, AskedAlready.
    """
    await _must_not_wait_already(db, by)
    everything = await deeds_of(db, by.person_id)
    able = {body.public_id: body for body in await issuers_for(db, everything)}
    issuer = able.get(form.issuer)
    if issuer is None:
        raise NobodyIssuesThere
    within = [deed for deed in everything if form.since <= deed.done_on <= form.until]
    some(certifiable(within, issuer), issuer)
    certificate = Certificate(
        holder_id=by.person_id,
        issuer_id=issuer.key,
        since=form.since,
        until=form.until,
        hint=form.hint.upper(),
        language=current_locale(),
    )
    db.add(certificate)
    await write_down(db, CertificateEvent.asked, certificate, by)
    return certificate


async def withdraw_request(db: AsyncSession, public_id: str, *, by: Viewer) -> Certificate:
    """Take back what one has asked for. Raises NotFound, NotWaiting."""
    certificate = await hold_certificate(db, public_id)
    if not by.signed_in or certificate.holder_id != by.person_id:
        raise NotFound
    must_wait(certificate)
    certificate.standing = Standing.withdrawn
    await write_down(db, CertificateEvent.withdrawn, certificate, by)
    return certificate


async def _must_not_wait_already(db: AsyncSession, by: Viewer) -> None:
    """Let nobody ask twice at once: the asker is held until this transaction ends."""
    await db.exec(select(Person.id).where(Person.id == by.person_id).with_for_update())
    waiting = select(Certificate.id).where(
        Certificate.holder_id == by.person_id, Certificate.standing == Standing.asked
    )
    if (await db.exec(waiting)).first() is not None:
        raise AskedAlready
