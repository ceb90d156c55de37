"""What should become of wishes when people and the clock do deeds to them.

Each deed answers with the code of the refusal that is due, or with nothing when it is done.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.wishes.life import OPEN, Life, Promise
from wishboard.core.calendar import add_working_days
from wishboard.wishes.stages import Ending, Stage

MEMBERS = ("member", "neighbour", "comrade")
HELPERS = (*MEMBERS, "volunteer")
OF_THE_KEEPER = ("neighbour", "member")
CAP = 3
NOT_NOW = "not_now"
Refused = str | None


@dataclass
class World:
    """All wishes, the day, who let a promise lapse when, and what the ledger should add up to."""

    today: date
    wishes: list[Life] = field(default_factory=list)
    lapsed_on: dict[str, date] = field(default_factory=dict)
    ledger: Counter[tuple[str, str, int, int]] = field(default_factory=Counter)

    def register(self, wish: Life, places: int) -> Refused:
        if wish.stage is not Stage.collected:
            return NOT_NOW
        wish.stage, wish.places = Stage.registered, places
        wish.events["wish.registered"] += 1
        return None

    def publish(self, wish: Life) -> Refused:
        if wish.stage is not Stage.registered:
            return NOT_NOW
        wish.stage, wish.board_on = Stage.published, self.today + timedelta(days=3)
        wish.events["wish.published"] += 1
        return None

    def claim(self, wish: Life, helper: str, promised_on: date) -> Refused:
        if wish.stage not in (Stage.published, Stage.claimed):
            return NOT_NOW
        mine = [other.promises[helper] for other in self.wishes if helper in other.promises]
        lapsed = self.lapsed_on.get(helper, date.min)
        for refused, code in (
            (helper in wish.promises, "already_claimed"),
            (any(promise.promised_on < self.today for promise in mine), "something_overdue"),
            (lapsed > self.today - timedelta(days=30), "lapsed_recently"),
            (len(mine) >= CAP, "too_many_open"),
            (wish.board_on > self.today and helper not in OF_THE_KEEPER, "members_first"),
            (len(wish.promises) >= wish.places, "no_place_left"),
        ):
            if refused:
                return code
        wish.promises[helper] = Promise(promised_on, lead=not wish.promises)
        wish.stage = Stage.claimed
        wish.events["claim.made"] += 1
        return None

    def extend(self, wish: Life, helper: str, promised_on: date) -> Refused:
        promise = wish.promises[helper]
        if promise.extended or promise.promised_on < self.today:
            return "extended_before"
        if not promise.promised_on < promised_on <= promise.promised_on + timedelta(days=90):
            return "promise_too_far"
        promise.promised_on, promise.extended, promise.reminded = promised_on, True, False
        wish.events["claim.extended"] += 1
        return None

    def hand_back(self, wish: Life, helper: str, how: str = "claim.handed_back") -> Refused:
        was_lead = wish.promises.pop(helper).lead
        left = sorted(wish.promises.values(), key=lambda promise: promise.key)
        if was_lead and left:
            left[0].lead = True
        wish.board_on = max(wish.board_on, self.today)
        wish.stage = Stage.claimed if left else Stage.published
        wish.events[how] += 1
        return None

    def deliver(self, wish: Life, helper: str, ticked: list[str], *, many: bool) -> Refused:
        if not wish.promises[helper].lead:
            return "only_the_lead"
        if not ticked:
            return "nobody_took_part"
        wish.took_part = {one: wish.promises[one] for one in ticked}
        wish.promises, wish.more_than_expected = {}, many
        wish.stage, wish.due_on = Stage.delivered, add_working_days(self.today, 10)
        wish.events["outcome.delivered"] += 1
        return None

    def answer(self, wish: Life, *, done: bool, somebody_else: bool) -> Refused:
        if wish.stage is not Stage.delivered:
            return NOT_NOW
        if done:
            wish.stage, wish.silent = Stage.answered, False
            wish.events["outcome.confirmed"] += 1
            return None if wish.more_than_expected else self.close(wish)
        wish.rounds += 1
        wish.promises = {} if somebody_else else wish.took_part
        again = sorted(wish.promises.values(), key=lambda one: (not one.lead, one.key))
        for promise in again:
            promise.promised_on = add_working_days(self.today, 5)
            promise.reminded = promise.overdue_told = False
            promise.lead = promise is again[0]
        wish.stage = Stage.claimed if again else Stage.published
        wish.events["outcome.rejected"] += 1
        return None

    def close(self, wish: Life) -> Refused:
        if wish.stage is not Stage.answered:
            return NOT_NOW
        wish.close(Ending.unconfirmed if wish.silent else Ending.fulfilled, self.today)
        for helper in set(wish.took_part) & set(MEMBERS):
            self.ledger[helper, wish.public_id, wish.rounds, 1] += 1
        wish.events["outcome.closed"] += 1
        return None

    def reopen(self, wish: Life) -> Refused:
        if wish.ending not in (Ending.fulfilled, Ending.unconfirmed):
            return NOT_NOW
        if wish.closed_on + timedelta(days=90) < self.today:
            return "too_late"
        for helper in set(wish.took_part) & set(MEMBERS):
            self.ledger[helper, wish.public_id, wish.rounds, -1] += 1
        wish.rounds, wish.board_on = wish.rounds + 1, self.today
        wish.open_again(Stage.published)
        wish.events["outcome.reopened"] += 1
        return None

    def defer(self, wish: Life, review_on: date) -> Refused:
        if wish.stage not in (Stage.registered, Stage.published):
            return NOT_NOW
        if wish.deferrals:
            return "deferred_before"
        wish.before_deferral, wish.stage = wish.stage, Stage.deferred
        wish.deferrals, wish.review_on = wish.deferrals + 1, review_on
        wish.events["ending.deferred"] += 1
        return None

    def resume(self, wish: Life) -> Refused:
        if wish.stage is not Stage.deferred:
            return NOT_NOW
        wish.stage = wish.before_deferral
        wish.events["ending.resumed"] += 1
        return None

    def end(self, wish: Life, ending: Ending) -> Refused:
        """Decline, transfer or withdraw."""
        if wish.stage not in OPEN:
            return NOT_NOW
        wish.close(ending, self.today)
        wish.events[f"ending.{ending.value}"] += 1
        if ending is Ending.withdrawn:
            for other in self.wishes:
                if other.merged_into is wish:
                    self.unmerge(other)
        return None

    def merge(self, wish: Life, into: Life) -> Refused:
        if wish is into:
            return "into_itself"
        if wish.stage not in OPEN:
            return NOT_NOW
        if into.stage not in OPEN:
            return "target_closed"
        wish.before_merge, wish.merged_into = wish.stage, into
        wish.close(Ending.merged, self.today)
        wish.events["ending.merged"] += 1
        return None

    def unmerge(self, wish: Life) -> Refused:
        if wish.ending is not Ending.merged:
            return NOT_NOW
        claimed = wish.before_merge is Stage.claimed
        wish.open_again(Stage.published if claimed else wish.before_merge)
        wish.merged_into = None
        wish.events["ending.unmerged"] += 1
        return None

    def pass_days(self, days: int) -> None:
        """Time goes by, and then the clock comes round."""
        self.today += timedelta(days=days)
        for wish in self.wishes:
            for helper, promise in list(wish.promises.items()):
                self._remind(wish, promise)
                if add_working_days(promise.promised_on, 5) < self.today:
                    self.lapsed_on[helper] = self.today
                    self.hand_back(wish, helper, "claim.lapsed")
            if wish.stage is Stage.delivered and wish.due_on < self.today:
                wish.stage, wish.silent = Stage.answered, True
                wish.events["outcome.silence"] += 1
            if wish.stage is Stage.deferred and wish.review_on <= self.today:
                self.resume(wish)

    def _remind(self, wish: Life, promise: Promise) -> None:
        overdue = promise.promised_on < self.today
        soon = promise.promised_on <= self.today + timedelta(days=2)
        if (soon and not promise.reminded) or (overdue and not promise.overdue_told):
            promise.reminded, promise.overdue_told = True, overdue
            wish.events["claim.overdue" if overdue else "claim.due_soon"] += 1
