"""What stands on the paper: written once, numbered, hashed, and checked whenever it is shown."""

import hmac
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from wishboard.accounts.models import Organization, Person
from wishboard.accounts.trees import local_name
from wishboard.certificates.models import Certificate
from wishboard.certificates.service import Deed
from wishboard.core.canonical import digest_of
from wishboard.core.crypto import keyed_by
from wishboard.core.ids import code_from, plain_code
from wishboard.i18n import gettext as _
from wishboard.i18n import speaking
from wishboard.settings import settings

FORM = 1
"""Of what the content consists. Another form of it gets another number."""
PURPOSE = "certificate"


def serial_of(certificate: Certificate, issued_on: date) -> str:
    """The number of a certificate, such as 2026-000123: the year, and its place in the register."""
    return f"{issued_on.year}-{certificate.key:06d}"


def plain_serial(typed: str) -> str:
    """What somebody typed as a number: full-width signs become plain ones, spaces go."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def content_of(
    certificate: Certificate,
    holder: Person,
    issuer: Organization,
    deeds: Sequence[Deed],
    *,
    signed_by: str,
    issued_on: date,
) -> dict[str, Any]:
    """Everything on the paper in plain values; names as they are in the paper's language today."""
    with speaking(certificate.language):
        rows = [_row(deed) for deed in deeds]
        body = local_name(issuer)
    return {
        "form": FORM,
        "language": certificate.language,
        "town": settings().town,
        "address": settings().public_url.rstrip("/"),
        "serial": serial_of(certificate, issued_on),
        "holder": {"person": holder.public_id, "name": holder.name, "hint": certificate.hint},
        "issuer": {"organization": issuer.public_id, "name": body, "signed_by": signed_by},
        "since": certificate.since.isoformat(),
        "until": certificate.until.isoformat(),
        "issued_on": issued_on.isoformat(),
        "minutes": sum(deed.minutes for deed in deeds),
        "deeds": rows,
    }


def _row(deed: Deed) -> dict[str, Any]:
    """A deed on the paper; a wish that is not public is not told."""
    return {
        "outcome": deed.outcome,
        "wish": deed.wish if deed.public else "",
        "on": deed.done_on.isoformat(),
        "title": deed.title if deed.public else _("A wish that is not public"),
        "recorded_by": local_name(deed.keeper),
        "minutes": deed.minutes,
    }


def check_code(certificate: Certificate) -> str:
    """The nine letters on the paper that prove the number: made from both and the house's key.

    Never stored, so that a copy of the database alone makes no paper that would be verified.
    """
    told = f"{certificate.serial}:{certificate.digest}"
    return code_from(keyed_by(certificate.check_key, PURPOSE, told))


def is_check_code(certificate: Certificate, typed: str) -> bool:
    """Whether somebody has typed the check code of a certificate."""
    return hmac.compare_digest(check_code(certificate).encode(), plain_code(typed).encode())


def is_unchanged(certificate: Certificate) -> bool:
    """Whether what is kept of a certificate is what was issued."""
    return digest_of(certificate.content) == certificate.digest


def address_of(certificate: Certificate) -> str:
    """The page that verifies a certificate, as its QR code has it."""
    said = certificate.content
    return f"{said['address']}/verify/{certificate.serial}/{check_code(certificate)}"


def masked_name(name: str) -> str:
    """A name with all but its first character hidden."""
    return name[:1] + "*" * max(len(name) - 1, 0)
