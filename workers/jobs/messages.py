"""Jobs that tell: notices, mail, links."""

from wishboard.notifications.digest import send_digests
from wishboard.notifications.links import send_links as send_asked_links
from wishboard.notifications.telling import tell_everything
from workers.turns import Context, one_at_a_time


async def tell(_ctx: Context) -> None:
    """Tell people what happened: woken after each deed, and by the sweep."""
    await tell_everything()


async def mail_digests(_ctx: Context) -> None:
    """Mail what is unread."""
    await send_digests()


async def send_links(_ctx: Context) -> None:
    """Mail the links that members asked for to sign in."""
    await one_at_a_time("send_links", send_asked_links)
