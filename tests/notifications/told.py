"""Looking at who was told what."""

from collections import Counter

from sqlmodel import col, select

from tests.cast import Town
from wishboard.accounts.models import Person
from wishboard.core.database import transaction
from wishboard.events.models import Event
from wishboard.notifications.models import Notice
from wishboard.notifications.telling import tell_everything


async def hush(town: Town) -> None:
    """Tell what happened so far and forget it, so that a test sees only what comes next."""
    await tell_everything()
    async with transaction() as db:
        for notice in (await db.exec(select(Notice))).all():
            await db.delete(notice)


async def told(town: Town) -> Counter[tuple[str, str]]:
    """Tell everything; the kinds and the people by their part, each with the number of rows."""
    await tell_everything()
    return await notices()


async def notices() -> Counter[tuple[str, str]]:
    """The notices there are, by kind and by the person's part."""
    async with transaction() as db:
        query = select(Notice.kind, Person.username).join(
            Person, col(Person.id) == col(Notice.person_id)
        )
        return Counter((kind, part or "") for kind, part in (await db.exec(query)).all())


async def untold_events() -> int:
    """How many events nobody has told."""
    async with transaction() as db:
        return len((await db.exec(select(Event.id).where(~col(Event.told)))).all())
