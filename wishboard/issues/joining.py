"""Mine too: somebody with the same problem stands behind an issue, with a code of their own."""

from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.trees import area_with
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.forms import read
from wishboard.core.phones import phone_indexes, plain_phone
from wishboard.events.history import record
from wishboard.issues.bonds import tie
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.forms import JoinForm
from wishboard.issues.lifecycle import IssueDeed, issue_can
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.queries import hold_issue
from wishboard.issues.refusals import JoinedBefore, NotShared
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending
from wishboard.wishes.wishers import Wisher


async def join_issue(db: AsyncSession, issue_id: str, form: JoinForm, *, by: Viewer) -> Wish:
    """Join an issue instead of filing the same again. Returns the joiner's own wish.

    Raises NotShared when the issue is over, JoinedBefore for a phone number that stands behind it,
    Invalid for words too short to mean anything.
    """
    issue = await hold_issue(db, issue_id)
    if not issue_can(issue, IssueDeed.merge):
        raise NotShared
    if await _stands_behind(db, issue, form.phone):
        raise JoinedBefore
    area = await _area_within(db, issue, form.area)
    said = {"text": form.text or issue.summary, "title": issue.title, "area": area.public_id}
    wish = await collect_wish(db, read(CollectForm, form.model_dump() | said), by=by)
    await tie(db, issue, wish, by=CLOCK, joined=True)
    issue.version += 1
    await record(db, IssueEvent.joined, SUBJECT, issue.key, by=by, wish=wish.key)
    return wish


async def _area_within(db: AsyncSession, issue: Issue, chosen: str) -> Area:
    """The area somebody chose, if the issue reaches it; the issue's own otherwise."""
    own = await db.get_one(Area, issue.area_id)
    area = await area_with(db, chosen) if chosen else own
    return area if area.path.startswith(own.path) else own


async def _stands_behind(db: AsyncSession, issue: Issue, phone: str) -> bool:
    if not plain_phone(phone):
        return False
    found = await db.exec(
        select(Wish.id)
        .join(IssueWish, col(IssueWish.wish_id) == col(Wish.id))
        .join(Wisher, col(Wisher.id) == col(Wish.wisher_id))
        .where(
            IssueWish.issue_id == issue.id,
            col(IssueWish.ended_at).is_(None),
            col(Wisher.phone_index).in_(phone_indexes(phone)),
            col(Wish.ending).is_distinct_from(Ending.withdrawn),
        )
        .limit(1)
    )
    return found.first() is not None
