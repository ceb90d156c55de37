"""Claim, extend, hand back, let lapse; and the end of a promise that is nobody's fault."""

from datetime import date

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.claims.allowance import Standing, latest_promise, standing
from wishboard.claims.events import ClaimEvent
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.claims.queries import hold_own_claim, hold_wish_and_claimer, living_claims
from wishboard.claims.refusals import (
    DayIsFixed,
    ExtendedBefore,
    MembersFirst,
    NoPlaceLeft,
    NotAMember,
    NotOpenYet,
    NotYours,
    PromiseTooFar,
    QualificationNeeded,
)
from wishboard.claims.waiting import end_waiting, offer_free_places
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import SignInNeeded
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, NotNow, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, latest_day, shifts_of
from wishboard.wishes.stages import Kind, Risk, Stage


async def claim_wish(
    db: AsyncSession,
    wish_id: str | int,
    *,
    by: Viewer,
    promised_on: date,
    organization: Organization | None = None,
    qualified: bool = False,
) -> Claim:
    """Promise to grant a wish by a date, for oneself or in an organization's name.

    The first living claim leads. Raises the refusals of `claims.refusals`, or NotNow.
    """
    must_be_a_helper(by, organization)
    wish = await hold_wish_and_claimer(db, wish_id, by)
    stands = await must_be_claimable(db, wish, by)
    promised_on = await _promisable_day(db, wish, promised_on)
    _must_be_qualified(wish, qualified)
    claim = Claim(
        wish_id=wish.key,
        person_id=by.person_id,
        organization_id=organization.key if organization else None,
        lead=wish.taken == 0,
        promised_on=promised_on,
        qualified=qualified,
        device=by.device,
    )
    db.add(claim)
    wish.taken += 1
    wish.due_on = min(wish.due_on or promised_on, promised_on)
    advance(wish, Deed.claim, Stage.claimed)
    await db.flush()
    if stands.waits:
        await end_waiting(db, wish, by.person_id)
    facts = {"claim": claim.key, "promised_on": promised_on.isoformat()}
    await record(db, ClaimEvent.made, SUBJECT, wish.key, by=by, **facts)
    return claim


async def must_be_claimable(db: AsyncSession, wish: Wish, by: Viewer) -> Standing:
    """Refuse a claim on this wish by this person, whatever day is promised.

    Raises the refusals of `claims.refusals`, or NotNow. Returns how the person stands.
    """
    must(wish, Deed.claim)
    stands = await standing(db, wish, by)
    if refused := stands.refusal():
        raise refused
    await _must_be_open(db, wish, by)
    if wish.taken + stands.offered_to_others >= wish.places:
        raise NoPlaceLeft
    return stands


async def extend_claim(
    db: AsyncSession, claim_id: str, *, by: Viewer, promised_on: date, reason: str
) -> Claim:
    """Move a promise to a later day, once and before it is due.

    Raises ExtendedBefore, and DayIsFixed for a community task.
    """
    wish, claim = await hold_own_claim(db, claim_id, by)
    must(wish, Deed.extend)
    if wish.kind is Kind.community_task:
        raise DayIsFixed
    if not claim.living or claim.extended_from is not None or claim.promised_on < today():
        raise ExtendedBefore
    if not claim.promised_on < promised_on <= latest_promise(claim.promised_on):
        raise PromiseTooFar(latest=latest_promise(claim.promised_on))
    claim.extended_from, claim.promised_on = claim.promised_on, promised_on
    claim.extension_reason, claim.reminded = reason, False
    await db.flush()
    await _refresh_due(db, wish)
    advance(wish, Deed.extend, Stage.claimed)
    facts = {"claim": claim.key, "promised_on": promised_on.isoformat()}
    await record(db, ClaimEvent.extended, SUBJECT, wish.key, by=by, **facts)
    return claim


async def hand_back_claim(db: AsyncSession, claim_id: str, *, by: Viewer, reason: str) -> Wish:
    """Give a place back without shame: the next in line is asked, the wish moves to the front."""
    wish, claim = await hold_own_claim(db, claim_id, by)
    await _give_back(db, wish, claim, Deed.hand_back, ClaimEnding.handed_back, reason)
    await record(db, ClaimEvent.handed_back, SUBJECT, wish.key, by=by, claim=claim.key)
    await offer_free_places(db, wish)
    return wish


async def let_lapse(db: AsyncSession, claim: Claim) -> None:
    """End a promise that is overdue past all patience; the clock does it."""
    wish = await hold_wish(db, claim.wish_id)
    await db.refresh(claim)
    if not claim.living or not past_patience(claim):
        return
    await _give_back(db, wish, claim, Deed.lapse, ClaimEnding.lapsed, "")
    await record(db, ClaimEvent.lapsed, SUBJECT, wish.key, by=CLOCK, claim=claim.key)
    await offer_free_places(db, wish)


def past_patience(claim: Claim) -> bool:
    """Whether a promise is overdue for more working days than the town waits."""
    return add_working_days(claim.promised_on, settings().lapse_after_days) < today()


async def release_claims(db: AsyncSession, wish: Wish, *, by: Viewer) -> None:
    """End every promise on a wish that went another way: no fault and no credit."""
    for claim in await living_claims(db, wish):
        end_claim(claim, ClaimEnding.released)
        await record(db, ClaimEvent.released, SUBJECT, wish.key, by=by, claim=claim.key)
    wish.taken = 0
    await end_waiting(db, wish)


def end_claim(claim: Claim, ending: ClaimEnding, reason: str = "") -> None:
    """Write down how a promise ended."""
    claim.ended_at, claim.ending, claim.reason = now(), ending, reason


async def _give_back(
    db: AsyncSession, wish: Wish, claim: Claim, deed: Deed, ending: ClaimEnding, reason: str
) -> None:
    must(wish, deed)
    if not claim.living:
        raise NotYours
    was_lead, claim.lead = claim.lead, False
    end_claim(claim, ending, reason)
    wish.taken -= 1
    wish.priority, wish.board_at = True, max(wish.board_at or now(), now())
    await db.flush()
    left = await living_claims(db, wish)
    if was_lead and left:
        left[0].lead = True
    await _refresh_due(db, wish)
    advance(wish, deed, Stage.claimed if left else Stage.published)


async def _refresh_due(db: AsyncSession, wish: Wish) -> None:
    wish.due_on = min((claim.promised_on for claim in await living_claims(db, wish)), default=None)


def must_be_a_helper(by: Viewer, organization: Organization | None = None) -> None:
    """Refuse whoever may claim nothing. Raises SignInNeeded, NotAMember, NotYours."""
    if not by.signed_in:
        raise SignInNeeded
    if organization is None and not by.may_claim:
        raise NotAMember
    if organization and not by.may(Right.keep, organization_path=organization.path):
        raise NotYours


async def _must_be_open(db: AsyncSession, wish: Wish, by: Viewer) -> None:
    moment = now()
    if wish.opens_at and (wish.opens_at > moment or wish.draw):
        raise NotOpenYet(opens=wish.opens_at)
    early = wish.board_at is not None and wish.board_at > moment
    if early and wish.keeper_id not in by.member_within:
        keeper = await db.get_one(Organization, wish.keeper_id)
        raise MembersFirst(until=wish.board_at, keeper=local_name(keeper))


async def _promisable_day(db: AsyncSession, wish: Wish, promised_on: date) -> date:
    """The day a promise is for: a community task has its own, the day of its last shift."""
    shifts = await shifts_of(db, wish) if wish.kind is Kind.community_task else []
    if last := latest_day(shifts):
        if last < today():
            raise NotNow(stage=wish.stage)
        return last
    if not today() <= promised_on <= latest_promise(today()):
        raise PromiseTooFar(latest=latest_promise(today()))
    return promised_on


def _must_be_qualified(wish: Wish, qualified: bool) -> None:
    if {Risk.electric, Risk.height} & set(wish.risks) and not qualified:
        raise QualificationNeeded
