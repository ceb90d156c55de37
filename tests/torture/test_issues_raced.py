"""Issues merge, come apart, and let wishes in and out, all at once: nobody's wish is lost."""

import random
from collections import Counter

import pytest
from sqlalchemy import text

from tests.cast import Town
from tests.deeds import done, raced
from tests.issues.knots import opened, several
from tests.torture.processes import times
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.core.database import transaction
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import WithdrawForm
from wishboard.issues.forms import MergeIssueForm, WishesForm
from wishboard.issues.merging import merge_issue, unmerge_issue
from wishboard.issues.models import Issue
from wishboard.issues.opening import send_up, take_out
from wishboard.wishes.models import Wish

pytestmark = pytest.mark.torture

TWICE_BEHIND = text("""
SELECT wish_id FROM issue_wish WHERE ended_at IS NULL GROUP BY wish_id HAVING count(*) > 1
""")
LOST = text("""
SELECT w.id FROM wish w WHERE (w.stage = 'raised') <> EXISTS (
  SELECT 1 FROM issue_wish b JOIN issue i ON i.id = b.issue_id
   WHERE b.wish_id = w.id AND b.ended_at IS NULL AND i.stage <> 'closed')
   AND w.stage <> 'closed'
""")
CIRCLE = text("""
WITH RECURSIVE way (start, here, steps) AS (
  SELECT id, merged_into_id, 1 FROM issue WHERE merged_into_id IS NOT NULL
  UNION ALL
  SELECT start, i.merged_into_id, steps + 1 FROM way JOIN issue i ON i.id = way.here
   WHERE i.merged_into_id IS NOT NULL AND steps < 20)
SELECT start FROM way WHERE start = here
""")


async def race(three: list[Issue], wishes: list[Wish], clerk: Viewer) -> Counter[str]:
    """Merges in a ring and apart again, wishes in and out, one withdrawal, all at once."""
    one, two, last = three
    every = [wish.public_id for wish in wishes]
    deeds = [
        done(merge_issue, one.public_id, MergeIssueForm(into=two.public_id), by=clerk),
        done(merge_issue, two.public_id, MergeIssueForm(into=last.public_id), by=clerk),
        done(merge_issue, last.public_id, MergeIssueForm(into=one.public_id), by=clerk),
        done(unmerge_issue, one.public_id, by=clerk),
        done(unmerge_issue, two.public_id, by=clerk),
        done(take_out, one.public_id, WishesForm(wishes=every[:1]), by=clerk),
        done(send_up, two.public_id, WishesForm(wishes=every[3:]), by=clerk),
        done(send_up, last.public_id, WishesForm(wishes=every[3:]), by=clerk),
        done(withdraw_wish, wishes[1].key, WithdrawForm(), by=wisher_of(wishes[1].key)),
    ]
    random.shuffle(deeds)
    return await raced(deeds)


async def test_no_wish_is_lost_or_stands_twice(town: Town) -> None:
    seen = Counter[str]()
    clerk = await town.viewer("street_clerk")
    for _round in range(times(200)):
        wishes = await several(town, 4)
        issues = [await opened(town, wish) for wish in wishes[:3]]
        seen += await race(issues, wishes, clerk)
    async with transaction() as db:
        for question in (TWICE_BEHIND, LOST, CIRCLE):
            assert (await db.execute(question)).all() == []
    assert {"Issue", "Wish", "issue_closed", "already_behind"} <= set(seen)
