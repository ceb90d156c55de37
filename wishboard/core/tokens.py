"""Search tokens: two neighbouring characters of Chinese, whole words of everything else.

Bigrams need no dictionary and find every place name; the index may report a text that holds the
bigrams apart, which a second look at the text removes.
"""

import re
import unicodedata

_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[^\W_㐀-鿿豈-﫿]+")
_CJK = re.compile(r"[㐀-鿿豈-﫿]")


def plain(text: str) -> str:
    """Text as it is compared: compatibility forms folded, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """The distinct tokens of a text in order of appearance; a lone character stays itself."""
    found: dict[str, None] = {}
    for run in _RUN.findall(plain(text)):
        if _CJK.match(run) and len(run) > 1:
            found.update((run[i : i + 2], None) for i in range(len(run) - 1))
        else:
            found[run] = None
    return list(found)


def every_token(text: str) -> str:
    """A tsquery text that asks for all tokens of what somebody typed; empty if there are none."""
    return " & ".join(quoted(token) for token in tokens(text))


def any_token(found: list[str]) -> str:
    """A tsquery text that asks for at least one of the tokens."""
    return " | ".join(quoted(token) for token in found)


def quoted(token: str) -> str:
    """One token as a tsquery lexeme."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
