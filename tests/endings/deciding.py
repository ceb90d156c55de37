"""What the tests of the other ways out have in common: each way taken by its shortest form."""

from datetime import date, timedelta

from tests.cast import Town
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.endings.commands import (
    decline_wish,
    defer_wish,
    hand_to_mediators,
    transfer_wish,
    withdraw_wish,
)
from wishboard.endings.forms import (
    DeclineForm,
    DeferForm,
    MediateForm,
    TransferForm,
    WithdrawForm,
)
from wishboard.endings.models import Decision
from wishboard.endings.queries import standing_decision
from wishboard.events.history import history_of
from wishboard.wishes.models import Wish


async def decline(town: Town, wish: Wish, by: str = "clerk", reason: str = "decline_other") -> Wish:
    """Decline a wish, for the one reason the town knows unless said otherwise."""
    form = DeclineForm(reason=reason, explanation="这件事请找物业。")
    async with transaction() as db:
        return await decline_wish(db, wish.key, form, by=await town.viewer(by))


async def transfer(
    town: Town, wish: Wish, by: str = "clerk", receiver: str = "", outside: str = "市自来水公司"
) -> Wish:
    """Hand a wish to an organization of the town by its name, or to somebody outside."""
    body = town.organizations[receiver].public_id if receiver else ""
    name = "" if body else outside
    form = TransferForm(receiver=body, receiver_name=name, explanation="由他们负责。")
    async with transaction() as db:
        return await transfer_wish(db, wish.key, form, by=await town.viewer(by))


async def mediate(
    town: Town, wish: Wish, by: str = "clerk", receiver: str = "柳荫人民调解委员会"
) -> Wish:
    """Hand a wish to mediators."""
    form = MediateForm(receiver=town.organizations[receiver].public_id)
    async with transaction() as db:
        return await hand_to_mediators(db, wish.key, form, by=await town.viewer(by))


async def defer(town: Town, wish: Wish, by: str = "clerk", review_on: date | None = None) -> Wish:
    """Put a wish off for a month unless said otherwise."""
    review_on = review_on or today() + timedelta(days=30)
    form = DeferForm(explanation="今年的经费用完了。", review_on=review_on)
    async with transaction() as db:
        return await defer_wish(db, wish.key, form, by=await town.viewer(by))


async def withdraw(wish: Wish, by: Viewer | None = None) -> Wish:
    """Take a wish back, as its wisher unless said otherwise."""
    form = WithdrawForm(reason="邻居已经送了一盏。")
    async with transaction() as db:
        return await withdraw_wish(db, wish.key, form, by=by or wisher_of(wish.key))


async def kinds_of(wish: Wish) -> list[str]:
    """The kinds of events in a wish's history, oldest first."""
    async with transaction() as db:
        return [event.kind for event in await history_of(db, "wish", wish.key)]


async def standing(wish: Wish) -> Decision | None:
    """The decision that stands on a wish."""
    async with transaction() as db:
        return await standing_decision(db, wish)
