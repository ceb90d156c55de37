"""October 2026 in the small town, and the days around it."""

from datetime import UTC, date, datetime, timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import dispatched
from tests.reports.rates.heard import followed
from wishboard.bulletins.commands import subscribe
from wishboard.bulletins.forms import MakeForm
from wishboard.bulletins.models import Bulletin
from wishboard.bulletins.scope import Scope, scope_with
from wishboard.core.clock import frozen, today
from wishboard.endings.commands import defer_wish
from wishboard.endings.forms import DeferForm
from wishboard.reports.bulletins.making import make_bulletin

MONTH = "2026-10"
OVER = date(2026, 11, 1)
MIDNIGHT = datetime(2026, 10, 31, 16, tzinfo=UTC)
"""The first moment of November in the city, which is eight hours ahead."""


async def october(town: Town) -> None:
    """Two wishes came and one came true, one is put off; an old problem waits. A year before one
    wish came."""
    with frozen(date(2025, 10, 8)):
        await town.registered()
    with frozen(date(2026, 9, 30)):
        await town.registered(category="tidy")
    with frozen(date(2026, 10, 12)):
        await town.closed()
        put_off = await town.registered(category="tidy")
        later = DeferForm(explanation="要等开春。", review_on=today() + timedelta(days=60))
        await done(defer_wish, put_off.key, later, by=await town.viewer("clerk"))
        sponsor = town.people["leader"].public_id
        await dispatched(town, kind="legacy", since_year=2009, sponsor=sponsor)
        await followed()


def code(town: Town, name: str) -> str:
    """An area or an organization by its name, as forms have it."""
    if name in town.areas:
        return f"area:{town.areas[name].public_id}"
    return f"organization:{town.organizations[name].public_id}"


async def scope(town: Town, name: str) -> Scope:
    """The same as what a report is about."""
    return await done(scope_with, code(town, name))


async def made(
    town: Town, name: str = "柳荫街道", period: str = MONTH, by: str = "leader"
) -> Bulletin:
    """A report that somebody of the cast opens."""
    form = MakeForm(scope=code(town, name), period=period)
    return await done(make_bulletin, form, by=await town.viewer(by))


async def subscribed(town: Town, *parts: str, name: str = "柳荫街道", period: str = "") -> Bulletin:
    """Let some of the cast want the reports that are like one of an earlier time."""
    with frozen(date(2026, 10, 20)):
        earlier = await made(town, name, period or "2026-09")
        for part in parts:
            await done(subscribe, earlier.public_id, by=await town.viewer(part))
    return earlier
