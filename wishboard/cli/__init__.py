"""The `wishboard` command. Each subcommand is the `command` of a module, loaded when called."""

import keyword
import sys
from importlib import import_module
from typing import Any

import click

from wishboard import __version__
from wishboard.embedded.trouble import Trouble

COMMANDS = (
    "backup",
    "demo",
    "doctor",
    "export",
    "import",
    "migrate",
    "recount",
    "regroup",
    "restore",
    "rotate-key",
    "run",
    "train",
    "user",
    "verify-history",
)


class Commands(click.Group):
    """Loads a subcommand's module late, so that `wishboard run` stays small and quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = cmd_name.replace("-", "_") + ("_" if keyword.iskeyword(cmd_name) else "")
        command = import_module(f"{__name__}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command; trouble is told in its sentence and ends with status 1."""
        try:
            return super().main(*args, **kwargs)
        except Trouble as trouble:
            click.echo(str(trouble), err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wishboard")
def main() -> None:
    """A town's wishes: collected, promised, kept, and honestly counted.

    Settings are environment variables WISHBOARD_*, described in docs/settings.md. Without any,
    everything is kept in one data folder, with a database of its own.
    """
