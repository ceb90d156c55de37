"""Reveal contact data: for a purpose, by who needs it, logged before it is opened."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.bursts import watch_looks
from wishboard.disclosure.models import Purpose, Reveal
from wishboard.disclosure.sight import Sight
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.models import Wish
from wishboard.wishes.wishers import ContactData, contact_of

REVEALED = "contact.revealed"


async def reveal_contact(
    db: AsyncSession, sight: Sight, purpose: Purpose, *, by: Viewer, export: int | None = None
) -> ContactData:
    """Open the contact data of a wish and log it, which the wisher sees. Raises NotAllowed.

    A claimer gets surname, phone and address; circumstances and the full name are for the keeper,
    for those who oversee and those who have its issue in hand. `export` is the key of the file
    into which they are written.
    """
    if not sight.contact:
        raise NotAllowed
    db.add(
        Reveal(
            wish_id=sight.wish.key,
            person_id=by.person_id,
            organization_id=by.owning_id,
            purpose=purpose,
            export_id=export,
        )
    )
    kept = {"export": export} if export else {}
    await record(db, REVEALED, SUBJECT, sight.wish.key, by=by, purpose=purpose, **kept)
    await db.flush()
    await watch_looks(db, by)
    data = await contact_of(db, sight.wish)
    if sight.inside:
        return data
    return ContactData(name=data.surname, phone=data.phone, address=data.address)


async def reveals_of(db: AsyncSession, wish: Wish) -> Sequence[Reveal]:
    """Who looked at the contact data of a wish, newest first."""
    found = await db.exec(
        select(Reveal).where(Reveal.wish_id == wish.id).order_by(col(Reveal.id).desc())
    )
    return found.all()
