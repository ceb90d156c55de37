"""What a closed wish counts for whom: one row for each credit, and one for each taken back."""

from datetime import date, timedelta

from sqlmodel import col, select

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done
from wishboard.accounts.models import Membership, MembershipKind
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.commands import claim_wish
from wishboard.claims.queries import living_claims
from wishboard.core.clock import frozen, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.phones import phone_index
from wishboard.outcomes.answers import answer_wish, record_silences
from wishboard.outcomes.closing import close_wish, reopen_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm, ReopenForm
from wishboard.quotas.models import Credit, Holder
from wishboard.wishes.models import Wish

FRIDAY = date(2025, 11, 21)
Row = tuple[str, int, int]


async def rows(town: Town, wish: Wish) -> list[Row]:
    """The ledger rows of a wish as holder, round and amount."""
    names = {(Holder.person, person.key): part for part, person in town.people.items()}
    for body in town.organizations.values():
        names[Holder.organization, body.key] = body.name

    async def found(db: AsyncSession) -> list[Credit]:
        query = select(Credit).where(Credit.cause_id == wish.public_id).order_by(col(Credit.id))
        return list((await db.exec(query)).all())

    return [(names[row.holder, row.holder_id], row.round, row.amount) for row in await done(found)]


async def confirm(wish: Wish) -> None:
    await done(answer_wish, wish.key, AnswerForm(done=True), by=wisher_of(wish.key))


async def reopen(wish: Wish) -> None:
    await done(reopen_wish, wish.key, ReopenForm(reason="灯又坏了"), by=wisher_of(wish.key))


async def test_each_member_who_took_part_is_credited_once(town: Town) -> None:
    wish = await town.published(places=3)
    lead = await town.claim(wish, "member")
    for part in ("comrade", "volunteer"):
        await town.claim(wish, part)
    await town.deliver(lead)
    assert await rows(town, wish) == [], "nothing counts before it is closed"
    await confirm(wish)
    assert sorted(await rows(town, wish)) == [("comrade", 0, 1), ("member", 0, 1)]


async def test_the_owning_organization_takes_the_credit(town: Town) -> None:
    wish = await town.closed(by="member")
    async with transaction() as db:
        [row] = (await db.exec(select(Credit))).all()
    assert row.organization_id == town.organizations["柳荫第一支部"].id
    assert (row.cause_kind, row.cause_id, row.round) == ("wish", wish.public_id, 0)


async def test_who_changed_the_branch_credits_the_one_of_that_day(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered("member", reported=9)
    with frozen(FRIDAY + timedelta(days=3)):
        async with transaction() as db:
            found = await db.exec(
                select(Membership).where(Membership.person_id == town.people["member"].id)
            )
            found.one().until = FRIDAY
            await db.flush()
            elsewhere = town.organizations["河东第一支部"].key
            db.add(
                Membership(
                    person_id=town.people["member"].key,
                    organization_id=elsewhere,
                    kind=MembershipKind.member,
                    since=FRIDAY + timedelta(days=1),
                )
            )
        await confirm(wish)
        viewer = await town.viewer("clerk")
        await done(close_wish, wish.key, CloseForm(confirmed=1), by=viewer)
    async with transaction() as db:
        [row] = (await db.exec(select(Credit))).all()
    assert row.organization_id == town.organizations["柳荫第一支部"].id


async def test_a_membership_that_ends_some_day_counts_until_then(town: Town) -> None:
    async with transaction() as db:
        found = await db.exec(
            select(Membership).where(Membership.person_id == town.people["member"].id)
        )
        found.one().until = today() + timedelta(days=30)
    wish = await town.closed(by="member")
    assert await rows(town, wish) == [("member", 0, 1)]


async def test_what_counts_is_the_year_it_was_delivered_in(town: Town) -> None:
    with frozen(date(2025, 12, 31)):
        wish = await town.delivered("member")
    with frozen(date(2026, 1, 4)):
        await confirm(wish)
    async with transaction() as db:
        [row] = (await db.exec(select(Credit))).all()
    assert (row.year, row.done_on) == (2025, date(2025, 12, 31))


async def test_an_organization_is_credited_for_what_was_done_in_its_name(town: Town) -> None:
    wish = await town.published(places=2)
    branch = town.organizations["柳荫第一支部"]
    for part in ("clerk", "street_clerk"):
        viewer = await town.viewer(part)
        await done(claim_wish, wish.key, by=viewer, promised_on=today(), organization=branch)
    [lead, _] = await done(living_claims, wish)
    await town.deliver(lead)
    await confirm(wish)
    assert sorted(await rows(town, wish)) == [
        ("clerk", 0, 1),
        ("street_clerk", 0, 1),
        ("柳荫第一支部", 0, 1),
    ]


async def test_the_host_of_a_task_is_credited(town: Town) -> None:
    with frozen(FRIDAY):
        task = await town.published_task(day=FRIDAY + timedelta(days=1))
        claim = await town.claim(task, "member")
    with frozen(FRIDAY + timedelta(days=2)):
        await town.deliver(claim)
        viewer = await town.viewer("clerk")
        await done(answer_wish, task.key, AnswerForm(done=True), by=viewer)
        viewer = await town.viewer("street_clerk")
        await done(close_wish, task.key, CloseForm(confirmed=58), by=viewer)
    assert await rows(town, task) == [("member", 0, 1), ("柳荫社区党委", 0, 1)]


async def test_silence_credits_too(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered("member")
    with frozen(FRIDAY + timedelta(days=30)):
        await record_silences()
        viewer = await town.viewer("clerk")
        await done(close_wish, wish.key, CloseForm(confirmed=1), by=viewer)
    assert await rows(town, wish) == [("member", 0, 1)]


async def test_ones_own_wish_credits_nobody(town: Town) -> None:
    wish = await town.delivered("member")
    async with transaction() as db:
        person = await db.merge(town.people["member"])
        person.phone_index = phone_index(RESIDENT_PHONE)
    await confirm(wish)
    assert await rows(town, wish) == []


async def test_reopening_takes_the_credit_back_and_a_second_round_credits_again(
    town: Town,
) -> None:
    wish = await town.closed(by="member")
    await reopen(wish)
    assert await rows(town, wish) == [("member", 0, 1), ("member", 0, -1)]
    await town.deliver(await town.claim(wish, "member"))
    await confirm(wish)
    await reopen(wish)
    await town.deliver(await town.claim(wish, "comrade"))
    await confirm(wish)
    assert await rows(town, wish) == [
        ("member", 0, 1),
        ("member", 0, -1),
        ("member", 1, 1),
        ("member", 1, -1),
        ("comrade", 2, 1),
    ]


async def test_what_was_not_done_was_never_credited(town: Town) -> None:
    wish = await town.delivered("member")
    await done(answer_wish, wish.key, AnswerForm(done=False), by=wisher_of(wish.key))
    assert await rows(town, wish) == []


async def test_credit_is_taken_back_in_the_year_it_was_given(town: Town) -> None:
    with frozen(date(2025, 12, 30)):
        wish = await town.closed(by="member")
    with frozen(date(2026, 1, 15)):
        await reopen(wish)
    async with transaction() as db:
        found = (await db.exec(select(Credit).order_by(col(Credit.id)))).all()
    assert [(row.year, row.amount) for row in found] == [(2025, 1), (2025, -1)]
