"""The demo town's places, organizations and people."""

from datetime import date

from sqlmodel import col, select

from wishboard.accounts.importing.directory import Directory, directory
from wishboard.accounts.importing.gazetteer import Gazetteer, gazetteer
from wishboard.accounts.importing.growing import (
    AREA_COLUMNS,
    ORGANIZATION_COLUMNS,
    import_areas,
    import_organizations,
)
from wishboard.accounts.importing.member_rows import MEMBER_COLUMNS
from wishboard.accounts.importing.members import Terms, import_members
from wishboard.accounts.models import Appointment, Person
from wishboard.accounts.passwords import hashed
from wishboard.accounts.roles import Role
from wishboard.catalogue.models import Category
from wishboard.core.database import AsyncSession
from wishboard.core.sheets.mapping import guess_mapping
from wishboard.core.sheets.review import Review
from wishboard.demo.tables import header, records, rows
from wishboard.issues.handling.models import Duty
from wishboard.settings import settings


async def build_town(db: AsyncSession) -> None:
    """Take in areas, organizations and people, and give the cast roles and their password."""
    areas = guess_mapping(header("areas"), AREA_COLUMNS)
    _must_be_whole(await import_areas(db, rows("areas"), areas))
    bodies = guess_mapping(header("organizations"), ORGANIZATION_COLUMNS)
    _must_be_whole(await import_organizations(db, rows("organizations"), bodies))
    roster = guess_mapping(header("people"), MEMBER_COLUMNS)
    review, _accounts = await import_members(db, rows("people"), roster, Terms())
    _must_be_whole(review)
    bodies_by_name, places = await directory(db), await gazetteer(db)
    await _appoint(db, bodies_by_name, places)
    await _give_duties(db, bodies_by_name, places)
    await _give_passwords(db)


async def _appoint(db: AsyncSession, bodies: Directory, areas: Gazetteer) -> None:
    people = {person.name: person for person in (await db.exec(select(Person))).all()}
    for one in records("people"):
        if not one["role"]:
            continue
        body = next(iter(bodies.exactly(one["scope"])), None)
        area = None if body else areas.named(one["scope"])
        db.add(
            Appointment(
                person_id=people[one["name"]].key,
                role=Role(one["role"]),
                organization_id=body.id if body else None,
                area_id=area.id if area else None,
                since=date.fromisoformat(one["since"]),
            )
        )
    await db.flush()


async def _give_duties(db: AsyncSession, bodies: Directory, areas: Gazetteer) -> None:
    slugs = {row.slug: row.key for row in (await db.exec(select(Category))).all()}
    for one in records("duties"):
        db.add(
            Duty(
                category_id=slugs[one["category"]],
                area_id=areas.named(one["area"]).id if one["area"] else None,
                organization_id=bodies.named(one["organization"]).key,
            )
        )
    await db.flush()


async def _give_passwords(db: AsyncSession) -> None:
    """One password for all of them, so that it is hashed only once."""
    password = await hashed(settings().demo_password)
    cast = await db.exec(select(Person).where(col(Person.username).is_not(None)))
    for person in cast.all():
        person.password_hash = password
    await db.flush()


def _must_be_whole(review: Review) -> None:
    assert not review.refused, [line.sentence for line in review.lines][:5]
