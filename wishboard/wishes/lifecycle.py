"""The way of a wish as one table. Nothing else in the house writes `stage`.

Each deed names the stages it may start from and the stage it leads to. A deed whose target depends
on what it finds (a hand-back while another claim lives, say) lists every stage it may lead to.
"""

from dataclasses import dataclass
from enum import StrEnum

from wishboard.core.clock import now
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage


class Deed(StrEnum):
    """What can be done to a wish."""

    register = "register"
    publish = "publish"
    claim = "claim"
    extend = "extend"
    hand_back = "hand_back"
    lapse = "lapse"
    deliver = "deliver"
    answer = "answer"
    silence = "silence"
    close = "close"
    reopen = "reopen"
    send_up = "send_up"
    come_back = "come_back"
    mediate = "mediate"
    defer = "defer"
    resume = "resume"
    decline = "decline"
    transfer = "transfer"
    merge = "merge"
    unmerge = "unmerge"
    withdraw = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    """From where to where a deed may take a wish."""

    start: frozenset[Stage]
    to: frozenset[Stage]


def _move(start: str, to: str) -> Move:
    return Move(frozenset(map(Stage, start.split())), frozenset(map(Stage, to.split())))


_OPEN = "collected registered published claimed raised deferred"

WAY: dict[Deed, Move] = {
    Deed.register: _move("collected", "registered"),
    Deed.publish: _move("registered", "published"),
    Deed.claim: _move("published claimed", "claimed"),
    Deed.extend: _move("claimed", "claimed"),
    Deed.hand_back: _move("claimed", "published claimed"),
    Deed.lapse: _move("claimed", "published claimed"),
    Deed.deliver: _move("claimed raised", "delivered"),
    Deed.answer: _move("delivered", "answered claimed published raised"),
    Deed.silence: _move("delivered", "answered"),
    Deed.close: _move("answered", "closed"),
    Deed.reopen: _move("closed", "published raised"),
    Deed.send_up: _move("registered published", "raised"),
    Deed.come_back: _move("raised", "registered published"),
    Deed.mediate: _move("registered", "closed"),
    Deed.defer: _move("registered published raised", "deferred"),
    Deed.resume: _move("deferred", "registered published raised"),
    Deed.decline: _move(_OPEN, "closed"),
    Deed.transfer: _move(_OPEN, "closed"),
    Deed.merge: _move(_OPEN, "closed"),
    Deed.unmerge: _move("closed", _OPEN),
    Deed.withdraw: _move(_OPEN, "closed"),
}


class NotNow(Refusal):
    """The wish is not at a stage where this deed is possible."""

    code = "not_now"
    says = lazy("This is not possible now: somebody else was quicker, or the wish has moved on.")


def can(wish: Wish, deed: Deed) -> bool:
    """Whether a wish stands where this deed may start."""
    return wish.stage in WAY[deed].start


def must(wish: Wish, deed: Deed) -> None:
    """Refuse a deed that may not start here. Raises NotNow."""
    if not can(wish, deed):
        raise NotNow(stage=wish.stage)


def advance(wish: Wish, deed: Deed, to: Stage, *, ending: Ending | None = None) -> None:
    """Take a wish to its next stage: the only place where `stage` is written.

    Keeps the moments of the way (`published_at`, `closed_at` …) and the version that caches look
    at. Raises NotNow when the table does not allow it.
    """
    must(wish, deed)
    if to not in WAY[deed].to:
        raise NotNow(stage=wish.stage)
    wish.stage = to
    wish.ending = ending if to is Stage.closed else None
    wish.closed_at = now() if to is Stage.closed else None
    wish.version += 1
    if to is Stage.published and wish.published_at is None:
        wish.published_at = now()
    if to is Stage.delivered:
        wish.delivered_at = now()
    if to is Stage.registered and wish.registered_at is None:
        wish.registered_at = now()
