"""The cookies: who is signed in, which wish is followed, which browser this is, a short notice."""

import hashlib
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeTimedSerializer
from litestar.datastructures import Cookie

from wishboard.core.crypto import key_for
from wishboard.settings import settings

if TYPE_CHECKING:
    from typing import Literal

SESSION = "wb_session"
FOLLOWED = "wb_wish"
DEVICE = "wb_device"
NOTICE = "wb_notice"
LANGUAGE = "wb_language"

_DAY = 86_400
FOLLOWED_FOR = _DAY // 2


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
    return cookie(FOLLOWED, _signer().dumps(wish_id), seconds=FOLLOWED_FOR)


def followed_wish(value: str) -> int | None:
    """The wish a cookie lets its holder follow, unless it is old or not ours."""
    try:
        wish_id = _signer().loads(value, max_age=FOLLOWED_FOR)
    except BadSignature:
        return None
    return wish_id if isinstance(wish_id, int) else None


def device_print(value: str) -> str:
    """What is stored of a browser: not its cookie but a digest of it."""
    return hashlib.sha256(value.encode()).hexdigest()[:32] if value else ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key_for("cookies"), salt="wish")
