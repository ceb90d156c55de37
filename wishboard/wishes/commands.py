"""Collect, register, approve, publish."""

from datetime import timedelta

from wishboard.accounts.trees import acts_above, area_with, committee_of
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.queries import category_with
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.forms import CollectForm, RegisterForm
from wishboard.wishes.lifecycle import Deed, advance, must
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.queries import hold_kept_wish, hold_wish
from wishboard.wishes.refusals import (
    AboveTheCap,
    NoConsent,
    NotIndividual,
    TwoForMinors,
)
from wishboard.wishes.stages import Kind, Lane, Risk, Stage
from wishboard.wishes.summary import must_tell_nothing, searchable
from wishboard.wishes.wishers import ContactData, contact_of, keep_contact, wisher_with

REGISTER_WITHIN = 2
PUBLISH_WITHIN = 2
"""Working days until a collected wish should be registered, and a registered one published."""


async def collect_wish(db: AsyncSession, form: CollectForm, *, by: Viewer) -> Wish:
    """Take in a wish in the wisher's own words. Anybody may; a collector files for others.

    Raises NoKeeper when no organization looks after the area.
    """
    area = await area_with(db, form.area)
    keeper = await committee_of(db, area)
    wisher = await wisher_with(db, form.phone)
    wish = Wish(
        area_id=area.key,
        keeper_id=keeper.key,
        wisher_id=wisher.id,
        collector_id=by.doer_id if by.signed_in else None,
        collected_from=by.device if by.signed_in else "",
        channel=form.channel,
        may_publish=form.may_publish,
        may_contact=form.may_contact,
        may_photograph=form.may_photograph,
        for_minor=form.for_minor,
        due_on=add_working_days(today(), REGISTER_WITHIN),
    )
    db.add(wish)
    await db.flush()
    db.add(Words(wish_id=wish.key, title=form.title, text=form.text))
    data = ContactData(form.name, form.phone, form.address, form.circumstances, form.guardian)
    await keep_contact(db, wish, wisher, data)
    await record(db, WishEvent.collected, SUBJECT, wish.key, by=by, channel=form.channel)
    return wish


async def register_wish(
    db: AsyncSession, wish_id: str | int, form: RegisterForm, *, by: Viewer
) -> Wish:
    """Give a wish its public words, category, lane and measure. By the keeper.

    Raises TellsTooMuch when the public words hold personal data, TwoForMinors when a wish that
    brings people together with minors has a single place.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    must(wish, Deed.register)
    await describe(db, wish, form)
    wish.due_on = add_working_days(today(), PUBLISH_WITHIN)
    advance(wish, Deed.register, Stage.registered)
    await record(db, WishEvent.registered, SUBJECT, wish.key, by=by, lane=form.lane)
    return wish


async def describe(db: AsyncSession, wish: Wish, form: RegisterForm) -> None:
    """Write a wish's public words, how they are found, its lane, measure and marks.

    Raises TellsTooMuch, TwoForMinors.
    """
    must_tell_nothing(form.title, form.summary, of=await contact_of(db, wish))
    _two_for_minors(form.risks, form.places)
    category = await category_with(db, form.category)
    wish.title, wish.summary, wish.category_id = form.title, form.summary, category.id
    wish.search = searchable(form.title, form.summary)
    wish.places, wish.expected, wish.worth = form.places, form.expected, form.worth
    wish.risks = [risk.value for risk in form.risks]
    wish.lane = form.lane
    wish.opens_at, wish.draw = form.opens_at, form.draw and form.opens_at is not None


async def approve_worth(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Approve a share above the cap, as the parent of the keeper. Raises NotAllowed."""
    wish = await hold_wish(db, wish_id)
    must(wish, Deed.publish)
    if not await stands_above(db, wish, by):
        raise NotAllowed
    wish.approved_by_id = by.person_id
    await record(db, WishEvent.worth_approved, SUBJECT, wish.key, by=by)
    return wish


async def publish_wish(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Put a registered wish on the board: for the keeper's own members first, then for everybody.

    Raises NotIndividual, NoConsent, AboveTheCap, and TellsTooMuch for words that came in by a way
    on which nobody looked at them.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    must_be_publishable(wish)
    must_tell_nothing(wish.title, wish.summary, of=await contact_of(db, wish))
    first = timedelta() if wish.kind is Kind.community_task else settings().members_first
    wish.board_at = now() + first
    wish.due_on = None
    advance(wish, Deed.publish, Stage.published)
    await record(db, WishEvent.published, SUBJECT, wish.key, by=by)
    return wish


def must_be_publishable(wish: Wish) -> None:
    """Refuse what does not go on the board: NotNow, NotIndividual, NoConsent, AboveTheCap."""
    must(wish, Deed.publish)
    if wish.lane is not Lane.individual:
        raise NotIndividual
    if wish.kind is Kind.micro_wish and not wish.may_publish:
        raise NoConsent
    if needs_approval(wish):
        raise AboveTheCap(worth=wish.worth, cap=settings().worth_cap)


async def stands_above(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer acts for the parent of a wish's keeper."""
    return await acts_above(db, viewer, wish.keeper_id)


def needs_approval(wish: Wish) -> bool:
    """Whether a share costs more than the cap and the parent has not approved it."""
    return wish.worth > settings().worth_cap and wish.approved_by_id is None


def _two_for_minors(risks: list[Risk], places: int) -> None:
    if Risk.minors in risks and places < 2:
        raise TwoForMinors
