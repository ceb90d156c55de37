"""Jobs of the year: credits, rates and rankings, reports, what is owed."""

from wishboard.core.database import transaction
from wishboard.events.chain import seal_history as seal
from wishboard.quotas.behind import tell_parents as tell_of_the_quarter
from wishboard.quotas.reminding import remind_by_the_calendar
from wishboard.quotas.sums import BATCH as CREDITS
from wishboard.quotas.sums import fold_credits as fold
from wishboard.reports.bulletins.making import make_due
from wishboard.reports.hotwords.counting import count_words as count_hot_words
from wishboard.reports.rates.frozen import freeze_due
from wishboard.reports.rates.sweep import follow_history
from workers.turns import Context, one_at_a_time


async def fold_credits(_ctx: Context) -> None:
    """Fold new rows of the ledger of credits into its sums."""
    folded = CREDITS
    while folded == CREDITS:
        async with transaction() as db:
            folded = await fold(db)


async def follow_rates(_ctx: Context) -> None:
    """Add what happened to the sums behind rates and rankings."""
    await one_at_a_time("follow_rates", follow_history)


async def freeze_rankings(_ctx: Context) -> None:
    """Freeze the rankings of the week and the month that are over."""
    await seal()
    await follow_history()
    await one_at_a_time("freeze_rankings", freeze_due)


async def count_words(_ctx: Context) -> None:
    """Count what people speak of more than before."""
    await one_at_a_time("count_words", count_hot_words)


async def make_reports(_ctx: Context) -> None:
    """Make the reports of what is over that somebody wants, and tell them."""
    await seal()
    await follow_history()
    await one_at_a_time("make_reports", make_due)


async def remind_of_the_year(_ctx: Context) -> None:
    """Remind members of what they owe, each quarter and in the last weeks."""
    await one_at_a_time("remind_of_the_year", remind_by_the_calendar)


async def tell_parents(_ctx: Context) -> None:
    """Tell parents which organizations below them are behind, after each quarter."""
    await one_at_a_time("tell_parents", tell_of_the_quarter)
