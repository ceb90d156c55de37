"""Issue a certificate or refuse it, take it out of force."""

from wishboard.accounts.models import Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.certificates.content import content_of
from wishboard.certificates.events import CertificateEvent
from wishboard.certificates.forms import RefuseForm, RevokeForm
from wishboard.certificates.held import hold_certificate, must_wait, some, write_down
from wishboard.certificates.models import Certificate, Standing
from wishboard.certificates.queries import may_act
from wishboard.certificates.refusals import NotInForce, NotYourOwn
from wishboard.certificates.service import certifiable, deeds_of
from wishboard.core.canonical import digest_of
from wishboard.core.clock import now, today
from wishboard.core.crypto import key_mark
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.wishes.summary import must_tell_nothing


async def issue_certificate(db: AsyncSession, public_id: str, *, by: Viewer) -> Certificate:
    """Issue what was asked for: number it, freeze what it says, and sign it with one's name.

    By the committee of the organization that is asked, never by the holder. Raises NotFound,
    NotWaiting, NotYourOwn, NothingToCertify.
    """
    certificate, issuer = await _to_decide(db, public_id, by)
    must_wait(certificate)
    another = by.apart_from(certificate.holder_id)
    if certificate.holder_id == by.person_id or not await may_act(db, issuer, another, Right.keep):
        raise NotYourOwn
    holder = await db.get_one(Person, certificate.holder_id)
    deeds = await deeds_of(db, holder.key, certificate.since, certificate.until)
    content = content_of(
        certificate,
        holder,
        issuer,
        some(certifiable(deeds, issuer), issuer),
        signed_by=by.name,
        issued_on=today(),
    )
    certificate.serial, certificate.content = content["serial"], content
    certificate.digest, certificate.check_key = digest_of(content), key_mark()
    _decide(certificate, Standing.issued, by)
    await write_down(db, CertificateEvent.issued, certificate, by)
    return certificate


async def refuse_certificate(
    db: AsyncSession, public_id: str, form: RefuseForm, *, by: Viewer
) -> Certificate:
    """Refuse what was asked for, with a reason for who asked. Raises NotFound, NotWaiting."""
    certificate, _issuer = await _to_decide(db, public_id, by)
    must_wait(certificate)
    certificate.words = form.words
    _decide(certificate, Standing.refused, by)
    await write_down(db, CertificateEvent.refused, certificate, by)
    return certificate


async def revoke_certificate(
    db: AsyncSession, public_id: str, form: RevokeForm, *, by: Viewer
) -> Certificate:
    """Take a certificate out of force, with a reason that everybody reads who checks it.

    The paper stays what it was. Raises NotFound, NotInForce, TellsTooMuch.
    """
    certificate, _issuer = await _to_decide(db, public_id, by)
    if certificate.standing is not Standing.issued:
        raise NotInForce
    must_tell_nothing(form.words)
    certificate.standing = Standing.revoked
    certificate.revoked_at, certificate.revoked_by_id = now(), by.person_id
    certificate.revocation, certificate.revoked_words = form.reason, form.words
    await write_down(db, CertificateEvent.revoked, certificate, by, reason=form.reason.value)
    return certificate


async def _to_decide(
    db: AsyncSession, public_id: str, by: Viewer
) -> tuple[Certificate, Organization]:
    certificate = await hold_certificate(db, public_id)
    issuer = await db.get_one(Organization, certificate.issuer_id)
    if not await may_act(db, issuer, by, Right.keep):
        raise NotFound
    return certificate, issuer


def _decide(certificate: Certificate, standing: Standing, by: Viewer) -> None:
    certificate.standing = standing
    certificate.decided_at, certificate.decided_by_id = now(), by.person_id
