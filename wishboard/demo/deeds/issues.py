"""What is everybody's problem, on its way to those who can solve it."""

from decimal import Decimal

from sqlmodel import select

from wishboard.accounts.models import Area, AreaLevel, Person
from wishboard.accounts.viewer import NOBODY, Viewer, wisher_of
from wishboard.catalogue.models import Category
from wishboard.core.calendar import is_working_day
from wishboard.demo.deeds.scene import Scene
from wishboard.demo.tables import records
from wishboard.issues.forms import CloseIssueForm, IssueForm, JoinForm, SolveForm, SponsorForm
from wishboard.issues.handling.assignments import dispatch_issue, lead_of, responsible_for
from wishboard.issues.handling.forms import (
    ContactedForm,
    DecideForm,
    DispatchForm,
    ExtendForm,
    ObjectForm,
    ReplyForm,
)
from wishboard.issues.handling.objections import accept_issue, object_to
from wishboard.issues.handling.replies import reply_to
from wishboard.issues.handling.time import ask_for_time, decide_extension, first_contact
from wishboard.issues.joining import join_issue
from wishboard.issues.models import Issue
from wishboard.issues.opening import open_issue, sponsor_issue
from wishboard.issues.queries import find_issue, wishes_behind
from wishboard.issues.solving import close_issue, solve_issue
from wishboard.issues.stages import IssueKind
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.forms import AnswerForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane, Stage

_FACTS = {one["title"]: one for one in records("issues")}
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_OTHER_BODY = "桐川市住房和城乡建设局"
_PRAISE = ("问题真的解决了，谢谢。", "比说好的还快两天。", "", "天天路过，看着它变好的。")
_DOUBT = "这次没轮到我们这里，还是老样子。"


async def raise_issue(scene: Scene) -> None:
    """The clerk of the area makes an issue of the wish."""
    facts, tale = _facts(scene), scene.tale
    wish = await scene.db.get_one(Wish, tale.wish_id)
    category = await scene.db.get_one(Category, wish.category_id)
    form = IssueForm(
        kind=IssueKind.legacy if tale.lane is Lane.legacy else IssueKind.shared,
        title=tale.title,
        summary=tale.text,
        category=category.slug,
        area=_area(scene).public_id,
        expected=tale.expected,
        since_year=int(facts["since"]) if facts["since"] else None,
        past_attempts=facts["tried"],
        blocking=facts["blocking"],
        wishes=[tale.public_id],
    )
    issue = await open_issue(scene.db, form, by=coordinator(scene))
    tale.issue_id = issue.public_id


async def neighbours(scene: Scene) -> None:
    """So many others have the same problem."""
    below = _communities(scene)
    for n in range(int(scene.words[0])):
        number = scene.tale.number * 40 + n
        form = JoinForm(
            name=_SURNAMES[number % len(_SURNAMES)] + ("先生" if number % 2 else "女士"),
            phone=f"1981{number:07d}",
            area=below[n % len(below)].public_id,
            may_contact=True,
        )
        await join_issue(scene.db, scene.tale.issue_id, form, by=NOBODY)


async def sponsor(scene: Scene) -> None:
    """A leader takes the old problem on."""
    query = select(Person.public_id).where(Person.id == scene.cast.leader.person_id)
    form = SponsorForm(sponsor=(await scene.db.exec(query)).one())
    await sponsor_issue(scene.db, scene.tale.issue_id, form, by=coordinator(scene))


async def dispatch(scene: Scene) -> None:
    """The issue goes straight to the body that the duty catalogue names."""
    form = DispatchForm(days=int(scene.words[0]))
    if await responsible_for(scene.db, await issue_of(scene)) is None:
        form.organization = scene.cast.bodies.named(_OTHER_BODY).public_id
    await dispatch_issue(scene.db, scene.tale.issue_id, form, by=coordinator(scene))


async def accept(scene: Scene) -> None:
    """The body takes it on."""
    await accept_issue(scene.db, scene.tale.issue_id, by=await handler(scene))


async def objects(scene: Scene) -> None:
    """The body says that another is responsible."""
    other = scene.cast.bodies.named(_OTHER_BODY).public_id
    form = ObjectForm(other=other, reason="隔离设施归道路建设单位管，请由住建部门牵头。")
    await object_to(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def contact(scene: Scene) -> None:
    """The body reaches the wishers."""
    by = await handler(scene)
    await first_contact(scene.db, scene.tale.issue_id, ContactedForm(), by=by)


async def ask_time(scene: Scene) -> None:
    """The body asks for more time."""
    until = scene.day
    while not is_working_day(until):
        until = until.fromordinal(until.toordinal() + 1)
    form = ExtendForm(until=until, reason="灯杆要按山路定制，到货还要四周。")
    await ask_for_time(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def grant(scene: Scene) -> None:
    """More time is granted."""
    form = DecideForm(granted=True, words="同意，请把到货时间告诉村里。")
    await decide_extension(scene.db, scene.tale.issue_id, form, by=coordinator(scene))


async def reply(scene: Scene) -> None:
    """The body answers in writing."""
    facts = _facts(scene)
    form = ReplyForm(text=facts["reply"], measure=facts["measure"])
    await reply_to(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def solve(scene: Scene) -> None:
    """The body says that it is done."""
    facts = _facts(scene)
    form = SolveForm(
        result=facts["result"], reported=int(facts["reached"]), quantities=_quantities(scene)
    )
    await solve_issue(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def hear(scene: Scene) -> None:
    """Wishers answer: `7` of them, or all; of these `no3` are not content."""
    noes = next((int(word[2:]) for word in scene.words if word.startswith("no")), 0)
    most = next((int(word) for word in scene.words if word.isdigit()), 1000)
    asked = await wishes_behind(scene.db, await issue_of(scene))
    for n, wish in enumerate([one for one in asked if one.stage is Stage.delivered][:most]):
        content = n >= noes
        words = _PRAISE[n % len(_PRAISE)] if content else _DOUBT
        form = AnswerForm(done=content, rating=5 - n % 2 if content else 2, words=words)
        await answer_wish(scene.db, wish.key, form, by=wisher_of(wish.key))


async def close(scene: Scene) -> None:
    """The clerk counts whom it reached."""
    reached = int(_facts(scene)["reached"]) * 9 // 10
    form = CloseIssueForm(
        confirmed=reached, words=_facts(scene)["result"], quantities=_quantities(scene)
    )
    await close_issue(scene.db, scene.tale.issue_id, form, by=coordinator(scene))


def _facts(scene: Scene) -> dict[str, str]:
    return _FACTS[scene.tale.title]


def _quantities(scene: Scene) -> dict[str, Decimal]:
    pairs = (pair.split("=") for pair in _facts(scene)["quantities"].split())
    return {code: Decimal(amount) for code, amount in pairs}


def _area(scene: Scene) -> Area:
    return scene.cast.area(_facts(scene)["area"])


def coordinator(scene: Scene) -> Viewer:
    """Who coordinates the issue: the clerk of its area."""
    return scene.cast.clerk(scene.cast.keeper(_area(scene)))


def _communities(scene: Scene) -> list[Area]:
    within = _area(scene).path
    found = [
        area
        for area in scene.cast.areas.nodes.values()
        if area.level is AreaLevel.community and area.path.startswith(within)
    ]
    return sorted(found, key=lambda area: area.path)


async def issue_of(scene: Scene) -> Issue:
    """The issue of the tale as it stands."""
    return await find_issue(scene.db, scene.tale.issue_id)


async def handler(scene: Scene) -> Viewer:
    """Who handles the issue for the body that leads on it."""
    lead = await lead_of(scene.db, await issue_of(scene))
    assert lead is not None
    return scene.cast.handler(scene.cast.bodies.nodes[lead.organization_id])
