"""The paper: a PDF file that follows from what was frozen, byte by byte."""

from wishboard.certificates import words
from wishboard.certificates.content import address_of, check_code
from wishboard.certificates.models import Certificate
from wishboard.core.paper import pdf
from wishboard.core.qr import qr_svg
from wishboard.core.templating import render
from wishboard.i18n import gettext as _
from wishboard.i18n import speaking


async def paper_of(certificate: Certificate) -> bytes:
    """The PDF file of an issued certificate, in its own language whoever looks at it.

    Raises PaperUnavailable where PDF files cannot be made.
    """
    return await pdf(page_of(certificate))


def page_of(certificate: Certificate) -> str:
    """The page that becomes the PDF file."""
    with speaking(certificate.language):
        return render(
            "certificates/paper.html",
            said=certificate.content,
            digest=certificate.digest,
            code=check_code(certificate),
            words=words,
            qr=qr_svg(address_of(certificate), title=_("QR code that verifies this certificate")),
        )
