"""How often something may be tried, kept in the database so that it holds across processes.

A bucket of tokens for each thing: an attempt takes one, and they come back evenly. So whoever has
tried too often gets in again soon, while guessing goes no faster than the tokens come.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col

from wishboard.core.clock import now
from wishboard.core.crypto import blind_index
from wishboard.core.database import AsyncSession
from wishboard.core.hot import hot_rows
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy

QUARTER = timedelta(minutes=15)


class Attempts(SQLModel, table=True):
    """The bucket of one thing, known by a fingerprint only: when it will be full again."""

    key: bytes = Field(primary_key=True)
    full_at: datetime = Field(index=True)


class TooOften(Refusal):
    """Too many attempts in a short time."""

    code = "too_often"
    status = 429
    says = lazy("Too many attempts. Please wait %(minutes)s minutes and try again.")


class TooOftenFromHere(TooOften):
    """Too many attempts from one address or network, at whatever secrets."""


_TAKE = """
WITH taken AS (
  INSERT INTO attempts AS held (key, full_at)
  VALUES (:key, CAST(:now AS timestamptz) + CAST(:token AS interval))
  ON CONFLICT (key) DO UPDATE
     SET full_at = GREATEST(held.full_at, :now) + CAST(:token AS interval)
   WHERE held.full_at <= CAST(:now AS timestamptz) + CAST(:spare AS interval)
  RETURNING full_at)
SELECT (SELECT count(*) FROM taken) AS taken,
       (SELECT full_at FROM attempts WHERE key = :key) AS full_at
"""


async def throttle(
    what: str, *, most: int, per: timedelta, refusal: type[TooOften] = TooOften
) -> None:
    """Take a token from a bucket of `most`, which fills in `per`; refuse when it is empty.

    Takes it on a line of its own: a refused attempt is rolled back, its token is not, and nobody
    who holds a connection waits for a second one. Raises the refusal.
    """
    token, moment = per / most, now()
    values = {
        "key": blind_index("throttle", what),
        "now": moment,
        "token": token,
        "spare": per - token,
    }
    ((taken, full_at),) = await hot_rows(_TAKE, values)
    if not taken:
        wait = (full_at or moment) - moment - (per - token)
        raise refusal(minutes=max(2, ceil(wait / timedelta(minutes=1))))


def network_of(address: str) -> str:
    """The network that an address lies in: /24 of IPv4, /64 of IPv6; what is no address, itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{24 if found.version == 4 else 64}", strict=False))


async def throttle_guesses(
    what: str, known_as: str, address: str, *, most: int, from_address: int, from_network: int
) -> None:
    """Slow down guessing at one secret, from one address, and from one network, in 15 minutes.

    Raises TooOften for the secret, TooOftenFromHere for the address and the network.
    """
    here = TooOftenFromHere
    await throttle(f"{what}:{known_as}", most=most, per=QUARTER)
    await throttle(f"{what}-from:{address}", most=from_address, per=QUARTER, refusal=here)
    network = network_of(address)
    await throttle(f"{what}-near:{network}", most=from_network, per=QUARTER, refusal=here)


async def forget_attempts(db: AsyncSession) -> None:
    """Drop the buckets that are full again."""
    await db.execute(delete(Attempts).where(col(Attempts.full_at) < now()))
