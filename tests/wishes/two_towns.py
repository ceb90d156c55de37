"""A real town beside a plain one: each deed is done in both, and they must stay alike."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import date
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.cast import Town, load_town
from tests.servers import new_database
from tests.wishes.census import census
from tests.wishes.life import Life
from tests.wishes.world import World
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.refusals import Refusal
from wishboard.wishes.lifecycle import WAY
from wishboard.wishes.stages import Stage

FIRST_DAY = date(2026, 1, 26)
"""Three weeks before the Spring Festival, so that working days are not simply weekdays."""
Deed = Callable[..., Awaitable[Any]]


class TwoTowns(RuleBasedStateMachine):
    """Does each deed in a real town and in the plain one, and compares them after every step."""

    server: ClassVar[str]
    template: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.ends = ExitStack()
        self.runner = self.ends.enter_context(asyncio.Runner())
        url = self.ends.enter_context(new_database(self.server, self.template))
        connect(url)
        self.world = World(FIRST_DAY)
        self.town: Town = self.run(load_town(url))
        self.known: dict[str, Viewer] = {}
        self.stages: dict[int, Stage] = {}

    def teardown(self) -> None:
        """Leave the town."""
        self.run(disconnect())
        self.ends.close()

    def run(self, deed: Awaitable[Any]) -> Any:
        """Do something in the real town on today's date."""

        async def done() -> Any:
            return await deed

        with frozen(self.world.today):
            return self.runner.run(done())

    def viewer(self, part: str) -> Viewer:
        """Somebody of the cast."""
        if part not in self.known:
            self.known[part] = self.run(self.town.viewer(part))
        return self.known[part]

    def both(self, expected: str | None, deed: Deed, *given: Any, **named: Any) -> Any:
        """Do a deed in the real town; it must be refused as in the plain one, or done."""

        async def one_transaction() -> Any:
            async with transaction() as db:
                return await deed(db, *given, **named)

        code, result = None, None
        try:
            result = self.run(one_transaction())
        except Refusal as refusal:
            code = refusal.code
        assert code == expected, f"{code or 'done'}, but expected {expected or 'to be done'}"
        return result

    def wish(self, pick: int, *likely: Stage) -> Life:
        """One of the wishes; mostly one at a likely stage, if there is any."""
        found = [wish for wish in self.world.wishes if wish.stage in likely and pick]
        wishes = found or self.world.wishes
        return wishes[pick % len(wishes)]

    def promise(self, pick: int, nth: int) -> tuple[Life, str, str] | None:
        """One of the living promises on a wish, if there is any."""
        wish = self.wish(pick or 1, Stage.claimed)
        if not wish.promises:
            return None
        helper = list(wish.promises)[nth % len(wish.promises)]
        return wish, helper, wish.promises[helper].claim

    # --- after every step ---

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        parts = {person.key: part for part, person in self.town.people.items()}
        found = self.run(census(parts))
        for wish in self.world.wishes:
            real = found.wishes[wish.key]
            assert real == found.expected(wish), wish.public_id
            self.must_be_a_way(self.stages.get(wish.key, real.stage), real.stage)
            self.stages[wish.key] = real.stage
        assert found.ledger == self.world.ledger
        totals: Counter[str] = Counter()
        for (helper, _wish, _round, amount), times in self.world.ledger.items():
            totals[helper] += amount * times
        assert all(total >= 0 for total in totals.values())

    def must_be_a_way(self, before: Stage, after: Stage) -> None:
        """A confirmed, unflagged answer closes by itself: two moves in one deed."""
        legal = any(before in move.start and after in move.to for move in WAY.values())
        closed_by_itself = (before, after) == (Stage.delivered, Stage.closed)
        assert before is after or legal or closed_by_itself, (before, after)
