"""What is written down of certificates."""

from enum import StrEnum


class CertificateEvent(StrEnum):
    """The kinds of events of a certificate. Facts name its holder as `person`."""

    asked = "certificate.asked"
    withdrawn = "certificate.withdrawn"
    issued = "certificate.issued"
    refused = "certificate.refused"
    revoked = "certificate.revoked"


SUBJECT = "certificate"
