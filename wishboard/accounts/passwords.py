"""Passwords: argon2id, which is slow on purpose."""

import asyncio
from functools import cache
from typing import TYPE_CHECKING

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 10


class TooSimple(Refusal):
    """A password that would be guessed."""

    code = "password_too_simple"
    status = 422
    says = lazy(
        "Please choose a password of at least %(least)s characters that is not your user name "
        "and not one character over and over."
    )


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - keeps the worker small

    return PasswordHasher()


def check_strength(password: str, username: str) -> None:
    """Refuse what is too short, too uniform or the user name. Raises TooSimple."""
    if len(password) < LEAST or len(set(password)) < 4 or username.lower() in password.lower():
        raise TooSimple(least=LEAST)


async def hashed(password: str) -> str:
    """The argon2id hash to store; about a tenth of a second, off the event loop."""
    return await asyncio.to_thread(_hasher().hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Whether a password fits. Takes as long when there is nothing to fit it against."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    if stored is None:
        await hashed(password)
        return False
    try:
        return await asyncio.to_thread(_hasher().verify, stored, password)
    except (VerificationError, InvalidHashError):
        return False
