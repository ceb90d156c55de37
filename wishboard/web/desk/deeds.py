"""What a viewer may do to a wish now, and why not where a rule stands in the way."""

from collections.abc import Awaitable, Callable
from functools import partial

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.disclosure.sight import Sight
from wishboard.endings.commands import must_be_deferrable
from wishboard.outcomes.answers import how_answered
from wishboard.outcomes.closing import must_be_closable
from wishboard.outcomes.queries import outcome_of
from wishboard.wishes.commands import must_be_publishable, needs_approval, stands_above
from wishboard.wishes.corrections import CORRECTABLE
from wishboard.wishes.lifecycle import Deed, can
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Kind, Stage

_COUNTED = frozenset({Ending.fulfilled, Ending.unconfirmed})
_ALWAYS = (Deed.register, Deed.resume, Deed.decline)
_OF_RESIDENTS = (Deed.transfer, Deed.merge, Deed.mediate)

Deeds = dict[str, str]
"""The deeds to show by name: possible ones with an empty text, others with the reason why not."""


async def deeds_on(db: AsyncSession, sight: Sight, viewer: Viewer) -> Deeds:
    """What is shown of deeds to a viewer; what is of no concern to them is left out."""
    wish = sight.wish
    deeds: Deeds = {}
    if sight.keeping:
        deeds |= await _of_the_keeper(db, wish, viewer)
    if can(wish, Deed.answer) and (sight.recording or sight.keeping):
        deeds["answer"] = await _why_not_answer(db, wish, viewer)
    if sight.overseeing and wish.ending in _COUNTED:
        deeds["reopen"] = ""
    return deeds


async def _of_the_keeper(db: AsyncSession, wish: Wish, viewer: Viewer) -> Deeds:
    resident = wish.kind is Kind.micro_wish
    deeds: Deeds = {deed.value: "" for deed in _ALWAYS if can(wish, deed)}
    if resident:
        deeds |= {deed.value: "" for deed in _OF_RESIDENTS if can(wish, deed)}
    if wish.stage in CORRECTABLE:
        deeds["correct"] = ""
    if resident and not wish.may_publish and wish.stage is not Stage.closed:
        deeds["consent"] = ""
    if can(wish, Deed.publish):
        deeds["publish"] = why_not_now(partial(must_be_publishable, wish))
        if needs_approval(wish) and await stands_above(db, wish, viewer):
            deeds["approve"] = ""
    if can(wish, Deed.defer):
        deeds["defer"] = await why_not(must_be_deferrable(db, wish, by=viewer))
    if can(wish, Deed.close):
        deeds["close"] = await why_not(must_be_closable(db, wish, by=viewer))
    if wish.ending is Ending.merged:
        deeds["unmerge"] = ""
    return deeds


async def _why_not_answer(db: AsyncSession, wish: Wish, viewer: Viewer) -> str:
    outcome = await outcome_of(db, wish)
    return await why_not(how_answered(db, wish, outcome, viewer)) if outcome else ""


def why_not_now(check: Callable[[], object]) -> str:
    """The same for a check that looks nothing up."""
    try:
        check()
    except Refusal as refusal:
        return refusal.sentence()
    return ""


async def why_not(check: Awaitable[object]) -> str:
    """The sentence of a check that refuses; empty when nothing stands in the way."""
    try:
        await check
    except Refusal as refusal:
        return refusal.sentence()
    return ""
