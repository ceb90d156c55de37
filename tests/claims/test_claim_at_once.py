"""Many hands reach for the same place, one hand for two: the rules hold all the same."""

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import func, text
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.viewer import Viewer
from wishboard.claims.commands import claim_wish, hand_back_claim
from wishboard.claims.models import Claim
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, engine, transaction
from wishboard.core.refusals import Refusal
from wishboard.wishes.models import Wish


async def crowd(town: Town, size: int) -> list[Viewer]:
    return [await town.recruit(f"helper {n}") for n in range(size)]


async def try_to_claim(wish: Wish, viewer: Viewer) -> str:
    try:
        day = today() + timedelta(days=7)
        await done(claim_wish, wish.key, by=viewer, promised_on=day)
    except Refusal as refusal:
        return refusal.code
    return "claimed"


async def living(db: AsyncSession, wish: Wish) -> tuple[int, int]:
    """How many promises live on a wish, and how many of them lead."""
    lead = func.count().filter(col(Claim.lead))
    query = select(func.count(), lead).where(
        Claim.wish_id == wish.id, col(Claim.ended_at).is_(None)
    )
    count, leads = (await db.execute(query)).one()
    return count, leads


async def test_sixteen_people_and_three_places(town: Town) -> None:
    wish = await town.published(places=3)
    people = await crowd(town, 16)
    answers = Counter(await asyncio.gather(*(try_to_claim(wish, one) for one in people)))
    assert answers == {"claimed": 3, "no_place_left": 13}
    assert (await town.fresh(wish)).taken == 3
    assert await done(living, wish) == (3, 1)


async def test_one_person_reaches_for_two_wishes_with_one_promise_left(town: Town) -> None:
    for _ in range(2):
        await town.claimed("member")
    member = await town.viewer("member")
    for _ in range(5):
        wishes = [await town.published(), await town.published()]
        answers = await asyncio.gather(*(try_to_claim(wish, member) for wish in wishes))
        assert sorted(answers) == ["claimed", "too_many_open"]
        async with transaction() as db:
            found = await db.exec(
                select(Claim.public_id).where(
                    Claim.person_id == member.person_id,
                    col(Claim.wish_id).in_([wish.id for wish in wishes]),
                )
            )
            [made] = found.all()
        await done(hand_back_claim, made, by=member, reason="又一次")


async def test_one_person_reaches_twice_for_the_same_wish(town: Town) -> None:
    wish = await town.published(places=5)
    member = await town.viewer("member")
    answers = Counter(await asyncio.gather(*(try_to_claim(wish, member) for _ in range(6))))
    assert answers == {"claimed": 1, "already_claimed": 5}
    assert await done(living, wish) == (1, 1)


async def test_a_place_handed_back_while_others_reach_for_it(town: Town) -> None:
    wish, claim = await town.claimed("member")
    people = await crowd(town, 8)
    member = await town.viewer("member")
    back = done(hand_back_claim, claim.public_id, by=member, reason="忙")
    answers = await asyncio.gather(back, *(try_to_claim(wish, one) for one in people))
    won = Counter(answer for answer in answers if isinstance(answer, str))
    assert won["claimed"] <= 1 and won["claimed"] + won["no_place_left"] == 8
    assert (await town.fresh(wish)).taken == won["claimed"] == (await done(living, wish))[0]


async def test_a_joint_promise_falls_apart_at_once(town: Town) -> None:
    wish = await town.published(places=6)
    people = await crowd(town, 6)
    day = today() + timedelta(days=7)
    made = [await done(claim_wish, wish.key, by=one, promised_on=day) for one in people]
    leaving = zip(made[:5], people[:5], strict=True)
    await asyncio.gather(
        *(done(hand_back_claim, claim.public_id, by=one, reason="忙") for claim, one in leaving)
    )
    assert await done(living, wish) == (1, 1)
    assert (await town.fresh(wish)).taken == 1


async def test_everybody_joins_the_line_once(town: Town) -> None:
    wish, _ = await town.claimed("member")
    comrade = await town.viewer("comrade")
    await asyncio.gather(*(done(join_waiting_list, wish.key, by=comrade) for _ in range(5)))
    async with engine().connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM waiting"))).scalar_one() == 1
