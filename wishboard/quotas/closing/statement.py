"""The statement of a year: written once, hashed, signed, and checked again whenever it is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from wishboard.accounts.models import Organization
from wishboard.core.canonical import digest_of
from wishboard.core.crypto import every_keyed, keyed
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.roster import Line, OwnDeeds
from wishboard.quotas.rules.models import QuotaRule

PURPOSE = "year statement"
OWN = "own"
"""The name under which the organization's own reason stands among those of its members."""


def statement_of(
    body: Organization,
    year: int,
    own: OwnDeeds,
    members: Sequence[Line],
    reasons: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    """A year in keys, numbers and codes. Guests and those who moved on answer elsewhere."""
    return {
        "organization": body.public_id,
        "year": year,
        "rule": _terms(own.rule),
        "own": {
            "owed": own.owed,
            "done": own.done,
            "quarters": list(own.quarters),
            **_reason(reasons.get(OWN)),
        },
        "members": [
            {
                "person": line.person.public_id,
                "owed": line.standing.owed,
                "done": line.standing.done,
                "quarters": list(line.standing.quarters),
                "excuses": [excuse.code.value for excuse in line.standing.excuses],
                "rule": _terms(line.standing.rule),
                **_reason(reasons.get(line.person.public_id)),
            }
            for line in sorted(members, key=lambda one: one.person.public_id)
            if line.here
        ],
    }


def signature_of(digest: str) -> str:
    """A digest under the installation's key, in hexadecimal."""
    return keyed(PURPOSE, digest).hex()


def is_genuine(closing: YearClosing) -> bool:
    """Whether a statement is what was signed when its year was closed."""
    digest = digest_of(closing.statement)
    signatures = [one.hex() for one in every_keyed(PURPOSE, digest)]
    return digest == closing.digest and closing.signature in signatures


def _terms(rule: QuotaRule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {"id": rule.public_id, "minimum": rule.minimum, "counts": sorted(rule.counts)}


def _reason(given: tuple[str, str] | None) -> dict[str, str]:
    return {"reason": given[0], "words": given[1]} if given else {}
