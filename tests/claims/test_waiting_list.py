"""Who asks when every place is taken is offered the next free one, for a time."""

import random
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.claims.clock import draw_places, end_offers
from wishboard.claims.commands import hand_back_claim
from wishboard.claims.models import Claim, Waiting, WaitingEnding
from wishboard.claims.waiting import join_waiting_list, leave_waiting_list
from wishboard.core.clock import frozen, now, start_of
from wishboard.core.database import AsyncSession
from wishboard.endings.commands import defer_wish
from wishboard.endings.forms import DeferForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


async def wait(town: Town, wish: Wish, part: str) -> Waiting:
    return await done(join_waiting_list, wish.key, by=await town.viewer(part))


async def leave(town: Town, wish: Wish, part: str) -> None:
    await done(leave_waiting_list, wish.key, by=await town.viewer(part))


async def hand_back(town: Town, claim: Claim, part: str = "member") -> None:
    await done(hand_back_claim, claim.public_id, by=await town.viewer(part), reason="忙")


async def line(town: Town, wish: Wish) -> dict[str, Waiting]:
    """Everybody who waits or waited, by part."""
    parts = {person.key: part for part, person in town.people.items()}
    return {parts[row.person_id]: row for row in await done(_line, wish)}


async def _line(db: AsyncSession, wish: Wish) -> list[Waiting]:
    found = await db.exec(
        select(Waiting).where(Waiting.wish_id == wish.id).order_by(col(Waiting.id))
    )
    return list(found.all())


async def test_the_next_in_line_is_offered_the_place_for_a_day(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed("member")
        await wait(town, wish, "comrade")
        await wait(town, wish, "volunteer")
        await hand_back(town, claim)
        offered = await line(town, wish)
        assert offered["comrade"].offered_until == now() + DAY
        assert offered["volunteer"].offered_until is None
        with refused("no_place_left"):
            await town.claim(wish, "neighbour")
        with refused("no_place_left"):
            await town.claim(wish, "volunteer")
        assert (await town.claim(wish, "comrade")).lead
    assert (await line(town, wish))["comrade"].ending is WaitingEnding.claimed
    kinds = (await kinds_of(wish))[-5:]
    assert kinds == [
        "claim.waiting",
        "claim.waiting",
        "claim.handed_back",
        "claim.offered",
        "claim.made",
    ]


async def test_an_offer_names_its_person_and_its_end(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed("member")
        waiting = await wait(town, wish, "comrade")
        await hand_back(town, claim)
        [event] = [one for one in await events_of(wish) if one.kind == "claim.offered"]
        until = (now() + DAY).isoformat()
    person = town.people["comrade"].id
    assert event.facts == {"waiting": waiting.id, "person": person, "until": until}


async def test_an_offer_nobody_takes_goes_on_to_the_next(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed("member")
        for part in ("comrade", "volunteer"):
            await wait(town, wish, part)
        await hand_back(town, claim)
        start = now()
    with frozen(start + DAY - SECOND):
        assert await end_offers() == 0
    with frozen(start + DAY):
        assert await end_offers() == 1
        assert await end_offers() == 0
        offered = await line(town, wish)
        assert offered["comrade"].ending is WaitingEnding.ran_out
        assert offered["volunteer"].offered_until == start + 2 * DAY
        with refused("no_place_left"):
            await town.claim(wish, "comrade")
    with frozen(start + 2 * DAY):
        assert await end_offers() == 1
        assert (await town.claim(wish, "neighbour")).living, "nobody waits: free for everybody"


async def test_a_place_is_free_once_its_offer_is_over_even_before_the_clock_came(
    town: Town,
) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed("member")
        await wait(town, wish, "comrade")
        await hand_back(town, claim)
        start = now()
    with frozen(start + DAY + SECOND):
        assert (await town.claim(wish, "neighbour")).living
        assert await end_offers() == 1
    assert (await town.fresh(wish)).taken == 1
    assert (await line(town, wish))["comrade"].ending is WaitingEnding.ran_out


async def test_nobody_waits_while_a_place_is_free(town: Town) -> None:
    wish = await town.published(places=2)
    await town.claim(wish, "member")
    with refused("place_free"):
        await wait(town, wish, "comrade")


async def test_who_has_promised_does_not_wait(town: Town) -> None:
    wish, _ = await town.claimed("member")
    with refused("already_claimed"):
        await wait(town, wish, "member")


@pytest.mark.parametrize(
    ("part", "code"),
    [("stranger", "not_a_member"), ("leader", "not_a_member"), ("nobody", "sign_in_needed")],
)
async def test_waiting_is_for_who_may_claim(town: Town, part: str, code: str) -> None:
    wish, _ = await town.claimed("member")
    with refused(code):
        await wait(town, wish, part)


async def test_waiting_twice_is_waiting_once(town: Town) -> None:
    wish, _ = await town.claimed("member")
    first = await wait(town, wish, "comrade")
    assert (await wait(town, wish, "comrade")).id == first.id
    assert (await kinds_of(wish)).count("claim.waiting") == 1


async def test_who_leaves_passes_the_offer_on(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await wait(town, wish, "comrade")
    await wait(town, wish, "volunteer")
    await hand_back(town, claim)
    await leave(town, wish, "comrade")
    waiting = await line(town, wish)
    assert waiting["comrade"].ending is WaitingEnding.left
    assert waiting["volunteer"].offered_until is not None
    assert (await town.claim(wish, "volunteer")).living


@pytest.mark.parametrize(("part", "code"), [("comrade", "not_found"), ("nobody", "sign_in_needed")])
async def test_leaving_is_for_who_waits(town: Town, part: str, code: str) -> None:
    wish, _ = await town.claimed("member")
    with refused(code):
        await leave(town, wish, part)


async def test_two_free_places_are_offered_to_two(town: Town) -> None:
    wish = await town.published(places=2)
    claims = [await town.claim(wish, part) for part in ("member", "neighbour")]
    for part in ("comrade", "volunteer", "clerk"):
        await wait(town, wish, part)
    await hand_back(town, claims[0], "member")
    await hand_back(town, claims[1], "neighbour")
    offered = [part for part, row in (await line(town, wish)).items() if row.offered_until]
    assert offered == ["comrade", "volunteer"]


async def test_delivery_ends_the_waiting(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await wait(town, wish, "comrade")
    await town.deliver(claim)
    assert (await line(town, wish))["comrade"].ending is WaitingEnding.released


async def test_nobody_waits_for_what_is_put_off(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await wait(town, wish, "comrade")
    await wait(town, wish, "volunteer")
    await hand_back(town, claim)
    form = DeferForm(explanation="等到明年春天", review_on=now().date() + timedelta(days=90))
    await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))
    with frozen(now() + 2 * DAY):
        await end_offers()
    assert {row.ending for row in (await line(town, wish)).values()} == {WaitingEnding.released}


async def test_a_wish_that_is_closed_has_no_line(town: Town) -> None:
    wish = await town.closed()
    with refused("not_now", stage=Stage.closed):
        await wait(town, wish, "comrade")


# --- the fair draw ---


async def drawn_wish(town: Town, places: int = 1) -> Wish:
    """A wish that opens at nine on Friday, by lot."""
    opens = start_of(FRIDAY) + timedelta(hours=9)
    with frozen(opens - timedelta(days=1)):
        return await town.published(opens_at=opens.isoformat(), draw=True, places=places)


async def test_a_draw_offers_the_places_at_the_opening_time(town: Town) -> None:
    wish = await drawn_wish(town, places=2)
    parts = ["member", "comrade", "volunteer", "neighbour"]
    with frozen(start_of(FRIDAY)):
        for part in parts:
            await wait(town, wish, part)
        assert await draw_places() == 0
        with refused("not_open_yet"):
            await town.claim(wish, "member")
    with frozen(start_of(FRIDAY) + timedelta(hours=9)):
        assert await draw_places() == 1
        assert await draw_places() == 0
        waiting = await line(town, wish)
        winners = [part for part, row in waiting.items() if row.offered_until]
        assert len(winners) == 2 and sorted(waiting) == sorted(parts)
        [loser, _] = [part for part in parts if part not in winners]
        with refused("no_place_left"):
            await town.claim(wish, loser)
        assert (await town.claim(wish, winners[0])).living


async def test_nobody_slips_in_between_opening_and_draw(town: Town) -> None:
    wish = await drawn_wish(town)
    with frozen(start_of(FRIDAY) + timedelta(hours=9, seconds=1)):
        with refused("not_open_yet"):
            await town.claim(wish, "member")
        await wait(town, wish, "comrade")
        await draw_places()
        with refused("no_place_left"):
            await town.claim(wish, "member")
        assert (await town.claim(wish, "comrade")).living


async def test_a_draw_nobody_joined_opens_for_everybody(town: Town) -> None:
    wish = await drawn_wish(town)
    with frozen(start_of(FRIDAY) + timedelta(hours=9)):
        await draw_places()
        assert (await town.claim(wish, "member")).living


async def test_the_lot_decides_and_not_who_came_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random.SystemRandom, "shuffle", lambda _self, people: people.reverse())
    wish = await drawn_wish(town)
    with frozen(start_of(FRIDAY)):
        for part in ("member", "comrade", "volunteer"):
            await wait(town, wish, part)
    with frozen(start_of(FRIDAY) + timedelta(hours=9)):
        await draw_places()
    offered = [part for part, row in (await line(town, wish)).items() if row.offered_until]
    assert offered == ["volunteer"]
