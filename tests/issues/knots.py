"""Issues at each step of their way, by the real deeds."""

from typing import Any

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.models import Organization, OrganizationKind
from wishboard.accounts.trees import add_organization
from wishboard.accounts.viewer import wisher_of
from wishboard.issues.forms import IssueForm, SolveForm
from wishboard.issues.handling.assignments import dispatch_issue
from wishboard.issues.handling.forms import DispatchForm, ReplyForm
from wishboard.issues.handling.objections import accept_issue
from wishboard.issues.handling.replies import reply_to
from wishboard.issues.models import Issue
from wishboard.issues.opening import open_issue
from wishboard.issues.queries import hold_issue
from wishboard.issues.solving import solve_issue
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.forms import AnswerForm
from wishboard.wishes.models import Wish

BUREAU = "城市管理局"
MEASURE = "市政所已完成12盏路灯更换，9月30日前补装3盏。"


async def several(town: Town, many: int, **fields: Any) -> list[Wish]:
    """Wishes of as many different residents."""
    return [await town.collected(phone=f"1381234{n:04d}", **fields) for n in range(many)]


async def opened(town: Town, *wishes: Wish, by: str = "street_clerk", **fields: Any) -> Issue:
    """An issue out of some wishes, or none."""
    given = {
        "title": "三条路晚上没有灯",
        "summary": "河东一带三条路的路灯不亮，晚上行走不安全。",
        "category": "tidy",
        "area": town.areas["柳荫街道"].public_id,
        "wishes": [wish.public_id for wish in wishes],
    }
    form = IssueForm.model_validate(given | fields)
    return await done(open_issue, form, by=await town.viewer(by))


async def dispatched(town: Town, *wishes: Wish, **fields: Any) -> Issue:
    """An issue in the hands of the bureau."""
    issue = await opened(town, *wishes, **fields)
    form = DispatchForm(organization=town.organizations[BUREAU].public_id)
    await done(dispatch_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    return await fresh(issue)


async def accepted(town: Town, *wishes: Wish, **fields: Any) -> Issue:
    """An issue that the bureau has accepted."""
    issue = await dispatched(town, *wishes, **fields)
    await done(accept_issue, issue.public_id, by=await town.viewer("handler"))
    return await fresh(issue)


async def replied(town: Town, *wishes: Wish, **fields: Any) -> Issue:
    """An issue with a written reply that can be held against the bureau."""
    issue = await accepted(town, *wishes, **fields)
    await reply(town, issue)
    return await fresh(issue)


async def reply(town: Town, issue: Issue, measure: str = MEASURE) -> None:
    """Reply in writing, as the bureau."""
    form = ReplyForm(text="经现场查看，路灯线路老化，已安排更换。", measure=measure)
    await done(reply_to, issue.public_id, form, by=await town.viewer("handler"))


async def solved(town: Town, *wishes: Wish, **fields: Any) -> Issue:
    """An issue that the bureau reports as solved."""
    issue = await replied(town, *wishes, **fields)
    return await solve(town, issue)


async def solve(town: Town, issue: Issue) -> Issue:
    """Report an issue as solved, as the bureau."""
    form = SolveForm(result="三条路的路灯全部换新，已亮灯。", reported=1200)
    await done(solve_issue, issue.public_id, form, by=await town.viewer("handler"))
    return await fresh(issue)


async def answer(wish: Wish, *, yes: bool, rating: int | None = None) -> None:
    """What the wisher says, by code and PIN."""
    await done(answer_wish, wish.key, AnswerForm(done=yes, rating=rating), by=wisher_of(wish.key))


async def fresh(issue: Issue) -> Issue:
    """The issue as it is in the database now."""
    return await done(hold_issue, issue.key)


async def another_bureau(town: Town, name: str = "电力公司") -> Organization:
    """One more body that may be responsible."""
    body = await done(add_organization, name, OrganizationKind.enterprise, town.areas["桐川市"])
    town.organizations[name] = body
    return body
