"""What every deed of certificates does: hold the row, then look, and write the event down."""

from sqlmodel import select

from wishboard.accounts.models import Organization
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.certificates.events import SUBJECT, CertificateEvent
from wishboard.certificates.models import Certificate, Standing
from wishboard.certificates.refusals import NothingToCertify, NotWaiting
from wishboard.certificates.service import Deed
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.events.history import record


async def hold_certificate(db: AsyncSession, public_id: str) -> Certificate:
    """A certificate, locked until the transaction ends. Raises NotFound."""
    found = await db.exec(
        select(Certificate).where(Certificate.public_id == public_id).with_for_update()
    )
    certificate = found.first()
    if certificate is None:
        raise NotFound
    return certificate


def must_wait(certificate: Certificate) -> None:
    """Refuse what was decided or taken back. Raises NotWaiting."""
    if certificate.standing is not Standing.asked:
        raise NotWaiting


def some(deeds: list[Deed], issuer: Organization) -> list[Deed]:
    """The deeds, of which there must be some. Raises NothingToCertify."""
    if not deeds:
        raise NothingToCertify(body=local_name(issuer))
    return deeds


async def write_down(
    db: AsyncSession, kind: CertificateEvent, certificate: Certificate, by: Viewer, **facts: str
) -> None:
    """Store what was done, with its line of history."""
    await db.flush()
    person = certificate.holder_id
    await record(db, kind, SUBJECT, certificate.key, by=by, person=person, **facts)
