"""The committee's matrix, the tree above it, and reminders."""

from datetime import date

import pytest

from tests.cast import JOINED, Town, signed_in
from tests.deeds import done, refused
from tests.quotas.scene import OURS
from wishboard.accounts.models import (
    Membership,
    MembershipKind,
    Organization,
    OrganizationKind,
)
from wishboard.core.clock import frozen
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import history_of
from wishboard.quotas.reminding import remind_by_the_calendar, remind_members
from wishboard.quotas.roster import Line, OwnDeeds, State, lines, members_in
from wishboard.quotas.tree import Branch, tree_page

BRANCH = "柳荫第一支部"


async def matrix(town: Town, body: str = BRANCH, year: int = 2025) -> list[Line]:
    async def look(db: AsyncSession) -> list[Line]:
        key = town.organizations[body].key
        return await lines(db, key, year, await members_in(db, key, year), {})

    return await done(look)


async def reminders(town: Town, part: str) -> int:
    found = await done(history_of, "person", town.people[part].key)
    return sum(event.kind == "quota.reminded" for event in found)


async def test_whoever_is_at_risk_stands_first(town: Town) -> None:
    await town.recruit("early bird", BRANCH)
    with frozen(date(2025, 11, 21)):
        await town.closed(by="member")
        found = await matrix(town)
        assert [(one.person.name, one.state) for one in found] == [
            ("early bird", State.at_risk),
            ("陈向阳", State.kept),
        ]
        assert found[1].standing.quarters == (0, 0, 0, 1)
    with frozen(date(2025, 4, 1)):
        assert next(iter(await matrix(town))).state is State.on_the_way


async def test_a_guest_is_seen_and_answers_elsewhere(town: Town) -> None:
    async with transaction() as db:
        db.add(
            Membership(
                person_id=town.people["comrade"].key,
                organization_id=town.organizations[OURS].key,
                kind=MembershipKind.member,
                owning=False,
                since=JOINED,
            )
        )
    with frozen(date(2025, 11, 21)):
        here = {one.person.name: one.here for one in await matrix(town, OURS)}
        assert here == {"林静": True, "赵敏": True, "吴江": False}


async def test_who_moved_answers_where_they_ended_up(town: Town) -> None:
    member = town.people["member"].key
    async with transaction() as db:
        (old,) = await members(db, member)
        old.until = date(2025, 5, 31)
        db.add(
            Membership(
                person_id=member,
                organization_id=town.organizations[OURS].key,
                kind=MembershipKind.member,
                since=date(2025, 6, 1),
            )
        )
    with frozen(date(2025, 11, 21)):
        assert [one.here for one in await matrix(town)] == [False]
        (moved,) = [one for one in await matrix(town, OURS) if one.person.id == member]
        assert moved.here and moved.standing.owed == 1


async def members(db: AsyncSession, person_id: int) -> list[Membership]:
    from sqlmodel import select  # noqa: PLC0415

    found = await db.exec(select(Membership).where(Membership.person_id == person_id))
    return list(found.all())


async def test_the_tree_shows_each_organization_once_with_its_members(town: Town) -> None:
    with frozen(date(2025, 11, 21)):
        await town.closed(by="member")

        async def look(db: AsyncSession, part: str) -> tuple[list[Branch], str]:
            return await tree_page(db, await town.viewer(part), 2025)

        branches, onward = await done(look, "street_clerk")
        names = [one.deeds.organization.name for one in branches]
        assert len(names) == 5 and onward == ""
        kept = {one.deeds.organization.name: (one.kept, one.owing) for one in branches}
        assert kept[BRANCH] == (1, 1)
        assert kept[OURS] == (0, 2)
        mine, _ = await done(look, "clerk")
        assert {one.deeds.organization.name for one in mine} == {OURS, BRANCH}
        assert len((await done(look, "supervisor"))[0]) == 6


@pytest.mark.parametrize(
    ("done_", "kept", "short"), [(3, 2, False), (2, 2, True), (3, 1, True), (3, 0, True)]
)
def test_a_year_is_kept_by_an_organization_and_its_members(
    done_: int, kept: int, short: bool
) -> None:
    body = Organization(name=OURS, kind=OrganizationKind.branch, area_id=1)
    deeds = OwnDeeds(body, None, owed=3, done=done_, quarters=(done_, 0, 0, 0))
    assert Branch(deeds, depth=0, owing=2, kept=kept, closed=False).short is short


async def test_the_committee_reminds_once_a_day(town: Town) -> None:
    clerk, body = await town.viewer("clerk"), town.organizations[OURS]
    chosen = [town.people[part].public_id for part in ("neighbour", "comrade")]
    with frozen(date(2025, 11, 21)):
        assert await done(remind_members, body, chosen, by=clerk) == 1
        with refused("nobody_to_remind"):
            await done(remind_members, body, chosen, by=clerk)
    assert await reminders(town, "neighbour") == 1
    assert await reminders(town, "comrade") == 0, "a member of elsewhere"


async def test_the_clock_reminds_on_its_days_only(town: Town) -> None:
    with frozen(date(2025, 11, 30)):
        assert await remind_by_the_calendar() == 0
    with frozen(date(2025, 12, 2)):
        members_ = 6
        assert await remind_by_the_calendar() == members_
        assert await remind_by_the_calendar() == 0
    with frozen(date(2025, 12, 15)):
        assert await remind_by_the_calendar() == members_
    assert await reminders(town, "volunteer") == 0


async def test_the_pages_speak(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/quotas")
        assert page.status_code == 200 and "林静" in page.text
        sent = {"body": town.organizations[OURS].public_id}
        answer = await browser.post(
            "/quotas/reminders", sent | {"member": town.people["neighbour"].public_id}
        )
        assert answer.status_code == 303
        assert (await browser.post("/quotas/reminders", sent)).status_code == 422
    async with signed_in(town, "member") as browser:
        assert (await browser.get("/me/year")).status_code == 200
    async with signed_in(town, "leader") as browser:
        assert (await browser.get("/quotas")).headers["location"] == "/quotas/tree"
