"""Delivered, answered, closed, reopened."""

from wishboard.accounts.viewer import Viewer
from wishboard.claims.models import Claim
from wishboard.claims.queries import living_claims
from wishboard.demo.deeds.scene import Scene
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import close_wish, reopen_wish
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm, DeliverForm, ReopenForm
from wishboard.outcomes.models import PaidBy
from wishboard.wishes.queries import hold_wish
from wishboard.wishes.stages import Kind

_PAID = (PaidBy.branch_funds, PaidBy.self_paid, PaidBy.donor, PaidBy.branch_funds)
_MORE = 6


async def deliver(scene: Scene) -> None:
    """The lead reports what was done."""
    lead = await _lead(scene)
    tale = scene.tale
    costs = tale.worth > 0
    form = DeliverForm(
        done=tale.words or "按约定办好了，当面试过没有问题。",
        paid_by=_PAID[tale.number % len(_PAID)] if costs else PaidBy.nobody,
        reported=tale.expected + (_MORE if "more" in scene.words else 0),
        hours=1 + tale.number % 4 / 2,
    )
    by = next(v for v in scene.cast.viewers.values() if v.doer_id == lead.person_id)
    await deliver_wish(scene.db, lead.public_id, form, by=by)


async def answer(scene: Scene) -> None:
    """The wisher confirms with code and PIN."""
    form = _yes(scene)
    await answer_wish(scene.db, scene.tale.wish_id, form, by=scene.wisher)


async def phone(scene: Scene) -> None:
    """The wisher confirms on the phone, to somebody who took no part."""
    await answer_wish(scene.db, scene.tale.wish_id, _yes(scene), by=scene.clerk)


async def not_done(scene: Scene) -> None:
    """The wisher says that it is not done yet."""
    form = AnswerForm(done=False, rating=2, words="还差一点，想请人再来看看。")
    await answer_wish(scene.db, scene.tale.wish_id, form, by=scene.wisher)


async def close(scene: Scene) -> None:
    """The clerk confirms how many benefited; of a task that the keeper hosts, the one above."""
    wish = await hold_wish(scene.db, scene.tale.wish_id)
    above = wish.kind is Kind.community_task
    by: Viewer = scene.cast.clerk_above(scene.keeper) if above else scene.clerk
    await close_wish(scene.db, wish.key, CloseForm(confirmed=wish.expected), by=by)


async def reopen(scene: Scene) -> None:
    """The wisher finds that it was not done after all."""
    form = ReopenForm(reason="换了新手机，步骤又不一样了，还想再学一次。")
    await reopen_wish(scene.db, scene.tale.wish_id, form, by=scene.wisher)


def _yes(scene: Scene) -> AnswerForm:
    rating = int(scene.words[0])
    said = scene.tale.said
    return AnswerForm(done=True, rating=rating, words=said, praise=bool(said) and rating == 5)


async def _lead(scene: Scene) -> Claim:
    wish = await hold_wish(scene.db, scene.tale.wish_id)
    return (await living_claims(scene.db, wish))[0]
