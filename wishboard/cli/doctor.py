"""`wishboard doctor`: what is wrong with an installation, and what to do about it."""

import sys
from collections.abc import Iterator

import click

from wishboard.cli import findings
from wishboard.cli.findings import Finding, Level
from wishboard.settings import Settings, settings

COLOURS = {Level.ok: "green", Level.warning: "yellow", Level.wrong: "red"}


@click.command(name="doctor")
def command() -> None:
    """Say what is wrong with this installation, and what to do.

    Each line is ok, warning or wrong. Looks at versions, the data folder, disk space, key, port,
    time zone, scripts, paper, database, schema, both clocks, jobs that have not run, messages and
    history that wait, mail that did not arrive, whether the keys open what is stored and a change
    of keys is finished, roles given by groups, working-day calendar, and the queue.
    Changes nothing, except that an embedded database which is not running is started while it is
    looked at. Ends with status 1 when something is wrong.
    """
    worst = Level.ok
    for finding in examine(settings()):
        _show(finding)
        if finding.level is Level.wrong or worst is Level.ok:
            worst = finding.level
    sys.exit(1 if worst is Level.wrong else 0)


def examine(town: Settings) -> Iterator[Finding]:
    """Every finding about an installation, the cheap ones first."""
    yield from findings.versions()
    yield from findings.data_folder(town)
    yield from findings.secret_key(town)
    yield from findings.web_port(town)
    yield from findings.public_address(town)
    yield from findings.time_zone(town)
    yield from findings.assets()
    yield from findings.paper()

    from wishboard.cli import connections  # noqa: PLC0415 - shows the rest first

    yield from connections.database(town)
    yield from connections.queue(town)


def _show(finding: Finding) -> None:
    level = click.style(f"{finding.level.value:<8}", fg=COLOURS[finding.level])
    click.echo(f"{level} {finding.subject:<14} {finding.says}")
    if finding.remedy:
        click.echo(f"{'':<24}→ {finding.remedy}")
