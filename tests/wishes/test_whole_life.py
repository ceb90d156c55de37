"""Whatever happens in whatever order: every wish is where it should be, and everything adds up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from tests.torture.processes import TORTURED
from tests.wishes.life import OPEN, Life
from tests.wishes.two_towns import Deed, TwoTowns
from tests.wishes.world import HELPERS
from wishboard.accounts.viewer import wisher_of
from wishboard.claims import clock
from wishboard.claims.commands import claim_wish, extend_claim, hand_back_claim
from wishboard.endings.commands import (
    decline_wish,
    defer_wish,
    resume_deferred,
    resume_wish,
    transfer_wish,
    withdraw_wish,
)
from wishboard.endings.forms import DeclineForm, DeferForm, MergeForm, TransferForm, WithdrawForm
from wishboard.endings.merging import merge_wish, unmerge_wish
from wishboard.outcomes.answers import answer_wish, record_silences
from wishboard.outcomes.closing import close_wish, reopen_wish
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm, DeliverForm, ReopenForm
from wishboard.wishes.commands import publish_wish, register_wish
from wishboard.wishes.forms import RegisterForm
from wishboard.wishes.stages import Ending, Stage

MOST = 4
picks = st.integers(0, MOST - 1)
helpers = st.sampled_from(HELPERS)
OUT: dict[str, tuple[Deed, Any]] = {
    "declined": (decline_wish, DeclineForm(reason="decline_other")),
    "transferred": (
        transfer_wish,
        TransferForm(receiver_name="电力公司", explanation="归他们管"),
    ),
    "withdrawn": (withdraw_wish, WithdrawForm()),
}


class WholeLife(TwoTowns):
    """Everything that people and the clock may do to wishes, in any order."""

    # --- on the way ---

    @initialize()
    def begin(self) -> None:
        for pick in range(2):
            self.collect()
            self.register(pick, 2)
            self.publish(pick)
        self.pass_days(3)

    @precondition(lambda self: len(self.world.wishes) < MOST)
    @rule()
    def collect(self) -> None:
        made = self.run(self.town.collected())
        life = Life(made.public_id, made.key)
        life.events["wish.collected"] += 1
        self.world.wishes.append(life)

    @rule(pick=picks, places=st.integers(1, 3))
    def register(self, pick: int, places: int) -> None:
        wish = self.wish(pick, Stage.collected)
        form = RegisterForm(title="一盏台灯", summary="写作业用", category="study", places=places)
        expected = self.world.register(wish, places)
        self.both(expected, register_wish, wish.key, form, by=self.viewer("clerk"))

    @rule(pick=picks)
    def publish(self, pick: int) -> None:
        wish = self.wish(pick, Stage.registered)
        self.both(self.world.publish(wish), publish_wish, wish.key, by=self.viewer("clerk"))

    @rule(pick=picks, helper=helpers, days=st.integers(0, 12))
    def claim(self, pick: int, helper: str, days: int) -> None:
        wish = self.wish(pick, Stage.published, Stage.claimed)
        day = self.world.today + timedelta(days=days)
        expected = self.world.claim(wish, helper, day)
        viewer = self.viewer(helper)
        made = self.both(expected, claim_wish, wish.key, by=viewer, promised_on=day)
        if made:
            wish.promises[helper].key, wish.promises[helper].claim = made.key, made.public_id

    @rule(pick=picks, nth=picks, days=st.integers(0, 12))
    def extend(self, pick: int, nth: int, days: int) -> None:
        if found := self.promise(pick, nth):
            wish, helper, claim = found
            day = wish.promises[helper].promised_on + timedelta(days=days)
            expected = self.world.extend(wish, helper, day)
            more = {"by": self.viewer(helper), "promised_on": day, "reason": "等货"}
            self.both(expected, extend_claim, claim, **more)

    @rule(pick=picks, nth=picks)
    def hand_back(self, pick: int, nth: int) -> None:
        if found := self.promise(pick, nth):
            wish, helper, claim = found
            expected = self.world.hand_back(wish, helper)
            self.both(expected, hand_back_claim, claim, by=self.viewer(helper), reason="忙")

    @rule(pick=picks, nth=picks, left_out=st.sets(helpers, max_size=2), many=st.booleans())
    def deliver(self, pick: int, nth: int, left_out: set[str], many: bool) -> None:
        if found := self.promise(pick, nth):
            wish, helper, claim = found
            ticked = [one for one in wish.promises if one not in left_out]
            given = [wish.promises[one].claim for one in ticked]
            form = DeliverForm(done="好了", reported=9 if many else 1, participants=given)
            expected = self.world.deliver(wish, helper, ticked, many=many)
            self.both(expected, deliver_wish, claim, form, by=self.viewer(helper))

    @rule(pick=picks, done=st.booleans(), somebody_else=st.booleans())
    def answer(self, pick: int, done: bool, somebody_else: bool) -> None:
        wish = self.wish(pick, Stage.delivered)
        form = AnswerForm(done=done, somebody_else=somebody_else)
        expected = self.world.answer(wish, done=done, somebody_else=somebody_else)
        self.both(expected, answer_wish, wish.key, form, by=wisher_of(wish.key))

    @rule(pick=picks)
    def close(self, pick: int) -> None:
        wish, form = self.wish(pick, Stage.answered), CloseForm(confirmed=1)
        expected = self.world.close(wish)
        self.both(expected, close_wish, wish.key, form, by=self.viewer("clerk"))

    @rule(pick=picks)
    def reopen(self, pick: int) -> None:
        wish, form = self.wish(pick, Stage.closed), ReopenForm(reason="又坏了")
        expected = self.world.reopen(wish)
        self.both(expected, reopen_wish, wish.key, form, by=wisher_of(wish.key))

    @rule(pick=picks, nth=picks)
    def go_on(self, pick: int, nth: int) -> None:
        """The natural next step, so that whole lives are lived."""
        steps: dict[Stage, Callable[[], None]] = {
            Stage.collected: lambda: self.register(pick, 1 + nth % 3),
            Stage.registered: lambda: self.publish(pick),
            Stage.published: lambda: self.claim(pick, HELPERS[nth], 5),
            Stage.claimed: lambda: self.deliver(pick, 0, set(), nth == 0),
            Stage.delivered: lambda: self.answer(pick, nth > 0, False),
            Stage.answered: lambda: self.close(pick),
        }
        steps.get(self.wish(pick).stage, lambda: self.reopen(pick))()

    @rule(pick=picks, nth=picks)
    def go_on_too(self, pick: int, nth: int) -> None:
        self.go_on(pick, nth)

    @rule(pick=picks, nth=picks)
    def and_on(self, pick: int, nth: int) -> None:
        self.go_on(pick, nth)

    # --- beside the way ---

    @rule(pick=picks, days=st.integers(1, 40))
    def defer(self, pick: int, days: int) -> None:
        wish = self.wish(pick, Stage.registered, Stage.published)
        day = self.world.today + timedelta(days=days)
        form = DeferForm(explanation="等到春天", review_on=day)
        expected = self.world.defer(wish, day)
        self.both(expected, defer_wish, wish.key, form, by=self.viewer("clerk"))

    @rule(pick=picks)
    def resume(self, pick: int) -> None:
        wish = self.wish(pick, Stage.deferred)
        expected = self.world.resume(wish)
        self.both(expected, resume_wish, wish.key, by=self.viewer("clerk"))

    @rule(pick=picks, how=st.sampled_from(sorted(OUT)), sure=st.integers(0, 3))
    def end(self, pick: int, how: str, sure: int) -> None:
        """Rarely, or no wish would live for long."""
        if sure:
            return
        wish = self.wish(pick)
        expected = self.world.end(wish, Ending(how))
        by = wisher_of(wish.key) if how == "withdrawn" else self.viewer("clerk")
        deed, form = OUT[how]
        self.both(expected, deed, wish.key, form, by=by)

    @rule(pick=picks, other=picks)
    def merge(self, pick: int, other: int) -> None:
        wish, into = self.wish(pick), self.wish(other, *OPEN)
        form = MergeForm(into=into.public_id)
        expected = self.world.merge(wish, into)
        self.both(expected, merge_wish, wish.key, form, by=self.viewer("clerk"))

    @rule(pick=picks)
    def unmerge(self, pick: int) -> None:
        wish = self.wish(pick, Stage.closed)
        self.both(self.world.unmerge(wish), unmerge_wish, wish.key, by=self.viewer("clerk"))

    @rule(days=st.sampled_from((1, 2, 3, 5, 9, 20, 60)))
    def pass_days(self, days: int) -> None:
        self.world.pass_days(days)
        self.both(None, clock.remind_of_promises)
        for sweep in (clock.lapse_overdue, record_silences, resume_deferred):
            self.run(sweep())


def test_the_whole_life_of_wishes(postgres_server: str, peopled_template: str) -> None:
    WholeLife.server, WholeLife.template = postgres_server, peopled_template
    run_machine(
        WholeLife,
        settings=settings(
            max_examples=400 if TORTURED else 16,
            stateful_step_count=40,
            phases=[*Phase] if TORTURED else [Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
