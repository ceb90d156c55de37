"""`wishboard import`: what a town brings along in tables."""

import click

from wishboard.cli.imports import members, trees, wishes


@click.group(name="import")
def command() -> None:
    """Take in wishes, members, organizations or areas from CSV, TSV or xlsx files.

    The columns are guessed from their titles and shown before anything happens. Every import can
    be repeated: what came in before is known again and not doubled. Rows that cannot be taken in
    are refused one by one, each with its reason.
    """


command.add_command(trees.areas)
command.add_command(trees.organizations)
command.add_command(members.command)
command.add_command(wishes.command)
