"""Nobody floods the town with wishes from one network address."""

from datetime import timedelta

from wishboard.core.throttle import throttle

AT_ONCE = 100
"""Wishes from one address within ten minutes: a whole office behind one line gets through."""


async def must_not_flood(address: str) -> None:
    """Count a wish that comes from an address. Raises TooOften."""
    await throttle(f"wish-from:{address}", most=AT_ONCE, per=timedelta(minutes=10))
