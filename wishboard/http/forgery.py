"""Requests that another site makes a browser send are refused.

Two checks stand behind each other: where the browser says the request comes from, and a token
bound to the session that only our own pages know.
"""

import hmac
from typing import TYPE_CHECKING

from wishboard.core.crypto import every_keyed, keyed
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy

if TYPE_CHECKING:
    from litestar.datastructures import Headers

HEADER = "x-csrf-token"
FIELD = "_csrf"


class Forged(Refusal):
    """The request does not come from one of our own pages."""

    code = "forged"
    status = 403
    says = lazy("This form is too old or came from another page. Please load it again.")


def token_for(holder: str) -> str:
    """The token that the pages of a session, a wisher or a visitor carry in their forms."""
    return _token(keyed("csrf", holder or "visitor"))


def refuse_other_sites(headers: "Headers") -> None:
    """Refuse what a browser says another site has sent. Raises Forged."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise Forged
    origin = headers.get("origin")
    if site is None and origin and origin.split("://")[-1] != headers.get("host", ""):
        raise Forged


def refuse_wrong_token(given: str, holder: str) -> None:
    """Refuse a form that does not carry the token of its session. Raises Forged."""
    tokens = (_token(digest) for digest in every_keyed("csrf", holder or "visitor"))
    if not any(hmac.compare_digest(given.encode(), token.encode()) for token in tokens):
        raise Forged


def _token(digest: bytes) -> str:
    return digest.hex()[:40]
