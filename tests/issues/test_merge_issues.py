"""Two issues become one and come apart exactly; one becomes two."""

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import accepted, fresh, opened, several, solved
from wishboard.issues.forms import MergeIssueForm, SplitForm, WishesForm
from wishboard.issues.handling.assignments import assignments_of
from wishboard.issues.merging import merge_issue, split_issue, unmerge_issue
from wishboard.issues.models import Issue
from wishboard.issues.opening import take_out
from wishboard.issues.queries import bonds_of, wishes_behind
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.wishes.stages import Stage


async def merge(town: Town, issue: Issue, into: Issue) -> Issue:
    form, by = MergeIssueForm(into=into.public_id), await town.viewer("street_clerk")
    return await done(merge_issue, issue.public_id, form, by=by)


async def unmerge(town: Town, issue: Issue) -> Issue:
    return await done(unmerge_issue, issue.public_id, by=await town.viewer("street_clerk"))


async def behind(issue: Issue) -> set[int]:
    return {wish.key for wish in await done(wishes_behind, issue)}


async def test_the_wishers_follow_along_and_everything_comes_back_exactly(town: Town) -> None:
    first, second, third = await several(town, 3)
    one, other = await accepted(town, first, second), await opened(town, third)
    before = await done(bonds_of, one)
    parts = await done(assignments_of, one)
    await merge(town, one, other)
    merged = await fresh(one)
    assert (merged.stage, merged.ending) == (IssueStage.closed, IssueEnding.merged)
    assert await behind(other) == {first.key, second.key, third.key}
    assert await behind(one) == set() and await done(assignments_of, one) == []
    await unmerge(town, one)
    assert (await fresh(one)).stage is IssueStage.accepted
    assert await behind(one) == {first.key, second.key} and await behind(other) == {third.key}
    assert [bond.id for bond in await done(bonds_of, one)] == [bond.id for bond in before]
    assert [p.id for p in await done(assignments_of, one)] == [p.id for p in parts]
    assert (await town.fresh(first)).stage is Stage.raised


async def test_merges_upon_merges_come_apart_in_turn(town: Town) -> None:
    a, b, c = [await opened(town, wish) for wish in await several(town, 3)]
    everybody = await behind(a) | await behind(b) | await behind(c)
    kept = {issue.key: await behind(issue) for issue in (a, b, c)}
    await merge(town, a, b)
    await merge(town, b, c)
    assert await behind(c) == everybody
    with refused("issue_not_now"):
        await unmerge(town, c)
    with refused("issue_gone_on"):
        await unmerge(town, a)
    await unmerge(town, b)
    await unmerge(town, a)
    assert {issue.key: await behind(issue) for issue in (a, b, c)} == kept


async def test_what_was_taken_out_meanwhile_stays_out(town: Town) -> None:
    wish, other_wish = await several(town, 2)
    one, other = await opened(town, wish), await opened(town, other_wish)
    await merge(town, one, other)
    form = WishesForm(wishes=[wish.public_id])
    await done(take_out, other.public_id, form, by=await town.viewer("street_clerk"))
    await unmerge(town, one)
    assert await behind(one) == set()


async def test_no_circle_and_nothing_closed(town: Town) -> None:
    one, other = await opened(town), await opened(town)
    with refused("issue_into_itself"):
        await merge(town, one, one)
    await merge(town, one, other)
    with refused("issue_closed"):
        await merge(town, other, one)
    with refused("issue_closed"):
        await merge(town, other, await solved(town))


async def test_some_wishes_become_an_issue_of_their_own(town: Town) -> None:
    stays, goes = await town.published(), await town.collected(phone="13911112222")
    issue = await opened(town, stays, goes)
    form = SplitForm(title="一条路没有灯", summary="只有这条路没有灯。", wishes=[goes.public_id])
    part = await done(split_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert await behind(part) == {goes.key} and await behind(issue) == {stays.key}
    assert (await town.fresh(goes)).stage is Stage.raised
    (bond,) = await done(bonds_of, part)
    assert bond.stage_before is Stage.collected
