"""What a town has done, each counted apart and once."""

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import answer, several, solved
from wishboard.issues.forms import CloseIssueForm
from wishboard.issues.solving import close_issue
from wishboard.reports.totals import count_totals as count


async def test_a_wish_and_a_problem_are_counted_apart_and_its_wishers_once(town: Town) -> None:
    await town.closed(confirmed=2)
    before = await count()
    assert (before.fulfilled, before.solved, before.beneficiaries) == (1, 0, 2)
    wishes = await several(town, 3)
    issue = await solved(town, *wishes)
    for wish in wishes:
        await answer(wish, yes=True)
    assert await count() == before
    form, by = CloseIssueForm(confirmed=900), await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, form, by=by)
    after = await count()
    assert (after.fulfilled, after.solved, after.beneficiaries) == (1, 1, 902)
    assert after.participations == before.participations
