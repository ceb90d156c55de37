"""`wishboard recount`: are the counters what they count?"""

from collections.abc import Callable

import click

from wishboard.cli.showing import show_table
from wishboard.cli.town import in_town


@click.command(name="recount")
def command() -> None:
    """Count again what the town only remembers, and set right what differs.

    The places taken on each wish are compared with the promises that stand on it, and the sums of
    every year with the ledger of credits, which is the truth; the sums behind rates and rankings
    with every answer and call-back. Works while the town runs.
    """
    from wishboard.claims.recount import recount_places  # noqa: PLC0415 - `--help` stays quick

    found = in_town("recount", recount_places)
    if found:
        show_table(
            ("wish", "places taken", "promises"),
            [(one.public_id, str(one.was), str(one.is_)) for one in found],
        )
        click.echo(f"{len(found)} wishes set right.")
    else:
        click.echo("Every wish has as many taken places as promises.")
    _recount_credits()
    _recount_rates()


def _recount_credits() -> None:
    from wishboard.quotas.sums import Recount, recount_credits  # noqa: PLC0415

    wrong: list[Recount] = []

    async def count() -> None:
        tell = _teller("of the ledger counted")
        async for share, found in recount_credits():
            wrong.extend(found)
            tell(share)

    in_town("recount", count)
    if not wrong:
        click.echo("Every sum is what the ledger of credits adds up to.")
        return
    show_table(
        ("holder", "year", "quarter", "cause", "sum", "ledger"),
        [
            (
                f"{one.holder} {one.holder_id}",
                str(one.year),
                str(one.quarter),
                one.cause_kind,
                str(one.was),
                str(one.is_),
            )
            for one in wrong
        ],
    )
    click.echo(f"{len(wrong)} sums set right.")


def _recount_rates() -> None:
    from wishboard.reports.rates.recounting import Wrong, recount_rates  # noqa: PLC0415

    wrong: list[Wrong] = []

    async def count() -> None:
        tell = _teller("of the answers counted")
        async for share, found in recount_rates():
            wrong.append(found)
            tell(share)

    in_town("recount", count)
    wishes, sums = sum(one.wishes for one in wrong), sum(one.sums for one in wrong)
    if wishes or sums:
        click.echo(f"{wishes} rated wishes and {sums} sums of rates set right.")
    else:
        click.echo("Every rate is what answers and call-backs add up to.")


def _teller(what: str) -> Callable[[float], None]:
    """Says how much is done at each tenth, beside the output."""
    told = 0

    def tell(share: float) -> None:
        nonlocal told
        if int(share * 10) > told:
            told = int(share * 10)
            click.echo(f"{told * 10} % {what}", err=True)

    return tell
