"""Who is behind goes to the parent: after a quarter, and when a year is closed short."""

from datetime import date

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.notifications.told import told as notices_by_kind
from tests.quotas.scene import closed_year
from wishboard.core.clock import frozen
from wishboard.events.history import history_of
from wishboard.notifications.queries import notices_of
from wishboard.quotas.behind import is_behind, tell_parents
from wishboard.quotas.roster import OwnDeeds

BRANCH, PARENT = "柳荫第一支部", "柳荫社区党委"


async def told(town: Town, body: str, kind: str) -> list[dict[str, object]]:
    found = await done(history_of, "organization", town.organizations[body].key)
    return [event.facts for event in found if event.kind == kind]


async def test_after_a_quarter_the_parent_learns_how_many_are_behind(town: Town) -> None:
    with frozen(date(2025, 10, 2)):
        assert await tell_parents() > 0
        assert await tell_parents() == 0, "once a quarter"
    assert await told(town, PARENT, "quota.behind") == [{"year": 2025, "quarter": 3, "many": 1}]
    with frozen(date(2025, 10, 20)):
        assert await tell_parents() == 0, "only on the first days"


async def test_at_the_end_of_the_year_members_count_too(town: Town) -> None:
    with frozen(date(2026, 1, 3)):
        assert await tell_parents() > 0
    (facts,) = await told(town, PARENT, "quota.behind")
    assert (facts["year"], facts["quarter"]) == (2025, 4)


async def test_a_year_that_is_closed_short_is_told_to_the_parent(town: Town) -> None:
    with frozen(date(2026, 2, 3)):
        await closed_year(town, 2025, body=BRANCH)
    (facts,) = await told(town, PARENT, "quota.fell_short")
    branch = town.organizations[BRANCH].key
    assert facts == {"organization": branch, "year": 2025, "many": 2}


async def test_the_committee_of_the_parent_reads_it(town: Town) -> None:
    with frozen(date(2025, 10, 2)):
        await tell_parents()
        assert (await notices_by_kind(town))["quota.behind", "clerk"] == 1
        found = await done(notices_of, town.people["clerk"].key)
        assert [one.path for one in found if one.line.kind == "quota.behind"] == ["/quotas/tree"]
        async with signed_in(town, "clerk") as browser:
            assert "下级有1个组织进度落后" in (await browser.get("/notices")).text


def test_who_keeps_the_pace_is_not_behind(town: Town) -> None:
    body = town.organizations[BRANCH]

    def deeds(done_: int) -> OwnDeeds:
        return OwnDeeds(body, None, 3, done_, (done_, 0, 0, 0))

    assert [is_behind(deeds(1), quarter) for quarter in (1, 2, 3, 4)] == [False, False, True, True]
    assert not is_behind(deeds(3), 4)
