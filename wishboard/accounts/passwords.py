"""Passwords: argon2id, which is slow on purpose, and none of those that are tried first."""

import asyncio
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy
from wishboard.settings import settings

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 10
LEFT = 6
"""So many characters must be left when repetitions, sequences and common words count as one."""

_DISGUISES = str.maketrans("@4301!5$7", "aaeoiisst")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "abcdefghijklmnopqrstuvwxyz")
_COMMON = re.compile(
    "password|passwort|passwd|welcome|letmein|iloveyou|administrator|admin|login|master|monkey"
    "|dragon|sunshine|princess|football|wishboard|wishes|woaini|xinyuan|mima|zhongguo|china"
    "|beijing|changeme|default|secret|computer|internet|hello|nihao|test|user|root"
    "|我爱你|我爱中国|密码|心愿|你好|中国|生日快乐|一二三四五|(?:19|20)[0-9][0-9]"
)
_REPEATED = re.compile(r"(.+?)\1{2,}|(.)\2")


class TooSimple(Refusal):
    """A password that would be guessed. Each reason has a sentence of its own."""

    code = "password_too_simple"
    status = 422


class TooShort(TooSimple):
    """Fewer characters than a password needs."""

    says = lazy("Please choose a password of at least %(least)s characters. A sentence is good.")


class NamesYou(TooSimple):
    """A password with the user name in it."""

    says = lazy("Please choose a password without your user name in it.")


class NamesTheTown(TooSimple):
    """A password with the town's name in it."""

    says = lazy("Please choose a password without the name of the town in it.")


class OnlyDigits(TooSimple):
    """A telephone number, a birthday, an identity number: digits alone are guessed first."""

    says = lazy("Please choose a password that is not a number alone: add some words.")


class TooUniform(TooSimple):
    """What is left is too little when repetitions, sequences and common words count as one."""

    says = lazy(
        "This password is among the first that are tried: it is made of repetitions, of sequences "
        "such as 1234 or qwerty, or of very common words. A short sentence of your own is better."
    )


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - keeps the worker small

    return PasswordHasher()


def check_strength(password: str, username: str) -> None:
    """Refuse what would be guessed soon. Raises TooSimple, in the words of the first reason."""
    plain = password.casefold()
    town = settings().town.casefold()
    if len(password) < LEAST:
        raise TooShort(least=LEAST)
    if username and username.casefold() in plain:
        raise NamesYou
    if any(name and name in plain for name in (town, town.removesuffix("市"))):
        raise NamesTheTown
    if re.fullmatch(r"[\d\s.+-]+", plain):
        raise OnlyDigits
    if min(_left_of(plain), _left_of(plain.translate(_DISGUISES))) < LEFT:
        raise TooUniform


def _left_of(password: str) -> int:
    """How long a password is when whatever can be said in one word counts as one character."""
    folded = _REPEATED.sub(lambda found: found[1] or found[2], _COMMON.sub("\0", password))
    return len(_without_runs(folded))


def _without_runs(text: str) -> str:
    """A text in which four and more characters in a sequence, either way, are one."""
    kept, start = "", 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _runs_on(text[start : end + 1]):
            end += 1
        kept += text[start] if end - start >= 4 else text[start:end]
        start = end
    return kept


def _runs_on(part: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(part)}
    in_a_row = any(part in row or part[::-1] in row for row in _ROWS)
    return in_a_row or (len(steps) == 1 and steps <= {1, -1})


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
