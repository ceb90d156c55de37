"""Jobs that keep the house: history, roles, what is forgotten and erased, keys, learning."""

from wishboard.accounts.delegations import ending as delegations
from wishboard.accounts.links.commands import forget_links
from wishboard.accounts.sessions import purge_sessions
from wishboard.core.alone import alone
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.throttle import forget_attempts
from wishboard.disclosure import erasing, retention
from wishboard.disclosure.exports.commands import forget_files
from wishboard.events.chain import seal_history as seal
from wishboard.files import sweeps
from wishboard.http.repeats import forget_repeats
from wishboard.notifications.commands import forget_notices
from wishboard.rotation.moving import carry_on
from wishboard.triage.learning.training import train
from workers.turns import Context, one_at_a_time, until_done


async def seal_history(_ctx: Context) -> None:
    """Link new events into the chain."""
    await seal()


async def note_delegations(_ctx: Context) -> None:
    """Tell who handed a role on, and to whom, that it begins or has ended."""
    await until_done("note_delegations", delegations.note_delegations)


async def purge_contacts(_ctx: Context) -> None:
    """Delete contact data whose time is over."""
    await until_done("purge_contacts", retention.purge_contacts)


async def purge_words(_ctx: Context) -> None:
    """Delete original words whose time is over, and what was said around them."""
    await until_done("purge_words", retention.purge_words)
    await until_done("purge_texts", retention.purge_texts)


async def keep_erasures(_ctx: Context) -> None:
    """Note outside the database who was erased, and erase who came back with an older backup."""
    await one_at_a_time("keep_erasures", erasing.keep_erasures)


async def erase_photos(_ctx: Context) -> None:
    """Erase photos that were given up, and files that no wish knows."""
    await until_done("erase_photos", sweeps.erase_purged)
    await until_done("sweep_orphans", _sweep_orphans_once)


async def change_keys(_ctx: Context) -> None:
    """Move to the house's current key what hangs on a former one."""
    await one_at_a_time("change_keys", carry_on)


async def learn(_ctx: Context) -> None:
    """Learn anew from the ledger which category and lane a wish probably has."""
    async with alone("learn") as mine:
        if mine:
            await train()


async def forget(_ctx: Context) -> None:
    """Drop what nobody needs any more: files, sessions, links, form keys, attempts, notices."""
    drops = (
        *(forget_files, purge_sessions, forget_links),
        *(forget_repeats, forget_attempts, forget_notices),
    )
    for drop in drops:
        async with transaction() as db:
            await drop(db)


async def _sweep_orphans_once(db: AsyncSession) -> int:
    await sweeps.sweep_orphans(db)
    return 0
