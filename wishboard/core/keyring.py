"""The house's keys: the current one seals and signs, former ones open and verify.

They stand in WISHBOARD_SECRET_KEY or, one a line, in data_dir/secret.key: the current key first,
then the former ones, the oldest last. A key with `next:` before it waits: it opens already what
others have sealed under it, so that every process can know a key before any of them uses it.
"""

import base64
import binascii
import os
import re
from dataclasses import dataclass, field
from functools import cache, cached_property

ID_LENGTH = 8
_WAITS = "next:"


class BadKeys(ValueError):
    """What is written down is no ring of keys; its words say what is wrong, never a key."""


@dataclass(frozen=True)
class HouseKey:
    """32 random bytes, from which a key for each purpose is derived."""

    secret: bytes = field(repr=False)

    @cached_property
    def id(self) -> bytes:
        """Eight bytes that name the key and tell nothing about it."""
        return self.key_for("key id")[:ID_LENGTH]

    def key_for(self, purpose: str) -> bytes:
        """A key for one purpose, by HKDF-SHA256 (RFC 5869)."""
        return _derived(self.secret, purpose)

    def __str__(self) -> str:
        return base64.b64encode(self.secret).decode()


@dataclass(frozen=True)
class Ring:
    """All keys of a house. `keys` are in use, the current one first and the oldest last."""

    keys: tuple[HouseKey, ...]
    waiting: HouseKey | None = None

    @property
    def current(self) -> HouseKey:
        """The one key that seals, wraps and signs."""
        return self.keys[0]

    @property
    def oldest(self) -> HouseKey:
        """The key on which everything hangs that was stored before keys had names."""
        return self.keys[-1]

    @cached_property
    def by_age(self) -> tuple[HouseKey, ...]:
        """Every key that is known, the oldest first, one that waits last."""
        known = tuple(reversed(self.keys))
        return (*known, self.waiting) if self.waiting else known

    @property
    def by_use(self) -> tuple[HouseKey, ...]:
        """Every key that is known, the current one first, one that waits last."""
        return (*self.keys, self.waiting) if self.waiting else self.keys

    @cached_property
    def by_id(self) -> dict[bytes, HouseKey]:
        """Every key that is known, by its name."""
        return {key.id: key for key in self.by_age}

    def __str__(self) -> str:
        waiting = f"{_WAITS}{self.waiting}\n" if self.waiting else ""
        return waiting + "".join(f"{key}\n" for key in self.keys)


@cache
def _derived(secret: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - commands stay quick
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret)


def new_key() -> HouseKey:
    """A key nobody has seen."""
    return HouseKey(os.urandom(32))


def parse_ring(text: str) -> Ring:
    """The keys as they are written down, apart by lines, blanks or commas. Raises BadKeys."""
    words = [word for word in re.split(r"[\s,]+", text) if word]
    waiting = [_parse_key(word.removeprefix(_WAITS)) for word in words if word.startswith(_WAITS)]
    keys = [_parse_key(word) for word in words if not word.startswith(_WAITS)]
    if not keys:
        raise BadKeys("no key is in use")
    if len(waiting) > 1:
        raise BadKeys("more than one key waits")
    if len({key.secret for key in [*keys, *waiting]}) < len(words):
        raise BadKeys("the same key stands there twice")
    return Ring(tuple(keys), waiting[0] if waiting else None)


def _parse_key(word: str) -> HouseKey:
    try:
        secret = base64.b64decode(word, validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != 32:
        raise BadKeys("a key must be 32 bytes in base64")
    return HouseKey(secret)
