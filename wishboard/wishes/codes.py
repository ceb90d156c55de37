"""Receipt code and PIN, and the link on the slip: how a wisher without an account comes back.

Both secrets are derived from the installation's key and never stored. A slip can so be printed
again at any time, and a copy of the database alone opens no wish.
"""

import base64
import hmac
import unicodedata

from sqlmodel import select

from wishboard.core.crypto import key_mark, keyed_by
from wishboard.core.database import AsyncSession
from wishboard.core.ids import plain_code
from wishboard.core.refusals import Refusal
from wishboard.core.throttle import throttle_guesses
from wishboard.i18n import lazy
from wishboard.settings import settings
from wishboard.wishes.models import Wish


class WrongCode(Refusal):
    """Code and PIN do not belong together; which of them is wrong is not said."""

    code = "wrong_code"
    status = 422
    says = lazy("Code and PIN do not match. Both are on your slip.")


def pin_of(wish: Wish) -> str:
    """The six digits on the slip."""
    return _pin(wish.slip_key, wish.code, wish.pin_round)


def _pin(key: bytes | None, code: str, pin_round: int) -> str:
    number = int.from_bytes(keyed_by(key, "pin", f"{code}:{pin_round}")[:8])
    return f"{number % 1_000_000:06d}"


def plain_pin(typed: str) -> str:
    """What a person typed as a PIN: full-width digits become plain ones, spaces go."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def slip_token(wish: Wish) -> str:
    """The secret part of the slip's QR code, 128 bits."""
    digest = keyed_by(wish.slip_key, "slip", f"{wish.public_id}:{wish.pin_round}")[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def slip_address(wish: Wish) -> str:
    """The address in the slip's QR code, which opens the wish without code and PIN."""
    return f"{settings().public_url}/slips/{wish.public_id}/{slip_token(wish)}"


async def wish_by_code(db: AsyncSession, code: str, pin: str, *, address: str) -> Wish:
    """The wish a slip belongs to. Raises WrongCode, or TooOften for a code, address or network.

    A code that nobody has is answered alike, after the same work.
    """
    code = plain_code(code)
    await throttle_guesses("code", code, address, most=8, from_address=40, from_network=120)
    wish = (await db.exec(select(Wish).where(Wish.code == code))).first()
    own = pin_of(wish) if wish else _pin(key_mark(), code, 0)
    fits = _same(own, plain_pin(pin))
    if wish is None or not fits:
        raise WrongCode
    return wish


async def wish_by_slip(db: AsyncSession, public_id: str, token: str) -> Wish:
    """The wish whose QR code was scanned. Raises WrongCode."""
    wish = (await db.exec(select(Wish).where(Wish.public_id == public_id))).first()
    if wish is None or not _same(slip_token(wish), token):
        raise WrongCode
    return wish


def _same(secret: str, given: str) -> bool:
    return hmac.compare_digest(secret.encode(), given.encode(errors="replace"))
