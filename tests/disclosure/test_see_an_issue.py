"""Who sees what of an issue and of the wishes behind it, by the table of the design."""

import pytest
from sqlalchemy import event

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import accepted, answer, dispatched, opened, replied, several, solve
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import NOBODY, Viewer, wisher_of
from wishboard.core.calendar import add_working_days
from wishboard.core.database import AsyncSession, engine
from wishboard.core.refusals import NotFound
from wishboard.disclosure.issue_sight import IssueSight, visible_issue
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of, visible_wish
from wishboard.disclosure.timeline import Line, issue_timeline, timeline
from wishboard.issues.events import IssueEvent
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm, JoinForm, WishesForm
from wishboard.issues.handling.assignments import call_support
from wishboard.issues.handling.forms import ExtendForm, ObjectForm, SupportForm
from wishboard.issues.handling.objections import object_to
from wishboard.issues.handling.time import ask_for_time
from wishboard.issues.joining import join_issue
from wishboard.issues.models import Issue
from wishboard.issues.opening import take_out
from wishboard.issues.solving import close_issue, decline_issue
from wishboard.wishes.models import Wish
from wishboard.wishes.wishers import ContactData

MARKS = ("working", "wishers", "replies")
PUBLIC = ""
SEES = {
    "nobody": PUBLIC,
    "wisher": "replies",
    "stranger": PUBLIC,
    "member": PUBLIC,
    "volunteer": PUBLIC,
    "collector": PUBLIC,
    "clerk": PUBLIC,
    "other_clerk": PUBLIC,
    "street_clerk": "working wishers replies",
    "handler": "working wishers replies",
    "leader": "working wishers replies",
    "supervisor": "working wishers replies",
    "administrator": PUBLIC,
}


async def viewer_of(town: Town, part: str, wish: Wish) -> Viewer:
    return wisher_of(wish.key) if part == "wisher" else await town.viewer(part)


async def seen(issue: Issue, viewer: Viewer) -> str | None:
    """The marks of what somebody sees: public alone is an empty text."""
    try:
        found: IssueSight = await done(visible_issue, issue.public_id, to=viewer)
    except NotFound:
        return None
    return " ".join(one for one in MARKS if getattr(found, one))


async def history(issue: Issue, viewer: Viewer) -> list[Line]:
    async def read(db: AsyncSession) -> list[Line]:
        sight = await visible_issue(db, issue.public_id, to=viewer)
        return await issue_timeline(db, sight, viewer)

    return await done(read)


@pytest.mark.parametrize("part", SEES)
async def test_an_issue_in_hand(town: Town, part: str) -> None:
    (wish,) = await several(town, 1)
    issue = await accepted(town, wish)
    assert await seen(issue, await viewer_of(town, part, wish)) == SEES[part]


@pytest.mark.parametrize("part", SEES)
async def test_a_declined_issue_is_for_those_concerned_alone(town: Town, part: str) -> None:
    (wish,) = await several(town, 1)
    issue = await opened(town, wish)
    form = DeclineIssueForm(reason="decline_other", explanation="这件事归省里的电力公司管。")
    await done(decline_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    concerned = {"wisher": "replies"} | dict.fromkeys(
        ("street_clerk", "leader", "supervisor"), "working wishers replies"
    )
    assert await seen(issue, await viewer_of(town, part, wish)) == concerned.get(part)


async def test_who_supports_works_on_it_but_does_not_read_the_wishes(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await accepted(town, wish)
    await town.appoint("stranger", Role.handler, body="暖阳志愿队")
    form = SupportForm(organization=town.organizations["暖阳志愿队"].public_id)
    await done(call_support, issue.public_id, form, by=await town.viewer("street_clerk"))
    stranger = await town.viewer("stranger")
    assert await seen(issue, stranger) == "working replies"
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=stranger)


async def test_the_lead_reads_the_words_behind_and_may_reach_the_wishers(town: Town) -> None:
    wish, other = await several(town, 2)
    await accepted(town, wish)
    handler = await town.viewer("handler")
    sight = await done(visible_wish, wish.public_id, to=handler)
    assert (sight.words, sight.contact, sight.keeping) == (True, True, False)
    with refused("not_found"):
        await done(visible_wish, other.public_id, to=handler)

    async def reveal(db: AsyncSession) -> ContactData:
        mine = await sight_of(db, wish, handler)
        return await reveal_contact(db, mine, Purpose.ask_details, by=handler)

    found = await done(reveal)
    assert (found.name, found.phone) == ("王秀英", "13812340000")
    lines = await done(timeline, await done(sight_of, wish, wisher_of(wish.key)))
    assert lines[0].kind == "contact.revealed"
    assert "城市管理局" in lines[0].who


async def test_the_lead_reads_them_no_more_once_they_are_taken_out(town: Town) -> None:
    wish, other = await several(town, 2)
    issue = await accepted(town, wish, other)
    form = WishesForm(wishes=[wish.public_id])
    await done(take_out, issue.public_id, form, by=await town.viewer("street_clerk"))
    handler = await town.viewer("handler")
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=handler)
    assert (await done(visible_wish, other.public_id, to=handler)).words


async def test_a_body_that_lost_the_lead_reads_nothing(town: Town) -> None:
    (wish,) = await several(town, 1)
    await opened(town, wish)
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=await town.viewer("handler"))


async def test_a_raised_wish_is_not_public_itself(town: Town) -> None:
    (wish,) = await several(town, 1)
    await accepted(town, wish)
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=NOBODY)


async def test_each_reads_the_history_as_far_as_it_concerns_them(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await dispatched(town, wish)
    other = town.organizations["暖阳志愿队"].public_id
    form = ObjectForm(other=other, reason="路灯属于志愿队的片区。")
    await done(object_to, issue.public_id, form, by=await town.viewer("handler"))
    keeper = (await history(issue, await town.viewer("street_clerk")))[0]
    assert keeper.kind == IssueEvent.objected
    assert (keeper.who, keeper.facts["body"]) == ("马骏（城市管理局）", "暖阳志愿队")
    assert keeper.facts["explanation"] == "路灯属于志愿队的片区。"
    wisher = (await history(issue, wisher_of(wish.key)))[0]
    assert (wisher.kind, wisher.who) == (IssueEvent.objected, "城市管理局")
    assert "explanation" not in wisher.facts
    public = await history(issue, NOBODY)
    assert [line.kind for line in public] == [IssueEvent.dispatched, IssueEvent.opened]
    assert public[0].who == "柳荫街道党工委"
    assert (public[0].facts["body"], public[0].facts["days"]) == ("城市管理局", 15)
    own = (await history(issue, await town.viewer("handler")))[0]
    assert own.who == "您"


async def test_why_more_time_is_needed_is_for_the_wishers_to_read(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await accepted(town, wish)
    assert issue.due_on
    until = add_working_days(issue.due_on, 5)
    form = ExtendForm(until=until, reason="灯杆要从外地运来。")
    await done(ask_for_time, issue.public_id, form, by=await town.viewer("handler"))
    wisher = (await history(issue, wisher_of(wish.key)))[0]
    assert (wisher.facts["day"], wisher.facts["explanation"]) == (until, "灯杆要从外地运来。")
    public = (await history(issue, NOBODY))[0]
    assert "explanation" not in public.facts


async def test_those_who_joined_stand_in_one_line_without_names(town: Town) -> None:
    issue = await accepted(town)
    for number in range(3):
        form = JoinForm(name="李四", phone=f"1371234000{number}", may_contact=True)
        await done(join_issue, issue.public_id, form, by=NOBODY)
    lines = await history(issue, await town.viewer("street_clerk"))
    assert (lines[0].kind, lines[0].who, lines[0].facts) == (IssueEvent.joined, "", {"times": 3})
    assert IssueEvent.joined not in {line.kind for line in await history(issue, NOBODY)}


async def test_a_wish_behind_an_issue_tells_its_wisher_who_reports_it_solved(town: Town) -> None:
    (wish,) = await several(town, 1)
    await solve(town, await replied(town, wish))
    lines = await done(timeline, await done(sight_of, wish, wisher_of(wish.key)))
    said = {line.kind: line.who for line in lines}
    assert said["raised.delivered"] == "马同志（城市管理局）"
    assert said["raised.sent_up"] == "柳荫社区党委"


async def test_a_long_history_takes_no_more_queries(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await replied(town, wish)
    clerk = await town.viewer("street_clerk")

    async def queries() -> int:
        sent: list[str] = []
        listening = engine().sync_engine
        event.listen(listening, "before_cursor_execute", lambda *given: sent.append(given[2]))
        sight = await done(visible_issue, issue.public_id, to=clerk)
        sent.clear()
        await done(issue_timeline, sight, clerk)
        return len(sent)

    few = await queries()
    for number in range(6):
        form = JoinForm(name="李四", phone=f"1371234000{number}", may_contact=True)
        await done(join_issue, issue.public_id, form, by=NOBODY)
    assert await queries() <= few <= 9


async def test_once_an_issue_is_closed_its_handlers_read_no_words(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await solve(town, await replied(town, wish))
    handler = await town.viewer("handler")
    assert (await done(visible_wish, wish.public_id, to=handler)).words
    await answer(wish, yes=True, rating=5)
    form = CloseIssueForm(confirmed=1200)
    await done(close_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    with refused("not_found"):
        await done(visible_wish, wish.public_id, to=handler)
    assert await seen(issue, NOBODY) == PUBLIC
