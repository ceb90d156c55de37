"""`--help` of every command is complete, and asking for it costs little."""

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from wishboard.cli import COMMANDS, main

HEAVY = ("sqlalchemy", "litestar", "PIL", "cryptography")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command with its words, groups opened."""
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_a_command_explains_itself_and_its_options(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        loaded = command.get_command(click.Context(command), word)
        assert loaded is not None
        command = loaded
    assert command.help and len(command.help) > 40
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, f"{option.name} says nothing"


def test_the_list_of_commands_is_in_order_and_whole() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {name} " in shown for name in COMMANDS)
    assert list(COMMANDS) == sorted(COMMANDS)


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(main, ["dance"])
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_help_does_not_load_the_town() -> None:
    probe = (
        "import sys; from click.testing import CliRunner; from wishboard.cli import main;"
        "CliRunner().invoke(main, ['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=os.environ
    )
    assert found.stdout.strip() == "[]"
