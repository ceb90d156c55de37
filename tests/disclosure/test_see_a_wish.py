"""Who sees what of a wish, by the table of the design."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.core.refusals import NotFound
from wishboard.disclosure.sight import Sight, is_public, visible_wish
from wishboard.endings.commands import decline_wish, defer_wish, transfer_wish, withdraw_wish
from wishboard.endings.forms import DeclineForm, DeferForm, MergeForm, TransferForm, WithdrawForm
from wishboard.endings.merging import merge_wish
from wishboard.wishes.models import Wish

MARKS = ("words", "contact", "claimers", "helpers")


async def sight(town: Town, wish: Wish, part: str) -> Sight | None:
    """What somebody sees, or None for nothing at all."""
    viewer: Viewer = wisher_of(wish.key) if part == "wisher" else await town.viewer(part)
    try:
        return await done(visible_wish, wish.public_id, to=viewer)
    except NotFound:
        return None


async def seen(town: Town, wish: Wish, part: str) -> str | None:
    """The marks of what somebody sees: public alone is an empty text."""
    found = await sight(town, wish, part)
    return None if found is None else " ".join(one for one in MARKS if getattr(found, one))


EVERYTHING = "words contact claimers helpers"
CLAIMED = {
    "nobody": "",
    "wisher": "words helpers",
    "stranger": "",
    "member": "contact claimers helpers",
    "comrade": "",
    "volunteer": "",
    "collector": "",
    "clerk": EVERYTHING,
    "street_clerk": EVERYTHING,
    "other_clerk": "",
    "handler": "",
    "leader": EVERYTHING,
    "supervisor": EVERYTHING,
    "administrator": "",
}


@pytest.mark.parametrize("part", CLAIMED)
async def test_a_claimed_wish(town: Town, part: str) -> None:
    wish, _ = await town.claimed("member")
    assert await seen(town, wish, part) == CLAIMED[part]


@pytest.mark.parametrize("part", CLAIMED)
async def test_a_wish_nobody_has_registered(town: Town, part: str) -> None:
    """Only those whose business it is know of it; the collector sees what they filed."""
    wish = await town.collected("collector")
    involved = {"wisher": "words helpers", "collector": "words"}
    for keeper in ("clerk", "street_clerk", "leader", "supervisor"):
        involved[keeper] = EVERYTHING
    assert await seen(town, wish, part) == involved.get(part)


async def test_a_collector_sees_it_no_more_once_it_is_registered(town: Town) -> None:
    wish = await town.registered()
    async with transaction() as db:
        wish.collector_id = town.people["collector"].key
        db.add(wish)
    assert await sight(town, wish, "collector") is None


async def test_the_claimer_sees_contact_data_while_the_claim_lives(town: Town) -> None:
    wish, claim = await town.claimed("member")
    assert await seen(town, wish, "member") == "contact claimers helpers"
    await town.deliver(claim)
    assert await seen(town, wish, "member") == ""


async def test_before_claiming_a_member_sees_what_the_public_sees(town: Town) -> None:
    wish = await town.published()
    assert await seen(town, wish, "member") == await seen(town, wish, "nobody") == ""


async def test_the_keepers_own_members_see_it_first(town: Town) -> None:
    wish = await town.published(to_all=False)
    for part, sees in (
        ("nobody", None),
        ("comrade", None),
        ("neighbour", ""),
        ("member", ""),
        ("clerk", EVERYTHING),
    ):
        assert await seen(town, wish, part) == sees, part
    with frozen(now() + timedelta(days=3, minutes=1)):
        assert await seen(town, wish, "nobody") == ""


async def test_a_registered_wish_is_not_public(town: Town) -> None:
    assert await sight(town, await town.registered(), "nobody") is None


@pytest.mark.parametrize("stage", ["published", "delivered", "answered", "closed"])
async def test_what_is_on_its_way_or_done_is_public(town: Town, stage: str) -> None:
    assert await seen(town, await getattr(town, stage)(), "nobody") == ""


async def test_a_no_is_never_public(town: Town) -> None:
    clerk = await town.viewer("clerk")
    declined, transferred, merged, withdrawn = [await town.published() for _ in range(4)]
    into = await town.published()
    await done(decline_wish, declined.key, DeclineForm(reason="decline_other"), by=clerk)
    form = TransferForm(receiver_name="电力公司", explanation="归他们管")
    await done(transfer_wish, transferred.key, form, by=clerk)
    await done(merge_wish, merged.key, MergeForm(into=into.public_id), by=clerk)
    await done(withdraw_wish, withdrawn.key, WithdrawForm(), by=wisher_of(withdrawn.key))
    for wish in (declined, transferred, merged, withdrawn):
        assert await sight(town, wish, "nobody") is None
        assert await sight(town, wish, "comrade") is None
        assert await seen(town, wish, "wisher") == "words helpers"


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_deferred_wish_is_public_as_its_summary_with_consent(
    town: Town, agreed: bool
) -> None:
    wish = await town.registered()
    async with transaction() as db:
        wish.may_publish = agreed
        db.add(wish)
    form = DeferForm(explanation="等到春天", review_on=today() + timedelta(days=30))
    wish = await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))
    assert is_public(wish) is agreed
    assert await seen(town, wish, "nobody") == ("" if agreed else None)


async def test_the_wisher_of_another_wish_is_a_stranger(town: Town) -> None:
    wish, other = await town.collected(), await town.collected()
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=wisher_of(other.key))


async def test_a_wish_that_is_not_there_is_answered_alike(town: Town) -> None:
    with refused("not_found"):
        await done(visible_wish, "nothing", to=await town.viewer("administrator"))
