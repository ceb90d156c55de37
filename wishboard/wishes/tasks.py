"""Community tasks: wishes that an organization makes, with a time and a place for volunteers."""

from datetime import date, datetime, time

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import area_with, organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.queries import category_with
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Invalid, NotAllowed
from wishboard.events.history import record
from wishboard.i18n import gettext as _
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.forms import TaskForm
from wishboard.wishes.models import Shift, Wish
from wishboard.wishes.refusals import InThePast, TwoForMinors
from wishboard.wishes.stages import Kind, Lane, Risk, Stage
from wishboard.wishes.summary import must_tell_nothing, searchable


async def make_task(db: AsyncSession, form: TaskForm, *, by: Viewer) -> Wish:
    """Make a community task at `registered`, as the host organization; no contact data.

    Raises NotAllowed for anybody who does not act for the host, InThePast for a day gone by,
    TwoForMinors for a single place where people meet minors, TellsTooMuch for personal data.
    """
    must_tell_nothing(form.title, form.summary, form.bring)
    must_tell_nothing(form.meeting_point, rooms=False)
    host = await organization_with(db, form.host)
    area = await area_with(db, form.area)
    if not by.may(Right.keep, organization_path=host.path, area_path=area.path):
        raise NotAllowed
    category = await category_with(db, form.category)
    starts_at, ends_at = _when(form)
    if Risk.minors in form.risks and form.places < 2:
        raise TwoForMinors
    wish = Wish(
        kind=Kind.community_task,
        stage=Stage.registered,
        lane=Lane.individual,
        area_id=area.key,
        keeper_id=host.key,
        host_id=host.id,
        category_id=category.id,
        title=form.title,
        summary=form.summary,
        search=searchable(form.title, form.summary),
        places=form.places,
        expected=form.expected,
        risks=[risk.value for risk in form.risks],
        may_publish=True,
        registered_at=now(),
        due_on=form.day,
    )
    db.add(wish)
    await db.flush()
    place, bring = form.meeting_point, form.bring
    db.add(
        Shift(
            wish_id=wish.key, starts_at=starts_at, ends_at=ends_at, meeting_point=place, bring=bring
        )
    )
    await record(db, WishEvent.registered, SUBJECT, wish.key, by=by, lane=Lane.individual)
    return wish


def _when(form: TaskForm) -> tuple[datetime, datetime]:
    """From when to when; the end lies behind the beginning, and that in the future."""
    starts_at, ends_at = _at(form.day, form.starts, "starts"), _at(form.day, form.ends, "ends")
    if ends_at <= starts_at:
        raise Invalid({"ends": _("The end must be after the beginning.")})
    if starts_at <= now():
        raise InThePast
    return starts_at, ends_at


def _at(day: date, clock: str, field: str) -> datetime:
    try:
        hour, minute = map(int, clock.split(":"))
        return datetime.combine(day, time(hour, minute), settings().zone)
    except ValueError as error:
        raise Invalid({field: _("Please enter a time such as 9:30.")}) from error
