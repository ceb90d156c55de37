"""Names that tell nothing: random public ids, and receipt codes that can be read aloud."""

import os
import unicodedata

_PLAIN = "23456789abcdefghjkmnpqrstuvwxyz"
_FAIR = 256 - 256 % len(_PLAIN)
"""Random bytes from here on would make some letters likelier than others."""
CODE_LENGTH = 9


def public_id() -> str:
    """A random name for URLs, 12 characters, about 59 bits."""
    return _drawn(12)


def receipt_code() -> str:
    """A receipt code such as `7KQ-2MX-4DP`, without letters that look alike; about 44 bits."""
    return _in_threes(_drawn(CODE_LENGTH).upper())


def code_from(digest: bytes) -> str:
    """A code like that of a receipt that follows from a digest of 16 bytes and more."""
    number, drawn = int.from_bytes(digest), ""
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(_PLAIN))
        drawn += _PLAIN[place]
    return _in_threes(drawn.upper())


def plain_code(typed: str) -> str:
    """What a person typed, brought into the form of a receipt code."""
    return _in_threes(
        "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())
    )


def _in_threes(letters: str) -> str:
    return f"{letters[:3]}-{letters[3:6]}-{letters[6:]}"


def _drawn(count: int) -> str:
    """So many random letters, each as likely as any other."""
    drawn = ""
    while len(drawn) < count:
        drawn += "".join(_PLAIN[byte % len(_PLAIN)] for byte in os.urandom(count) if byte < _FAIR)
    return drawn[:count]
