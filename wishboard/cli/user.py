"""`wishboard user`: the first administrator, and a way back in for whoever lost the password."""

from typing import TYPE_CHECKING

import click

from wishboard.cli.showing import show_table
from wishboard.cli.town import in_town

if TYPE_CHECKING:
    from wishboard.accounts.models import Person
    from wishboard.core.database import AsyncSession

ONCE = "Make a password to be changed at the first sign-in, and print it."


@click.group(name="user")
def command() -> None:
    """Add accounts, set passwords, list who can sign in.

    A new town needs one administrator; everybody else is imported with `wishboard import
    members`, and gets roles from the administrator on the desk.
    """


@command.command(name="create")
@click.argument("username")
@click.option("--name", required=True, help="The person's name as others read it.")
@click.option("--administrator", is_flag=True, help="Give them the keys of the whole town.")
@click.option("--once", is_flag=True, help=ONCE)
def create(*, username: str, name: str, administrator: bool, once: bool) -> None:
    """Open an account for USERNAME. Asks for the password twice, unless --once is given."""
    password = "" if once else _ask()
    made = in_town("user", lambda: _create(username, name, password, administrator=administrator))
    click.echo(f"{username} can sign in." + (f" Password, once: {made}" if made else ""))


@command.command(name="password")
@click.argument("username")
@click.option("--once", is_flag=True, help=ONCE)
def password(*, username: str, once: bool) -> None:
    """Set a new password for USERNAME, whose sessions end."""
    chosen = "" if once else _ask()
    made = in_town("user", lambda: _set_password(username, chosen))
    click.echo(f"The password of {username} is set." + (f" Once: {made}" if made else ""))


@command.command(name="list")
def list_() -> None:
    """List who can sign in, with roles and organizations."""
    rows = in_town("user", _accounts)
    show_table(("user name", "name", "as"), rows)


def _ask() -> str:
    chosen: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return chosen


async def _create(username: str, name: str, chosen: str, *, administrator: bool) -> str:
    from wishboard.accounts.opening import add_person, make_administrator  # noqa: PLC0415
    from wishboard.core.database import transaction  # noqa: PLC0415

    async with transaction() as db:
        person = await add_person(db, username, name)
        if administrator:
            await make_administrator(db, person)
        return await _give_password(db, person, chosen)


async def _set_password(username: str, chosen: str) -> str:
    from wishboard.accounts.opening import person_called  # noqa: PLC0415
    from wishboard.core.database import transaction  # noqa: PLC0415

    async with transaction() as db:
        return await _give_password(db, await person_called(db, username), chosen)


async def _give_password(db: "AsyncSession", person: "Person", chosen: str) -> str:
    """Set the chosen password, or make one. Returns the one that was made."""
    from wishboard.accounts.opening import give_password_once, set_password  # noqa: PLC0415

    if not chosen:
        return await give_password_once(db, person)
    await set_password(db, person, chosen)
    return ""


async def _accounts() -> list[tuple[str, str, str]]:
    from wishboard.accounts.who import accounts  # noqa: PLC0415
    from wishboard.core.database import transaction  # noqa: PLC0415

    async with transaction() as db:
        return [
            (one.username, one.name, f"{one.part} {one.place}".strip())
            for one in await accounts(db)
        ]
