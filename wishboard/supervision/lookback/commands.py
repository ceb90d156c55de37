"""Draw a campaign, and record one call-back after another."""

import secrets

from sqlmodel import select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import area_with, committee_of
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.history import record
from wishboard.issues.models import Issue
from wishboard.issues.queries import hold_issue, wishes_behind
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.outcomes.refusals import ContactGone
from wishboard.supervision.events import CAMPAIGN, SupervisionEvent
from wishboard.supervision.ladder.models import Cause
from wishboard.supervision.lookback.closings import Closings, closings
from wishboard.supervision.lookback.drawing import drawn
from wishboard.supervision.lookback.forms import CallbackForm, CampaignForm
from wishboard.supervision.lookback.models import Callback, Campaign, Content
from wishboard.supervision.refusals import CalledBefore, NothingToDraw
from wishboard.supervision.reworking import back_to_work, can_be_sent_back
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, can
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish
from wishboard.wishes.stages import Ending

MOST_TRIES = 3
"""After so many calls that nobody took, a wisher counts as not reached."""
_ASKED_AGAIN = ReopenForm(reason="look-back")


async def draw_campaign(db: AsyncSession, form: CampaignForm, *, by: Viewer) -> Campaign:
    """Draw a sample of what was closed; unconfirmed wishes are drawn first.

    Raises NotAllowed for who does not supervise the area, NothingToDraw.
    """
    area = await area_with(db, form.area)
    keeper = await committee_of(db, area)
    if not by.may(Right.supervise, organization_path=keeper.path, area_path=area.path):
        raise NotAllowed
    there = await closings(db, area, form.closed_from, form.closed_until)
    seed = secrets.randbelow(2**31) if form.seed is None else form.seed
    sample = sample_of(there, seed, form.size_wishes, form.size_issues)
    if not sample:
        raise NothingToDraw
    campaign = Campaign(
        title=form.title,
        area_id=area.key,
        keeper_id=keeper.key,
        closed_from=form.closed_from,
        closed_until=form.closed_until,
        size_wishes=form.size_wishes,
        size_issues=form.size_issues,
        seed=seed,
        wishes=len(there.wishes),
        issues=len(there.issues),
        by_id=by.person_id,
    )
    db.add(campaign)
    await db.flush()
    db.add_all(
        Callback(campaign_id=campaign.key, position=position, wish_id=wish, issue_id=issue)
        for position, (wish, issue) in enumerate(sample, start=1)
    )
    await db.flush()
    kind = SupervisionEvent.campaign_drawn
    await record(db, kind, CAMPAIGN, campaign.key, by=by, calls=len(sample), seed=seed)
    return campaign


def sample_of(there: Closings, seed: int, wishes: int, issues: int) -> list[tuple[int, int | None]]:
    """Whom to call: the keys of a wish and, for an issue, of the issue. Issues come first.

    Of the wishers behind an issue one is drawn.
    """
    sample: list[tuple[int, int | None]] = []
    for name in drawn(seed, there.issues, issues):
        issue = there.issues[name]
        behind = there.behind[issue]
        sample += [(behind[one], issue) for one in drawn(seed, behind, 1)]
    chosen = drawn(seed, there.wishes, wishes, first=there.unconfirmed)
    return sample + [(there.wishes[name], None) for name in chosen]


async def record_callback(
    db: AsyncSession, campaign_id: str, position: int, form: CallbackForm, *, by: Viewer
) -> Callback:
    """Record a call-back; what is not done is taken up again, an issue one rung up.

    Raises NotFound, NotAllowed for who does not supervise there, CalledBefore.
    """
    campaign = (await db.exec(select(Campaign).where(Campaign.public_id == campaign_id))).first()
    if campaign is None:
        raise NotFound
    if not await may_call(db, campaign, by):
        raise NotAllowed
    found = await db.exec(
        select(Callback).where(Callback.campaign_id == campaign.id, Callback.position == position)
    )
    callback = found.first()
    if callback is None:
        raise NotFound
    issue, wish = await _hold(db, callback)
    await db.refresh(callback, with_for_update=True)
    if callback.reached:
        raise CalledBefore
    callback.attempts += 1
    callback.reached, callback.words = form.reached, form.words
    callback.by_id, callback.at = by.person_id, now()
    if form.reached:
        callback.contacted, callback.solved = form.contacted, form.solved
        callback.content = form.content
        callback.sent_back = not is_content(callback) and await _take_up(db, wish, issue, form, by)
    await db.flush()
    kind = SupervisionEvent.called_back
    await record(db, kind, SUBJECT, wish.key, by=by, callback=callback.key)
    return callback


def is_content(callback: Callback) -> bool:
    """Whether a wisher who was reached says that it is solved, and is content enough."""
    return bool(callback.solved) and callback.content is not Content.dissatisfied


async def may_call(db: AsyncSession, campaign: Campaign, viewer: Viewer) -> bool:
    """Whether a viewer supervises where a campaign looks back."""
    area = await db.get_one(Area, campaign.area_id)
    keeper = await db.get_one(Organization, campaign.keeper_id)
    return viewer.may(Right.supervise, organization_path=keeper.path, area_path=area.path)


async def _hold(db: AsyncSession, callback: Callback) -> tuple[Issue | None, Wish]:
    """The issue first, and then the wishes in the order of their keys, as every deed does."""
    if callback.issue_id is None:
        return None, await hold_wish(db, callback.wish_id)
    issue = await hold_issue(db, callback.issue_id)
    keys = {wish.key for wish in await wishes_behind(db, issue)} | {callback.wish_id}
    held = {key: await hold_wish(db, key) for key in sorted(keys)}
    return issue, held[callback.wish_id]


async def _take_up(
    db: AsyncSession, wish: Wish, issue: Issue | None, form: CallbackForm, by: Viewer
) -> bool:
    """Open a wish again and assign its issue again; False when neither could be."""
    taken = False
    if can(wish, Deed.reopen) and wish.ending in (Ending.fulfilled, Ending.unconfirmed):
        try:
            await reopen_wish(db, wish.key, _ASKED_AGAIN, by=CLOCK)
            taken = True
        except ContactGone:
            taken = False
    if issue is not None and can_be_sent_back(issue):
        await back_to_work(db, issue, Cause.look_back, words=form.words, by=by)
        taken = True
    return taken
