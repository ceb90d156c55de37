"""One row as it will hang on the current key of the house. Each raises Unreadable."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from wishboard.core.crypto import rewrapped, seal_file, unseal, unseal_file
from wishboard.core.phones import phone_index, phone_indexes
from wishboard.wishes.wishers import place_of


@dataclass(frozen=True, slots=True)
class Renewed:
    """A wrapped key and a phone's fingerprint as they will stand, and the fingerprint so far."""

    id: int
    wrapped: bytes
    before: bytes | None
    print: bytes | None


def person_renewed(row: Row[Any]) -> Renewed:
    """Somebody with an account or on a roster."""
    bound = f"person:{row.id}"
    sealed = row.phone_sealed
    phone = unseal(row.wrapped_key, f"{bound}/{bound}.phone", sealed) if sealed else ""
    return _renewed(row, bound, phone)


def wisher_renewed(row: Row[Any]) -> Renewed:
    """A wisher, with the phone of one of their wishes where they have told it."""
    place = place_of(row.id, row.wish_id or 0, "phone")
    phone = unseal(row.wrapped_key, place, row.phone) if row.phone else ""
    return _renewed(row, f"wisher:{row.id}", phone)


def file_renewed(row: Row[Any]) -> bytes:
    """A file with contact data."""
    bound = f"contact_export:{row.public_id}"
    return seal_file(bound, unseal_file(bound, row.file))


def _renewed(row: Row[Any], bound: str, phone: str) -> Renewed:
    """A fingerprint that is not of the number, as of users of an imported ledger, stays."""
    before, wrapped = row.phone_index, rewrapped(row.wrapped_key, bound)
    print_ = phone_index(phone) if before in phone_indexes(phone) else before
    return Renewed(row.id, wrapped, before, print_)
