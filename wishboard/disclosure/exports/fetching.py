"""Fetch an approved file: by who asked, while its time lasts."""

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.crypto import key_mark, seal_file, unseal_file
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.disclosure.exports.commands import hold_asked, write_down
from wishboard.disclosure.exports.events import ExportEvent
from wishboard.disclosure.exports.refusals import NotToFetch
from wishboard.disclosure.exports.sheet import workbook


async def fetch_export(db: AsyncSession, public_id: str, *, by: Viewer) -> bytes:
    """The workbook: made when it is first fetched, the same ever after. Each fetching is logged.

    Raises NotFound for anybody but the asker, NotToFetch, NotAllowed when the right is gone.
    """
    asked = await hold_asked(db, public_id, by)
    export = asked.export
    if export.asker_id != by.person_id:
        raise NotFound
    if not export.open:
        raise NotToFetch
    if not asked.held_by(by, Right.ask_contacts):
        raise NotAllowed
    bound = f"contact_export:{export.public_id}"
    if export.file is None:
        export.canary_key = key_mark()
        content, export.lines = await workbook(db, export, asked.body, by=by)
        export.file, export.made_at = seal_file(bound, content), now()
        await db.flush()
    else:
        content = unseal_file(bound, export.file)
    await write_down(db, ExportEvent.fetched, export, by, lines=export.lines)
    return content
