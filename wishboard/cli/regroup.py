"""`wishboard regroup`: which wishes say the same?"""

import click

from wishboard.cli.town import in_town


@click.command(name="regroup")
def command() -> None:
    """Form the groups of like wishes anew, from the wishes themselves.

    The worker forms them as wishes arrive; this does the same for all wishes of the last half
    year, for instance after an import or with a new version. What people said of wishes that do
    not belong together is heeded. Works while the town runs: pages show the old groups meanwhile.
    """
    from wishboard.triage.groups.rebuild import regroup  # noqa: PLC0415 - `--help` stays quick

    counted = in_town("regroup", regroup)
    click.echo(f"{counted.wishes} wishes looked at, {counted.groups} groups.")
