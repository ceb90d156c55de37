"""What the sweep has learnt of the town's words, as pages use it: some minutes old at most."""

import asyncio

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.triage.commonness import Commonness

IMAGINED = 1000
"""So many messages about everything else are imagined to come before a town's own first ones.

Without them a young town's one great matter would count as what everybody always says.
"""
_MINUTES = 10
_recent: Recent[str, Commonness] = Recent(_MINUTES * 60)


def knowing_nothing() -> Commonness:
    """What is known of the words of a new town."""
    return Commonness(seen=IMAGINED)


async def common_words() -> Commonness:
    """How common each word is in town."""
    return await _recent.get("", _load)


async def _load() -> Commonness:
    found = await hot_rows("SELECT common FROM group_sweep", {})
    if not found or not found[0].common:
        return knowing_nothing()
    return await asyncio.to_thread(Commonness.unpack, bytes(found[0].common))
