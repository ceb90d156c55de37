"""Give a town the categories, reasons and quantities it begins with."""

import csv
from collections.abc import Iterator
from importlib.resources import files

from sqlmodel import select

from wishboard.catalogue.models import Category, QuantityKind, Reason, ReasonFor
from wishboard.core.database import AsyncSession


async def seed_catalogue(db: AsyncSession) -> int:
    """Add what is missing; what a town has renamed, moved or retired stays as it is.

    Returns how many categories, reasons and kinds of quantities were added.
    """
    return await _seed_categories(db) + await _seed_reasons(db) + await _seed_quantities(db)


async def _seed_categories(db: AsyncSession) -> int:
    known = {row.slug: row for row in (await db.exec(select(Category))).all()}
    before = len(known)
    for position, row in enumerate(_seeds("categories"), start=1):
        if row["slug"] in known:
            continue
        parent = known[row["parent"]] if row["parent"] else None
        category = Category(
            slug=row["slug"],
            name=row["name"],
            name_en=row["name_en"],
            parent_id=parent.id if parent else None,
            path=f"{parent.path}/{row['name']}" if parent else row["name"],
            position=position * 10,
        )
        db.add(category)
        await db.flush()
        known[category.slug] = category
    return len(known) - before


async def _seed_reasons(db: AsyncSession) -> int:
    known = set((await db.exec(select(Reason.code))).all())
    added = [
        Reason(
            code=row["code"],
            deed=ReasonFor(row["deed"]),
            sentence=row["sentence"],
            sentence_en=row["sentence_en"],
            position=position * 10,
        )
        for position, row in enumerate(_seeds("reasons"), start=1)
        if row["code"] not in known
    ]
    db.add_all(added)
    await db.flush()
    return len(added)


async def _seed_quantities(db: AsyncSession) -> int:
    known = set((await db.exec(select(QuantityKind.code))).all())
    added = [
        QuantityKind(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            unit=row["unit"],
            unit_en=row["unit_en"],
            position=position * 10,
        )
        for position, row in enumerate(_seeds("quantities"), start=1)
        if row["code"] not in known
    ]
    db.add_all(added)
    await db.flush()
    return len(added)


def _seeds(name: str) -> Iterator[dict[str, str]]:
    text = files("wishboard.catalogue.seeds").joinpath(f"{name}.tsv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t")
