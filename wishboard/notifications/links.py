"""Mail for those who asked for a link to sign in."""

from sqlmodel import col, select

from wishboard.accounts.links.commands import GOOD_FOR, links_are_sent, next_link
from wishboard.accounts.links.models import SignInLink
from wishboard.accounts.models import Person
from wishboard.core.database import reading, transaction
from wishboard.i18n import DEFAULT, speaking
from wishboard.i18n import gettext as _
from wishboard.notifications.gateway import Gateway, open_gateway
from wishboard.settings import settings

MOST = 100
"""Links of one sweep; the next takes the rest."""


async def send_links() -> int:
    """Send the links that were asked for. Returns how many went out.

    One that the gateway does not take is not tried again: its reader asks once more.
    """
    if not links_are_sent() or not await _anything_waits():
        return 0
    sent = 0
    async with open_gateway() as gateway:
        while gateway and sent < MOST:
            async with transaction() as db:
                found = await next_link(db)
            if found is None:
                break
            await _send(gateway, *found)
            sent += 1
    return sent


async def _send(gateway: Gateway, token: str, person: Person) -> None:
    with speaking(person.locale or DEFAULT):
        title = _("Sign in to %(town)s", town=settings().town)
        body = _(
            "Open this address within %(minutes)s minutes and press the button there. It works "
            "once. If you did not ask for it, you need do nothing.",
            minutes=int(GOOD_FOR.total_seconds() // 60),
        )
    address = f"{settings().public_url}/sign-in/link/{token}"
    await gateway.send(person.email, title, f"{person.name}\n\n{body}\n\n{address}\n")


async def _anything_waits() -> bool:
    waiting = select(SignInLink.id).where(col(SignInLink.token_hash).is_(None)).limit(1)
    async with reading() as connection:
        return (await connection.execute(waiting)).first() is not None
