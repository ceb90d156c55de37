"""Telephone numbers, and how the person behind one is found without storing it readably."""

import re
import unicodedata

from wishboard.core.crypto import blind_index, blind_indexes

_LEAST_DIGITS = 5
_PURPOSE = "wisher.phone"


def plain_phone(phone: str) -> str:
    """A phone number as digits, without the country code of China."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return re.sub(r"^(0086|86)(?=1\d{10}$)", "", digits)


def can_be_called(phone: str) -> bool:
    """Whether this is a whole number: digits enough, and none of them masked."""
    return len(plain_phone(phone)) >= _LEAST_DIGITS and "*" not in phone


def phone_index(phone: str) -> bytes:
    """The fingerprint by which the same number is the same person, wisher or member alike."""
    return blind_index(_PURPOSE, plain_phone(phone))


def phone_indexes(phone: str) -> list[bytes]:
    """Every fingerprint under which a number may still stand, the current one first."""
    return blind_indexes(_PURPOSE, plain_phone(phone))
