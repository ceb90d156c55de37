"""Keys: one master key, a key of its own for each person, and indexes that do not reveal.

A person's data are sealed with AES-256-GCM under a random key of that person, which is itself
wrapped under the master key (envelope encryption). What is sealed is bound to its row and column,
so that it opens nowhere else. Destroying the wrapped key erases the person for good.
"""

import base64
import hashlib
import hmac
import os
import tempfile
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wishboard.settings import settings

_NONCE = 12


class Unreadable(Exception):
    """Sealed data that this key, row and column do not open."""


@cache
def master_key() -> bytes:
    """The installation's 32 bytes, from the setting or from a key file made once."""
    given = settings().secret_key.get_secret_value()
    if given:
        key = base64.b64decode(given)
        if len(key) != 32:
            raise ValueError("WISHBOARD_SECRET_KEY must be 32 bytes in base64")
        return key
    path = settings().data_dir / "secret.key"
    if not path.exists():
        _make_key_file(path)
    return base64.b64decode(path.read_bytes())


def _make_key_file(path: Path) -> None:
    """Write a new key beside its place and link it there whole; who was quicker wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(os.urandom(32)))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


@cache
def key_for(purpose: str) -> bytes:
    """A key for one purpose, derived from the master key by HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(master_key())


def new_person_key(bound: str) -> bytes:
    """A fresh key for a person, wrapped under the master key and bound to the person's row."""
    return _lock(key_for("wrap"), os.urandom(32), bound)


def seal(wrapped: bytes, bound: str, text: str) -> bytes:
    """Seal text under a person's wrapped key; `bound` names person, row and column."""
    return _lock(_unwrap(wrapped, bound), text.encode(), bound)


def unseal(wrapped: bytes, bound: str, sealed: bytes) -> str:
    """Open what was sealed for exactly this place. Raises Unreadable."""
    return _open(_unwrap(wrapped, bound), sealed, bound).decode()


def blind_index(purpose: str, value: str) -> bytes:
    """A keyed fingerprint to look a value up by without storing it (HMAC-SHA256, 16 bytes)."""
    return keyed(f"index:{purpose}", value)[:16]


def keyed(purpose: str, value: str) -> bytes:
    """HMAC-SHA256 of a value under the purpose's key."""
    return hmac.digest(key_for(purpose), value.encode(), hashlib.sha256)


def seal_file(bound: str, content: bytes) -> bytes:
    """Seal a whole file under the house's key for files; `bound` names what it belongs to."""
    return _lock(key_for("sealed files"), content, bound)


def unseal_file(bound: str, sealed: bytes) -> bytes:
    """Open a sealed file of exactly this thing. Raises Unreadable."""
    return _open(key_for("sealed files"), sealed, bound)


def _unwrap(wrapped: bytes, bound: str) -> bytes:
    return _open(key_for("wrap"), wrapped, bound.split("/", 1)[0])


def _lock(key: bytes, plain: bytes, bound: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def _open(key: bytes, sealed: bytes, bound: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound.encode())
    except InvalidTag as error:
        raise Unreadable(bound) from error
