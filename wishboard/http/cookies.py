"""The cookies: who is signed in or half-way in, which wish is followed, a short notice."""

import hashlib
import hmac
from typing import TYPE_CHECKING, Any, NamedTuple

from itsdangerous import BadSignature, URLSafeTimedSerializer
from litestar.datastructures import Cookie

from wishboard.accounts.models import WayIn
from wishboard.core.crypto import every_keyed, keyed, keys_for
from wishboard.settings import settings

if TYPE_CHECKING:
    from typing import Literal

SESSION = "wb_session"
FOLLOWED = "wb_wish"
DEVICE = "wb_device"
NOTICE = "wb_notice"
LANGUAGE = "wb_language"
HALFWAY = "wb_halfway"
ERRAND = "wb_errand"

_DAY = 86_400
FOLLOWED_FOR = _DAY // 2
HALFWAY_FOR = 600


def cookie(
    name: str, value: str, *, seconds: int, same_site: "Literal['lax', 'strict']" = "lax"
) -> Cookie:
    """A cookie that scripts cannot read; only over HTTPS where the town says so."""
    return Cookie(
        key=name,
        value=value,
        max_age=seconds,
        httponly=True,
        samesite=same_site,
        secure=settings().secure_cookies,
        path="/",
    )


def gone(name: str) -> Cookie:
    """A cookie that takes another one away."""
    return cookie(name, "", seconds=0)


def session_cookie(token: str) -> Cookie:
    """Keeps a person signed in for two weeks."""
    return cookie(SESSION, token, seconds=14 * _DAY)


def followed_cookie(wish_id: int) -> Cookie:
    """Lets a wisher follow one wish for half a day after code and PIN."""
    return cookie(FOLLOWED, _signer("wish").dumps(wish_id), seconds=FOLLOWED_FOR)


def followed_wish(value: str) -> int | None:
    """The wish a cookie lets its holder follow, unless it is old or not ours."""
    wish_id = _read("wish", value, FOLLOWED_FOR)
    return wish_id if isinstance(wish_id, int) else None


def halfway_cookie(person_id: int, password_hash: str | None, how: WayIn, onward: str) -> Cookie:
    """Whose first proof was given a moment ago, and which; their code is still missing."""
    told = [person_id, _password_print(password_hash), how.value, onward]
    return cookie(HALFWAY, _signer("halfway").dumps(told), seconds=HALFWAY_FOR)


class Halfway(NamedTuple):
    """Who is half-way in, a print of their password then, by what they came, and where to."""

    person_id: int
    password_print: str
    how: WayIn
    onward: str


def halfway(value: str) -> Halfway | None:
    """Who is half-way in; None when it is old or not ours."""
    found = _read("halfway", value, HALFWAY_FOR)
    if not isinstance(found, list) or len(found) != len(Halfway._fields):
        return None
    person_id, password_print, how, onward = found
    return Halfway(person_id, password_print, WayIn(how), onward)


def same_password(print_: str, password_hash: str | None) -> bool:
    """Whether the password is the one that was proven half-way."""
    digests = every_keyed("halfway", password_hash or "")
    return any(hmac.compare_digest(print_, digest.hex()[:32]) for digest in digests)


def errand_cookie(errand: list[str]) -> Cookie:
    """What a browser keeps while it is away at the identity provider."""
    return cookie(ERRAND, _signer("errand").dumps(errand), seconds=HALFWAY_FOR)


def errand(value: str) -> list[str] | None:
    """What a browser kept while it was away, unless it is old or not ours."""
    found = _read("errand", value, HALFWAY_FOR)
    return found if isinstance(found, list) else None


def device_print(value: str) -> str:
    """What is stored of a browser: not its cookie but a digest of it."""
    return hashlib.sha256(value.encode()).hexdigest()[:32] if value else ""


def _password_print(password_hash: str | None) -> str:
    return keyed("halfway", password_hash or "").hex()[:32]


def _read(what: str, value: str, seconds: int) -> Any:
    try:
        return _signer(what).loads(value, max_age=seconds)
    except BadSignature:
        return None


def _signer(what: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys_for("cookies"), salt=what)
