"""Issues at every point of their way, for the pages to be looked at."""

from datetime import timedelta
from typing import Any

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import (
    accepted,
    another_bureau,
    answer,
    dispatched,
    fresh,
    opened,
    replied,
    several,
    solved,
)
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen, today
from wishboard.issues.forms import DeclineIssueForm, MergeIssueForm
from wishboard.issues.handling.assignments import call_support
from wishboard.issues.handling.duties import DutyForm, set_duty
from wishboard.issues.handling.forms import ExtendForm, ObjectForm, SupportForm
from wishboard.issues.handling.objections import object_to
from wishboard.issues.handling.time import ask_for_time
from wishboard.issues.merging import merge_issue
from wishboard.issues.models import Issue
from wishboard.issues.solving import decline_issue


async def set_issues(town: Town) -> dict[str, str]:
    """Issues by the names that stand in addresses."""
    power = await another_bureau(town)
    lead = DutyForm(category="tidy", organization=town.organizations["城市管理局"].public_id)
    await done(set_duty, lead, by=await town.viewer("administrator"))
    issues = {
        "i_opened": await opened(town, *await several(town, 3)),
        "i_legacy": await opened(town, title="老小区二十年没有下水道", **_old(town)),
        "i_dispatched": await dispatched(town, title="夜里工地一直在施工"),
        "i_accepted": await accepted(town, *await several(town, 2), title="菜场门口路面塌陷"),
        "i_replied": await replied(town, title="公交站没有遮雨棚"),
    }
    with frozen(today() - timedelta(days=40)):
        issues["i_late"] = await dispatched(town, title="河道漂着垃圾没人捞")
    issues |= await _asked(town, issues, power.public_id)
    issues["i_solved"] = await _solved(town)
    return {name: issue.public_id for name, issue in issues.items()}


def _old(town: Town) -> dict[str, Any]:
    return {
        "kind": "legacy",
        "since_year": 2004,
        "past_attempts": "2011年、2018年两次立项，都因产权不清停下。",
        "blocking": "管网归属不清，维修资金没有着落。",
        "sponsor": town.people["leader"].public_id,
    }


async def _asked(town: Town, issues: dict[str, Issue], other: str) -> dict[str, Issue]:
    """Objected, asked for time and supported, merged, declined."""
    handler, clerk = await town.viewer("handler"), await town.viewer("street_clerk")
    objected = await dispatched(town, title="电线垂到窗前")
    form = ObjectForm(other=other, reason="这是供电线路，应由电力公司负责。")
    await done(object_to, objected.public_id, form, by=handler)
    late = await accepted(town, title="健身器材坏了一年")
    until = late.due_on or today()
    asks = ExtendForm(until=add_working_days(until, 5), reason="器材要到月底才能到货。")
    await done(ask_for_time, late.public_id, asks, by=handler)
    support = SupportForm(organization=other)
    await done(call_support, late.public_id, support, by=handler)
    merged, declined = (
        await opened(town, title="这几条路也没灯"),
        await opened(town, title="想多发点钱"),
    )
    into = MergeIssueForm(into=issues["i_opened"].public_id)
    await done(merge_issue, merged.public_id, into, by=clerk)
    no = DeclineIssueForm(reason="decline_other", explanation="不属于受理范围。")
    await done(decline_issue, declined.public_id, no, by=clerk)
    return {"i_objected": objected, "i_asked": late, "i_merged": merged, "i_declined": declined}


async def _solved(town: Town) -> Issue:
    """One that is solved for one wisher and not for another."""
    wishes = await several(town, 3)
    issue = await solved(town, *wishes, title="三条路的灯都修好了")
    await answer(wishes[0], yes=True, rating=5)
    await answer(wishes[1], yes=False)
    return await fresh(issue)
