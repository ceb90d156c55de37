"""Solve, follow up, close: every wisher behind an issue is asked, and it is counted once."""

from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.models import ReasonFor
from wishboard.catalogue.queries import reason_with
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import city_date, today
from wishboard.core.database import AsyncSession
from wishboard.endings.commands import end_with
from wishboard.endings.events import EndingEvent
from wishboard.endings.models import Decision, DecisionKind
from wishboard.events.history import record
from wishboard.issues.bonds import untie
from wishboard.issues.events import SUBJECT, IssueEvent, RaisedEvent
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm, FollowUpForm, SolveForm
from wishboard.issues.handling.assignments import acts_for, hold_led, lead_of
from wishboard.issues.handling.models import Assignment
from wishboard.issues.handling.replies import has_clear_reply
from wishboard.issues.handling.time import drop_request
from wishboard.issues.legacy.commands import last_word
from wishboard.issues.lifecycle import IssueDeed, advance_issue, issue_must
from wishboard.issues.models import Issue
from wishboard.issues.quantities.commands import Figure, unconfirm, write_quantities
from wishboard.issues.queries import bond_of, hold_coordinated, wishes_behind
from wishboard.issues.refusals import IssueNotNow, NoClearMeasure, NotBehind, NotOverYet, OwnIssue
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.outcomes.closing import close_along
from wishboard.outcomes.credit import credit_issue, take_issue_back
from wishboard.outcomes.models import Outcome
from wishboard.outcomes.refusals import NotInTheFuture
from wishboard.settings import settings
from wishboard.wishes import events as of_wishes
from wishboard.wishes.lifecycle import Deed, NotNow, advance
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish
from wishboard.wishes.stages import Ending, Stage
from wishboard.wishes.summary import must_tell_nothing

CLOSE_WITHIN = 3
"""Working days until an issue should be closed of which every wisher has been heard."""
_UNHEARD = frozenset({Stage.raised, Stage.delivered})


async def solve_issue(db: AsyncSession, issue_id: str, form: SolveForm, *, by: Viewer) -> Issue:
    """Report an issue as solved, as the lead; every raised wish behind it is asked.

    Raises NoClearMeasure without a reply that can be held against the body, NotInTheFuture,
    NoSuchQuantity.
    """
    issue, _lead = await hold_led(db, issue_id, by=by)
    await must_be_solvable(db, issue)
    must_tell_nothing(form.result)
    solved_on = form.solved_on or today()
    if solved_on > today():
        raise NotInTheFuture
    issue.result, issue.reported = form.result, form.reported
    issue.due_on = None
    await drop_request(db, issue)
    advance_issue(issue, IssueDeed.solve, IssueStage.solved)
    asked = 0
    for found in await wishes_behind(db, issue):
        wish = await hold_wish(db, found.key)
        if wish.stage is Stage.raised:
            await _ask(db, issue, wish, form.result, by=by)
            asked += 1
    await write_quantities(db, issue, Figure.reported, form.quantities, by=by)
    await record(db, IssueEvent.solved, SUBJECT, issue.key, by=by, asked=asked)
    return issue


async def must_be_solvable(db: AsyncSession, issue: Issue) -> None:
    """Raises NoClearMeasure, IssueNotNow."""
    issue_must(issue, IssueDeed.solve)
    if not await has_clear_reply(db, issue):
        raise NoClearMeasure


async def follow_up(
    db: AsyncSession, issue_id: str, wish_id: str, form: FollowUpForm, *, by: Viewer
) -> Wish:
    """Tell one dissatisfied wisher what was done for them; they are asked again.

    A raised wish behind a solved issue waits for this. Raises NotBehind, NotNow for any other.
    """
    issue, _lead = await hold_led(db, issue_id, by=by)
    if issue.stage is not IssueStage.solved:
        raise IssueNotNow(stage=issue.stage)
    wish = await hold_wish(db, wish_id)
    bond = await bond_of(db, wish.key)
    if bond is None or bond.issue_id != issue.id:
        raise NotBehind
    if wish.stage is not Stage.raised:
        raise NotNow(stage=wish.stage)
    await _ask(db, issue, wish, form.done, by=by)
    await db.flush()
    await record(db, IssueEvent.followed_up, SUBJECT, issue.key, by=by, wish=wish.key)
    return wish


async def close_issue(
    db: AsyncSession, issue_id: str, form: CloseIssueForm, *, by: Viewer
) -> Issue:
    """Close a solved issue with the number of people it reached, when every wisher was heard.

    What was answered with silence closes along, as unconfirmed.

    Raises OwnIssue for whoever acts for the lead, NotOverYet, ClosingWordNeeded for an old
    problem of which nobody has said in public what became of it.
    """
    issue = await hold_coordinated(db, issue_id, by=by)
    lead = await must_be_closable(db, issue, by=by)
    await last_word(db, issue, form.words, by=by)
    for found in await wishes_behind(db, issue):
        wish = await hold_wish(db, found.key)
        if wish.stage is Stage.answered:
            await close_along(db, wish, by=by)
    issue.confirmed = form.confirmed
    await write_quantities(db, issue, Figure.confirmed, form.quantities, by=by)
    advance_issue(issue, IssueDeed.close, IssueStage.closed, ending=IssueEnding.solved)
    if lead and issue.solved_at:
        cause = (SUBJECT, issue.public_id, issue.round)
        await credit_issue(db, cause, lead.organization_id, done_on=city_date(issue.solved_at))
    await db.flush()
    await record(db, IssueEvent.closed, SUBJECT, issue.key, by=by)
    return issue


async def must_be_closable(db: AsyncSession, issue: Issue, *, by: Viewer) -> Assignment | None:
    """The lead of an issue that may be closed. Raises OwnIssue, NotOverYet, IssueNotNow."""
    issue_must(issue, IssueDeed.close)
    lead = await lead_of(db, issue)
    if lead and await acts_for(db, lead.organization_id, by):
        raise OwnIssue
    if unheard := await unheard_behind(db, issue):
        raise NotOverYet(count=unheard)
    return lead


async def assign_again(db: AsyncSession, issue: Issue, *, by: Viewer, cause: str) -> None:
    """Put a held issue back to work that is not done; what it was credited with is taken back.

    `cause` is a code for history. The wishes that were not done wait on it as before.
    """
    if issue.stage is IssueStage.closed:
        await take_issue_back(db, (SUBJECT, issue.public_id, issue.round))
    advance_issue(issue, IssueDeed.assign_again, IssueStage.accepted)
    issue.round += 1
    issue.confirmed = None
    await unconfirm(db, issue)
    issue.due_on = add_working_days(today(), issue.days)
    for found in await wishes_behind(db, issue):
        wish = await hold_wish(db, found.key)
        if wish.stage is Stage.raised:
            wish.due_on = None
    await db.flush()
    await record(db, IssueEvent.assigned_again, SUBJECT, issue.key, by=by, cause=cause)


async def decline_issue(
    db: AsyncSession, issue_id: str, form: DeclineIssueForm, *, by: Viewer
) -> Issue:
    """Not take an issue up; each wisher behind it reads why. A claimed wish goes its own way.

    Raises NoSuchReason, and TellsTooMuch: all of them read the same words.
    """
    issue = await hold_coordinated(db, issue_id, by=by)
    issue_must(issue, IssueDeed.decline)
    must_tell_nothing(form.explanation)
    reason = await reason_with(db, form.reason, ReasonFor.decline)
    for found in await wishes_behind(db, issue):
        wish = await hold_wish(db, found.key)
        if wish.stage is not Stage.raised:
            await untie(db, issue, wish, by=by)
            continue
        decision = Decision(
            kind=DecisionKind.declined, reason_id=reason.id, explanation=form.explanation
        )
        await end_with(db, wish, Deed.decline, Ending.declined, decision, by=by)
        await record(
            db, EndingEvent.declined, of_wishes.SUBJECT, wish.key, by=by, reason=reason.code
        )
    issue.result, issue.due_on = form.explanation, None
    advance_issue(issue, IssueDeed.decline, IssueStage.closed, ending=IssueEnding.declined)
    await db.flush()
    await record(db, IssueEvent.declined, SUBJECT, issue.key, by=by, reason=reason.code)
    return issue


async def unheard_behind(db: AsyncSession, issue: Issue) -> int:
    """How many wishers behind an issue have not answered yet, or wait for a follow-up."""
    return sum(wish.stage in _UNHEARD for wish in await wishes_behind(db, issue))


async def _ask(db: AsyncSession, issue: Issue, wish: Wish, done: str, *, by: Viewer) -> None:
    """Deliver one wish behind an issue; it adds nobody to the issue's own figure."""
    outcome = Outcome(
        wish_id=wish.key,
        round=wish.reopened,
        delivered_by_id=by.person_id,
        done=done,
        reported=0,
        delivered_on=today(),
        device=by.device,
    )
    db.add(outcome)
    await db.flush()
    wish.due_on = add_working_days(today(), settings().silence_after_days)
    advance(wish, Deed.deliver, Stage.delivered)
    await record(
        db,
        RaisedEvent.delivered,
        of_wishes.SUBJECT,
        wish.key,
        by=by,
        issue=issue.key,
        outcome=outcome.key,
    )
