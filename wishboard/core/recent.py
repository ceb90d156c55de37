"""Values that may be a few seconds old, made once for all who ask meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from wishboard.core import database
from wishboard.core.clock import now

K = TypeVar("K")
V = TypeVar("V")
_GRACE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[V]):
    value: V
    mark: Any
    made_at: datetime
    good_until: datetime


class Recent(Generic[K, V]):
    """Remembers, for some seconds, what was made for each of a bounded number of keys.

    Who asks while a value is being made gets that same value, or the one before it if that is
    less than a second over. With no seconds nothing is remembered, and only those who ask at the
    same moment share an answer. What was read from another database is never given out. With
    `own_commits` neither is what was begun before this process last committed, so that nobody
    misses their own deed.
    """

    def __init__(self, seconds: float, *, most: int = 256, own_commits: bool = False) -> None:
        self._lasts = timedelta(seconds=seconds)
        self._most = most
        self._mark: Callable[[], Any] = database.changes if own_commits else database.engine
        self._kept: dict[K, _Kept[V]] = {}
        self._making: dict[tuple[K, Any], asyncio.Task[V]] = {}

    async def get(self, key: K, make: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """The value for a key, made now unless a recent one is at hand."""
        moment, mark = now(), self._mark()
        kept = self._kept.get(key)
        if kept is not None and (kept.mark != mark or moment < kept.made_at):
            kept = None
        if kept is not None and moment < kept.good_until:
            return kept.value
        making = self._making.get((key, mark))
        if making is None:
            making = self._begin(key, mark, moment, make)
        elif kept is not None and moment < kept.good_until + _GRACE:
            return kept.value
        return await asyncio.shield(making)

    def forget(self) -> None:
        """Make everything anew from here on."""
        self._kept.clear()
        self._making.clear()

    def _begin(
        self, key: K, mark: Any, moment: datetime, make: Callable[[], Coroutine[Any, Any, V]]
    ) -> asyncio.Task[V]:
        task = self._making[key, mark] = asyncio.create_task(make())

        def keep(done: asyncio.Task[V]) -> None:
            if self._making.get((key, mark)) is not done:
                return
            del self._making[key, mark]
            if self._lasts and not done.cancelled() and done.exception() is None:
                if len(self._kept) >= self._most:
                    self._kept.pop(next(iter(self._kept)), None)
                self._kept[key] = _Kept(done.result(), mark, moment, moment + self._lasts)

        task.add_done_callback(keep)
        return task
