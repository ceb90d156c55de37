"""How people are named to an audience: by organization, by surname and organization, by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.i18n import current_locale
from wishboard.i18n import gettext as _
from wishboard.wishes.wishers import ContactData

_PEOPLE = text("""
SELECT p.id, p.name, coalesce(
       (SELECT m.organization_id FROM membership m WHERE m.person_id = p.id AND m.owning
         ORDER BY m.until IS NULL DESC, m.until DESC LIMIT 1),
       (SELECT a.organization_id FROM appointment a
         WHERE a.person_id = p.id AND a.organization_id IS NOT NULL
         ORDER BY a.until IS NULL DESC, a.until DESC LIMIT 1)) AS organization_id
  FROM person p WHERE p.id = ANY(:ids)
""")


@dataclass(frozen=True, slots=True)
class Known:
    """A person's name and the organization they belong to, or act for."""

    name: str
    organization_id: int | None


async def people_named(db: AsyncSession, ids: Iterable[int]) -> dict[int, Known]:
    """Who these people are, in one query."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await db.execute(_PEOPLE, {"ids": wanted})
    return {row.id: Known(row.name, row.organization_id) for row in found}


async def organizations_named(db: AsyncSession, ids: Iterable[int]) -> dict[int, str]:
    """The names of organizations in the reader's language, in one query."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await db.exec(
        select(Organization.id, Organization.name, Organization.name_en).where(
            col(Organization.id).in_(wanted)
        )
    )
    english = current_locale() == "en"
    return {key: (name_en if english and name_en else name) for key, name, name_en in found if key}


def named(name: str, organization: str, audience: Audience) -> str:
    """A helper as an audience may know them; without an organization, as a volunteer."""
    if audience is Audience.public:
        return organization or _("A volunteer")
    if audience is Audience.wisher:
        surname = ContactData(name=name).surname
        return _("%(surname)s (%(body)s)", surname=surname, body=organization or _("volunteer"))
    return _("%(name)s (%(body)s)", name=name, body=organization) if organization else name
