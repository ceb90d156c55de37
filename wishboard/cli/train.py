"""`wishboard train`: learn categories and lanes from the town's own ledger."""

import click

from wishboard.cli.showing import show_table
from wishboard.cli.town import in_town


@click.command(name="train")
def command() -> None:
    """Learn anew which category and lane a wish probably has.

    Learns from what was registered in this town, measures itself on wishes it has not seen, and
    keeps a version. The new one is used unless it measured clearly worse than the one in use.
    Suggestions stay suggestions: a person decides. Works while the town runs.
    """
    from wishboard.triage.learning.models import Subject  # noqa: PLC0415 - `--help` stays quick
    from wishboard.triage.learning.training import Learnt, train  # noqa: PLC0415

    def told(subject: Subject, done: float) -> None:
        click.echo(f"{subject}: {done:.0%} measured", err=True)

    async def learn() -> list[Learnt]:
        return await train(told)

    found = in_town("train", learn)
    measured = [
        (
            str(one.subject),
            str(one.version.examples),
            str(one.version.labels),
            f"{one.version.text_f1:.3f}",
            f"{one.version.title_f1:.3f}",
            "yes" if one.version.active else "no, the one before measured better",
        )
        for one in found
        if one.version
    ]
    if measured:
        head = ("subject", "wishes", "kinds", "F1 of whole wishes", "F1 of titles", "in use")
        show_table(head, measured)
    for one in found:
        if one.version is None:
            click.echo(f"{one.subject}: {one.examples} wishes are too few to learn from.")
