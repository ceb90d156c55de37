"""Give a town the ladder it begins with."""

from sqlmodel import select

from wishboard.core.database import AsyncSession
from wishboard.supervision.ladder.models import Colour, Rung

_RUNGS = (
    ("热线督办", "Hotline", 1, Colour.blue),
    ("媒体监督", "Media", 3, Colour.orange),
    ("政府督查", "Government", 5, Colour.orange),
    ("人大政协监督", "People's Congress and CPPCC", 10, Colour.red),
    ("纪检监督", "Discipline inspection", 15, Colour.red),
)


async def seed_ladder(db: AsyncSession) -> int:
    """Add the rungs that are missing; those that a town has changed stay as they are.

    Returns how many were added.
    """
    known = set((await db.exec(select(Rung.number))).all())
    added = [
        Rung(number=number, name=name, name_en=name_en, days=days, colour=colour)
        for number, (name, name_en, days, colour) in enumerate(_RUNGS, start=1)
        if number not in known
    ]
    db.add_all(added)
    await db.flush()
    return len(added)
