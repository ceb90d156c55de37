"""Which files somebody asked for, decides on, or may trace."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import col

from wishboard.accounts.models import Area, Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.disclosure.exports.models import ContactExport

READERS = (Right.ask_contacts, Right.approve_contacts, Right.audit)
PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with who asked, whose wishes, and who decided."""

    export: ContactExport
    asker: Person
    body: Organization
    area: Area
    decider: Person | None

    @property
    def where(self) -> str:
        """The organization in the reader's language."""
        return local_name(self.body)

    def held_by(self, viewer: Viewer, right: Right) -> bool:
        """Whether a viewer holds a right over the organization."""
        return viewer.may(right, organization_path=self.body.path, area_path=self.area.path)

    def decided_by(self, viewer: Viewer) -> bool:
        """Whether a viewer is a second person: not who asked, nor with a role of theirs."""
        asker_id = self.export.asker_id
        second = self.held_by(viewer.apart_from(asker_id), Right.approve_contacts)
        return second and asker_id != viewer.person_id


async def asked_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Asked:
    """A request, to who asked, who may decide and who audits. Raises NotFound."""
    found = await _found(db, col(ContactExport.public_id) == public_id, 1)
    if not found or not viewer.signed_in:
        raise NotFound
    asked = found[0]
    over = asked.held_by(viewer, Right.approve_contacts) or asked.held_by(viewer, Right.audit)
    if asked.export.asker_id != viewer.person_id and not over:
        raise NotFound
    return asked


async def exports_for(db: AsyncSession, viewer: Viewer, *, before: int = 0) -> Sequence[Asked]:
    """One's own requests and those over which one decides or audits, the newest first.

    One more than a page; `before` is the key of the last one on the page before.
    """
    kept: set[str] = set()
    lying: set[str] = set()
    for right in (Right.approve_contacts, Right.audit):
        organizations, areas = viewer.scopes(right)
        kept, lying = kept | set(organizations), lying | set(areas)
    which = or_(
        col(ContactExport.asker_id) == viewer.person_id,
        *(col(Organization.path).startswith(path) for path in kept),
        *(col(Area.path).startswith(path) for path in lying),
    )
    if before:
        which = which & (col(ContactExport.id) < before)
    return await _found(db, which, PAGE + 1)


async def among_exports(db: AsyncSession, public_ids: Sequence[str]) -> Sequence[Asked]:
    """Some requests by their public ids, the newest first."""
    which = col(ContactExport.public_id).in_(public_ids) if public_ids else false()
    return await _found(db, which, PAGE)


async def _found(db: AsyncSession, which: ColumnElement[bool], limit: int) -> list[Asked]:
    decider = aliased(Person)
    found = await db.execute(
        select_rows(ContactExport, Person, Organization, Area, decider)
        .join(Person, col(Person.id) == col(ContactExport.asker_id))
        .join(Organization, col(Organization.id) == col(ContactExport.organization_id))
        .join(Area, col(Area.id) == col(Organization.area_id))
        .outerjoin(decider, col(decider.id) == col(ContactExport.decided_by_id))
        .where(which)
        .order_by(col(ContactExport.id).desc())
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [Asked(*row) for row in found.all()]
