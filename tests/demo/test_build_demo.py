"""The demo town: built by the house's own deeds, alive at every step, the same every time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlmodel import col, select

from tests.servers import connected, environment, new_database
from wishboard.accounts.models import Person
from wishboard.accounts.roles import Right, Role
from wishboard.accounts.sessions import sign_in, viewer_of
from wishboard.accounts.viewer import Viewer
from wishboard.accounts.who import accounts
from wishboard.certificates.models import Certificate, Standing
from wishboard.claims.models import Claim
from wishboard.cli import main
from wishboard.core.clock import now, today
from wishboard.core.database import connect, disconnect, transaction
from wishboard.demo.build import build_demo, is_empty
from wishboard.demo.plot import beats_of, tales
from wishboard.events.models import Event
from wishboard.events.proof import chain_length, flaws
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.models import Milestone
from wishboard.issues.stages import IssueKind, IssueStage
from wishboard.notifications.models import Notice
from wishboard.outcomes.models import Answer
from wishboard.quotas.year import own_year
from wishboard.settings import settings
from wishboard.supervision.ladder.models import SupervisionNotice
from wishboard.triage.groups.models import HotGroup
from wishboard.triage.groups.sweep import look_at_new
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within
from wishboard.wishes.stages import Ending, Kind, Lane, Stage
from wishboard.wishes.worklist import Desk, WorkList, counts

ABOVE_THE_CAP = {
    "想换一台能脱水的洗衣机": (3, 234),
    "想要一辆能推出门的轮椅": (2, 250),
    "敬老院房间想要台电视": (2, 300),
    "屋檐漏雨想加装雨棚": (2, 240),
    "残疾青年想要一台二手电脑学剪辑": (3, 300),
    "想要一辆自行车去上学": (1, 350),
    "脑瘫孩子需要成人尿不湿": (1, 450),
}


pytestmark = pytest.mark.town


@pytest.fixture(scope="module")
async def demo(postgres_server: str, template_database: str) -> AsyncIterator[None]:
    """The demo town, built once for this file."""
    with new_database(postgres_server, template_database) as url, environment(database_url=url):
        async with connected(url):
            await build_demo()
            yield


async def wishes() -> list[Wish]:
    async with transaction() as db:
        return list((await db.exec(select(Wish).order_by(col(Wish.id)))).all())


async def one(title: str) -> Wish:
    return next(wish for wish in await wishes() if wish.title == title)


async def viewer(username: str) -> Viewer:
    async with transaction() as db:
        person = (await db.exec(select(Person).where(Person.username == username))).one()
        found = await viewer_of(db, person.key)
    assert found is not None
    return found


async def test_every_stage_and_every_ending_is_there(demo: None) -> None:
    found = await wishes()
    stages = {wish.stage for wish in found}
    assert stages == set(Stage)
    assert {wish.ending for wish in found if wish.ending} == set(Ending)
    assert {wish.lane for wish in found if wish.lane} == set(Lane)


async def test_all_115_wishes_came_in_and_went_their_ways(demo: None) -> None:
    titles = {tale.title: tale for tale in tales()}
    assert len(titles) == 125
    found = await wishes()
    filed = Counter(wish.title for wish in found if wish.kind is Kind.micro_wish and wish.title)
    declined = [tale.title for tale in titles.values() if tale.title not in filed]
    assert len(declined) < 14, "only what was never registered has no public title"
    joined = sum(filed.values()) + len(declined) - len(titles)
    assert joined >= 80, "neighbours said: mine too"


async def test_issues_stand_at_every_point_of_their_way(demo: None) -> None:
    async with transaction() as db:
        issues = (await db.exec(select(Issue))).all()
        late = (await db.exec(select(SupervisionNotice))).all()
        steps = (await db.exec(select(Milestone))).all()
    assert {issue.stage for issue in issues} == set(IssueStage)
    assert {issue.kind for issue in issues} == set(IssueKind)
    assert max(issue.rung for issue in issues) >= 2 and len(late) >= 4
    assert any(issue.round for issue in issues), "one was not good enough"
    assert any(step.done_on is None and step.due_on < today() for step in steps), "one is late"


async def test_something_becomes_hot_when_the_worker_looks(demo: None) -> None:
    await look_at_new()
    async with transaction() as db:
        groups = (await db.exec(select(HotGroup))).all()
    assert max(group.people for group in groups) >= 5


async def test_the_board_is_full_of_wishes_of_several_days(demo: None) -> None:
    open_to_all = [w for w in await wishes() if w.on_board and w.board_at and w.board_at <= now()]
    assert len(open_to_all) >= 25
    assert len({w.board_at.date() for w in open_to_all if w.board_at}) >= 8
    early = [w for w in await wishes() if w.on_board and w.board_at and w.board_at > now()]
    assert early, "some are shown to members first"


@pytest.mark.parametrize("username", ["wanglihua", "zhaoguoqiang"])
async def test_no_list_of_the_desk_is_empty(demo: None, username: str) -> None:
    clerk = await viewer(username)
    async with transaction() as db:
        desk = Desk(await within(db, clerk, [Right.keep]))
        lengths = await counts(db, dict.fromkeys(WorkList, desk))
    assert all(lengths.values()), lengths


async def test_the_seven_above_the_cap_show_shares_and_approval(demo: None) -> None:
    for title, (places, worth) in ABOVE_THE_CAP.items():
        wish = await one(title)
        assert (wish.places, wish.worth) == (places, worth), title
    approved, waiting = await one("想要一辆自行车去上学"), await one("脑瘫孩子需要成人尿不湿")
    assert approved.approved_by_id and approved.ending is Ending.fulfilled
    assert waiting.approved_by_id is None and waiting.stage is Stage.registered
    assert (await one("想换一台能脱水的洗衣机")).taken == 2


async def test_promises_stand_at_every_point(demo: None) -> None:
    async with transaction() as db:
        claims = (await db.exec(select(Claim))).all()
    living = [claim for claim in claims if claim.living]
    assert any(claim.promised_on < today() for claim in living), "one is overdue"
    assert any(claim.promised_on == today() + timedelta(days=1) for claim in living), "one is soon"
    assert any(claim.extended_from for claim in living)
    endings = {claim.ending for claim in claims if claim.ending}
    assert {ending.value for ending in endings} == {"delivered", "handed_back", "lapsed"}


async def test_tasks_lie_behind_and_ahead(demo: None) -> None:
    tasks = [wish for wish in await wishes() if wish.kind is Kind.community_task]
    assert len(tasks) == 6
    assert {Stage.published, Stage.claimed, Stage.closed} <= {task.stage for task in tasks}


async def test_a_helper_holds_a_certificate_and_another_waits_for_one(demo: None) -> None:
    async with transaction() as db:
        found = await db.exec(select(Certificate.standing).order_by(col(Certificate.id)))
    assert list(found) == [Standing.issued, Standing.asked]


async def test_history_is_in_order_whole_and_told(demo: None) -> None:
    async with transaction() as db:
        events = (await db.exec(select(Event).order_by(col(Event.id)))).all()
        moments = [event.at for event in events]
        assert moments == sorted(moments) and moments[-1] <= now()
        assert all(event.told and event.chained for event in events)
        assert await chain_length(db) == len(events)
        assert [flaw async for flaw in flaws(db)] == []


async def test_people_have_notices_some_of_them_new(demo: None) -> None:
    async with transaction() as db:
        notices = (await db.exec(select(Notice))).all()
    assert len(notices) > 50
    assert 0 < sum(notice.read_at is None for notice in notices) < 40


async def test_a_member_has_done_their_share_of_the_year(demo: None) -> None:
    member = await viewer("chenzhiyuan")
    async with transaction() as db:
        year = await own_year(db, member)
    assert year.owed == 1
    if today() > date(today().year, 3, 1):
        assert year.done >= 1


async def test_residents_said_thank_you(demo: None) -> None:
    async with transaction() as db:
        answers = (await db.exec(select(Answer))).all()
    assert sum(answer.praise for answer in answers) >= 10
    assert {answer.how.value for answer in answers} == {"code", "phone", "host", "silence"}


async def test_the_cast_comes_first_and_can_sign_in(demo: None) -> None:
    async with transaction() as db:
        shown = await accounts(db)
        assert len(shown) == 10 and all(one.part for one in shown)
        _, person = await sign_in(db, shown[0].username, settings().demo_password, address="")
        assert person.name == shown[0].name
    roles = {role for one in shown for role in (await viewer(one.username)).roles()}
    assert roles == set(Role)


async def test_it_is_the_same_story_every_time(
    demo: None, postgres_server: str, peopled_template: str
) -> None:
    """The command is refused where somebody lives, and builds the same town when told to."""

    def told(found: list[Wish]) -> Counter[tuple[object, ...]]:
        return Counter((w.title, w.stage, w.ending, w.places, w.taken) for w in found)

    first, home = told(await wishes()), settings().database_url
    await disconnect()
    with new_database(postgres_server, peopled_template) as url, environment(database_url=url):
        connect(url)
        async with transaction() as db:
            assert not await is_empty(db)
        await disconnect()
        refused = await asyncio.to_thread(CliRunner().invoke, main, ["demo"])
        assert refused.exit_code == 1 and "--replace" in refused.output
        built = await asyncio.to_thread(CliRunner().invoke, main, ["demo", "--replace"])
        assert built.exit_code == 0 and "people and" in built.output, built.output
        connect(url)
        again = await wishes()
        await disconnect()
    connect(home)
    assert told(again) == first


def test_beats_are_read_as_they_are_written() -> None:
    first, second = beats_of("0 collect; 6 claim +8 own")
    assert (first.day, first.deed, first.words) == (0, "collect", ())
    assert (second.day, second.deed, second.words) == (6, "claim", ("+8", "own"))
