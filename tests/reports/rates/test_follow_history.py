"""The sums follow history event by event, each once, and equal a full recount."""

from sqlalchemy import text

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import BUREAU, answer, dispatched, reply, several, solve, solved
from tests.reports.rates.heard import counted, followed
from wishboard.accounts.viewer import wisher_of
from wishboard.core.database import transaction
from wishboard.endings.forms import MergeForm
from wishboard.endings.merging import merge_wish, unmerge_wish
from wishboard.issues.forms import FollowUpForm
from wishboard.issues.handling.forms import ContactedForm
from wishboard.issues.handling.models import Contacted
from wishboard.issues.handling.objections import accept_issue
from wishboard.issues.handling.time import first_contact
from wishboard.issues.queries import find_issue
from wishboard.issues.solving import follow_up
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.reports.rates.models import Matter
from wishboard.reports.rates.recounting import Wrong, recount_rates, what_is_wrong
from wishboard.reports.rates.scoring import Counts

SENT_UP, ALONE = Matter.sent_up, Matter.individual


async def test_a_wish_counts_for_its_keeper_and_every_area_above(town: Town) -> None:
    await town.closed()
    for name in ("柳荫社区党委", "柳荫社区", "柳荫街道", "东城区"):
        body = await counted(town, name, ALONE)
        assert (body.came, body.heard) == (1, Counts(1, 1, 1, 1, 0)), name
    assert (await counted(town, "河东社区", ALONE)).came == 0
    assert (await counted(town, "柳荫街道", SENT_UP)).came == 0


async def test_silence_says_nothing(town: Town) -> None:
    await town.delivered()
    body = await counted(town, "柳荫社区", ALONE)
    assert (body.came, body.heard) == (1, Counts())


async def test_wishes_behind_an_issue_count_for_its_lead(town: Town) -> None:
    wishes = await several(town, 3)
    issue = await dispatched(town, *wishes)
    assert (await counted(town, BUREAU, SENT_UP)).came == 3
    form = ContactedForm(how=Contacted.phone)
    await done(first_contact, issue.public_id, form, by=await town.viewer("handler"))
    await _accept_reply_solve(town, issue.public_id)
    await answer(wishes[0], yes=True, rating=5)
    await answer(wishes[1], yes=True, rating=3)
    await answer(wishes[2], yes=False)
    assert (await counted(town, BUREAU, SENT_UP)).heard == Counts(3, 3, 2, 1, 1)
    assert (await counted(town, "柳荫街道", SENT_UP)).heard == Counts(3, 3, 2, 1, 1)
    assert (await counted(town, "柳荫社区党委", SENT_UP)).heard == Counts()


async def test_who_was_not_contacted_says_so(town: Town) -> None:
    wishes = await several(town, 1)
    await solved(town, *wishes)
    await answer(wishes[0], yes=True, rating=2)
    assert (await counted(town, BUREAU, SENT_UP)).heard == Counts(1, 0, 1, 0, 0)


async def test_the_newest_word_counts(town: Town) -> None:
    wishes = await several(town, 1)
    issue = await solved(town, *wishes)
    await answer(wishes[0], yes=False)
    assert (await counted(town, BUREAU, SENT_UP)).heard == Counts(1, 0, 0, 0, 0)
    form = FollowUpForm(done="路灯已重新接线，今晚亮灯。")
    handler = await town.viewer("handler")
    await done(follow_up, issue.public_id, wishes[0].public_id, form, by=handler)
    await answer(wishes[0], yes=True, rating=4)
    assert (await counted(town, BUREAU, SENT_UP)).heard == Counts(1, 0, 1, 1, 0)


async def test_what_is_opened_again_counts_as_not_done(town: Town) -> None:
    wish = await town.closed()
    assert (await counted(town, "柳荫社区", ALONE)).heard == Counts(1, 1, 1, 1, 0)
    await done(reopen_wish, wish.key, ReopenForm(reason="又坏了"), by=wisher_of(wish.key))
    assert (await counted(town, "柳荫社区", ALONE)).heard == Counts(1, 1, 0, 0, 0)


async def test_a_merged_wish_counts_no_more_until_they_come_apart(town: Town) -> None:
    one, other = await town.published(), await town.published()
    clerk = await town.viewer("clerk")
    assert (await counted(town, "柳荫社区", ALONE)).came == 2
    await done(merge_wish, one.key, MergeForm(into=other.public_id), by=clerk)
    assert (await counted(town, "柳荫社区", ALONE)).came == 1
    await done(unmerge_wish, one.key, by=clerk)
    assert (await counted(town, "柳荫社区", ALONE)).came == 2


async def test_a_community_task_is_nobodys_satisfaction(town: Town) -> None:
    await town.published_task()
    assert (await counted(town, "柳荫社区", ALONE)).came == 0


async def test_each_event_is_followed_once(town: Town) -> None:
    await town.closed()
    assert await followed() > 0
    assert await followed() == 0
    await town.published()
    assert await followed() == 3


async def test_a_recount_gives_the_same_and_sets_right_what_was_wrong(town: Town) -> None:
    await town.closed()
    before = await counted(town, "柳荫街道", ALONE)
    async with transaction() as db:
        await db.execute(text("UPDATE rate_tally SET solved = solved + 7 WHERE board = 'street'"))
        await db.execute(text("UPDATE rated_wish SET solved = false"))
    wrong = await done(what_is_wrong)
    assert wrong.wishes == 1 and wrong.sums > 0
    assert await recounted() == wrong
    assert await recounted() == Wrong(0, 0)
    assert await counted(town, "柳荫街道", ALONE) == before


async def test_a_recount_forgives_what_was_only_not_followed_yet(town: Town) -> None:
    await town.closed()
    assert (await done(what_is_wrong)).wishes == 1
    assert await recounted() == Wrong(0, 0)
    assert (await counted(town, "柳荫街道", ALONE)).came == 1


async def test_a_recount_finds_what_was_forgotten_and_what_never_was(town: Town) -> None:
    await town.closed()
    before = await counted(town, "柳荫街道", ALONE)
    async with transaction() as db:
        await db.execute(text("DELETE FROM rated_wish"))
        await db.execute(text("DELETE FROM rate_tally WHERE stretch = 'month'"))
        await db.execute(text("UPDATE rate_tally SET since = since + 400"))
    wrong = await recounted()
    assert wrong.wishes == 1 and wrong.sums > 0
    assert await done(what_is_wrong) == Wrong(0, 0)
    assert await counted(town, "柳荫街道", ALONE) == before


async def recounted() -> Wrong:
    found = [wrong async for _share, wrong in recount_rates()]
    return Wrong(sum(one.wishes for one in found), sum(one.sums for one in found))


async def _accept_reply_solve(town: Town, public_id: str) -> None:
    await done(accept_issue, public_id, by=await town.viewer("handler"))
    issue = await done(find_issue, public_id)
    await reply(town, issue)
    await solve(town, issue)
