"""Something to see on the pages of rates: a frozen ranking and exclusions."""

from tests.cast import Town
from tests.deeds import done
from tests.reports.rates.heard import followed
from wishboard.bulletins.commands import subscribe
from wishboard.bulletins.forms import MakeForm
from wishboard.bulletins.queries import own_subscriptions
from wishboard.core.clock import today
from wishboard.core.periods import month_of
from wishboard.reports.bulletins.making import make_bulletin
from wishboard.reports.rates.frozen import freeze, frozen_rankings
from wishboard.reports.rates.models import Board, Matter
from wishboard.supervision.exclusions.commands import ask_exclusion
from wishboard.supervision.exclusions.forms import ExcludeForm
from wishboard.supervision.exclusions.models import ExclusionReason


async def rates_scene(town: Town) -> dict[str, str]:
    """Count, freeze and ask for an exclusion. Returns what stands in addresses by name."""
    wish = await town.closed(by="neighbour")
    form = ExcludeForm(
        wish=wish.public_id,
        reason=ExclusionReason.said_twice,
        evidence="同一件事十月已经评价过，见当月台账第12行。",
    )
    exclusion = await done(ask_exclusion, form, by=await town.viewer("clerk"))
    await followed()
    await done(freeze, Board.street, Matter.individual, month_of(today()).before)
    await done(freeze, Board.street, Matter.individual, month_of(today()))
    (newest, *_older) = await done(frozen_rankings)
    report, subscription = await _report(town)
    return {
        "street": town.areas["柳荫街道"].public_id,
        "exclusion": exclusion.public_id,
        "frozen": newest.public_id,
        "report": report,
        "subscription": subscription,
    }


async def _report(town: Town) -> tuple[str, str]:
    """Last month's report of the street and a supervisor's subscription; a leader wants it too."""
    over, supervisor = month_of(today()).before, await town.viewer("supervisor")
    form = MakeForm(scope=f"area:{town.areas['柳荫街道'].public_id}", period=over.name)
    report = await done(make_bulletin, form, by=supervisor)
    for by in (supervisor, await town.viewer("leader")):
        await done(subscribe, report.public_id, by=by)
    (own,) = await done(own_subscriptions, supervisor)
    return report.public_id, own.public_id
