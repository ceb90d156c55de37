"""Keys: a ring of keys of the house, a key for each person, and indexes that do not reveal.

A person's data are sealed with AES-256-GCM under a random key of that person, which is itself
wrapped under the house's current key (envelope encryption). What is sealed is bound to its row and
column, so that it opens nowhere else. Destroying the wrapped key erases the person for good.

What hangs on a key of the house begins with that key's id, so that it is opened without trial and
the database can say what hangs on a former key. What was stored before keys had names has none,
and is tried with each.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wishboard.core.keyfile import newer_ring, ring
from wishboard.core.keyring import ID_LENGTH, HouseKey, Ring

_NONCE = 12


class Unreadable(Exception):
    """Sealed data that these keys, this row and column do not open."""


def keys_for(purpose: str) -> list[bytes]:
    """Every key of the house for one purpose; the current one stands last."""
    return [key.key_for(purpose) for key in reversed(ring().by_use)]


def key_mark() -> bytes:
    """The id of the house's current key, for a row whose secrets or proofs come from it."""
    return ring().current.id


def new_person_key(bound: str) -> bytes:
    """A fresh key for a person, wrapped under the house's key and bound to the person's row."""
    return seal_for("wrap", bound, os.urandom(32))


def rewrapped(wrapped: bytes, bound: str) -> bytes:
    """The same key of a person, wrapped under the house's current key. Raises Unreadable."""
    return seal_for("wrap", bound, open_for("wrap", bound, wrapped))


def seal(wrapped: bytes, bound: str, text: str) -> bytes:
    """Seal text under a person's wrapped key; `bound` names person, row and column."""
    return _lock(_unwrap(wrapped, bound), text.encode(), bound)


def unseal(wrapped: bytes, bound: str, sealed: bytes) -> str:
    """Open what was sealed for exactly this place. Raises Unreadable."""
    return _open(_unwrap(wrapped, bound), sealed, bound).decode()


def blind_index(purpose: str, value: str) -> bytes:
    """A keyed fingerprint to look a value up by without storing it (HMAC-SHA256, 16 bytes)."""
    return keyed(f"index:{purpose}", value)[:16]


def blind_indexes(purpose: str, value: str) -> list[bytes]:
    """Every fingerprint under which a value may stand, the current one first."""
    return [digest[:16] for digest in every_keyed(f"index:{purpose}", value)]


def keyed(purpose: str, value: str) -> bytes:
    """HMAC-SHA256 of a value under the purpose's current key."""
    return _digest(ring().current, purpose, value)


def keyed_by(mark: bytes | None, purpose: str, value: str) -> bytes:
    """HMAC-SHA256 of a value under the key with this id; without one, under the oldest.

    Raises Unreadable when the house does not have that key.
    """
    known = ring()
    key = known.oldest if mark is None else known.by_id.get(mark)
    if key is None and (newer := newer_ring()):
        key = newer.by_id.get(mark or b"")
    if key is None:
        raise Unreadable(purpose)
    return _digest(key, purpose, value)


def every_keyed(purpose: str, value: str) -> list[bytes]:
    """HMAC-SHA256 of a value under each key of the house, the current one first."""
    return [_digest(key, purpose, value) for key in ring().by_use]


def marked(purpose: str, value: str) -> bytes:
    """The current key's id and the HMAC-SHA256 of a value under it, to be found again by."""
    key = ring().current
    return key.id + _digest(key, purpose, value)


def every_marked(purpose: str, value: str) -> list[bytes]:
    """Every digest under which a value may be kept, the current one first.

    Those without an id come last: so it was kept before keys had names.
    """
    digests = [(key.id, _digest(key, purpose, value)) for key in ring().by_use]
    return [mark + digest for mark, digest in digests] + [digest for _mark, digest in digests]


def is_keyed(given: bytes, purpose: str, value: str) -> bool:
    """Whether this is the HMAC-SHA256 of a value under any key of the house."""
    return any(hmac.compare_digest(given, digest) for digest in every_keyed(purpose, value))


def seal_file(bound: str, content: bytes) -> bytes:
    """Seal a whole file under the house's key for files; `bound` names what it belongs to."""
    return seal_for("sealed files", bound, content)


def unseal_file(bound: str, sealed: bytes) -> bytes:
    """Open a sealed file of exactly this thing. Raises Unreadable."""
    return open_for("sealed files", bound, sealed)


def seal_for(purpose: str, bound: str, content: bytes) -> bytes:
    """Seal under the house's current key for a purpose; begins with the key's id."""
    key = ring().current
    return key.id + _lock(key.key_for(purpose), content, bound)


def open_for(purpose: str, bound: str, sealed: bytes) -> bytes:
    """Open what was sealed under any key of the house for this purpose. Raises Unreadable.

    When no key fits, another process may have begun a new one: its file is looked at once more.
    """
    try:
        return open_by(ring(), purpose, bound, sealed)
    except Unreadable:
        if (newer := newer_ring()) is None:
            raise
        return open_by(newer, purpose, bound, sealed)


def open_by(known: Ring, purpose: str, bound: str, sealed: bytes) -> bytes:
    """Open what was sealed under any key of this ring for a purpose. Raises Unreadable."""
    if key := known.by_id.get(sealed[:ID_LENGTH]):
        return _open(key.key_for(purpose), sealed[ID_LENGTH:], bound)
    for key in known.by_age:
        try:
            return _open(key.key_for(purpose), sealed, bound)
        except Unreadable:
            continue
    raise Unreadable(bound)


def _unwrap(wrapped: bytes, bound: str) -> bytes:
    return open_for("wrap", bound.split("/", 1)[0], wrapped)


def _digest(key: HouseKey, purpose: str, value: str) -> bytes:
    return hmac.digest(key.key_for(purpose), value.encode(), hashlib.sha256)


def _lock(key: bytes, plain: bytes, bound: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def _open(key: bytes, sealed: bytes, bound: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound.encode())
    except InvalidTag as error:
        raise Unreadable(bound) from error
