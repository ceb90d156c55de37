"""Mine too: an own code, an own way, and one place behind the issue."""

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, refused
from tests.issues.knots import opened, several, solved
from wishboard.accounts.viewer import NOBODY
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.issues.forms import JoinForm
from wishboard.issues.joining import join_issue
from wishboard.issues.queries import wishes_behind
from wishboard.wishes.stages import Stage

NEW = {"name": "赵小军", "phone": "13955550000", "may_contact": True}


async def test_a_joiner_gets_an_own_code_and_stands_behind_the_issue(town: Town) -> None:
    issue = await opened(town, await town.collected())
    form = JoinForm.model_validate(NEW | {"area": town.areas["河东社区"].public_id})
    wish = await done(join_issue, issue.public_id, form, by=NOBODY)
    assert wish.stage is Stage.raised and wish.area_id == town.areas["河东社区"].id
    behind = await done(wishes_behind, issue)
    assert len({one.code for one in behind}) == 2


async def test_an_area_the_issue_does_not_reach_becomes_the_issues_own(town: Town) -> None:
    issue = await opened(town, area=town.areas["柳荫社区"].public_id, by="clerk")
    form = JoinForm.model_validate(NEW | {"area": town.areas["河东社区"].public_id})
    wish = await done(join_issue, issue.public_id, form, by=NOBODY)
    assert wish.area_id == town.areas["柳荫社区"].id


async def test_one_phone_number_joins_once(town: Town) -> None:
    issue = await opened(town, await town.collected())
    same = JoinForm.model_validate(NEW | {"phone": RESIDENT_PHONE})
    with refused("joined_before"):
        await done(join_issue, issue.public_id, same, by=NOBODY)


async def test_what_is_solved_is_not_joined_any_more(town: Town) -> None:
    issue = await solved(town, *await several(town, 1))
    with refused("not_shared"):
        await done(join_issue, issue.public_id, JoinForm.model_validate(NEW), by=NOBODY)


async def test_a_joiner_agrees_to_be_reached() -> None:
    with pytest.raises(Invalid):
        read(JoinForm, NEW | {"may_contact": ""})


async def test_too_few_words_are_asked_for_again(town: Town) -> None:
    issue = await opened(town)
    form = read(JoinForm, NEW | {"text": "灯"})
    with refused("invalid"):
        await done(join_issue, issue.public_id, form, by=NOBODY)
