"""Finding mediations, and whose they are."""

from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.mediation.models import MediationCase
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import keeps
from wishboard.wishes.scope import within

SHOWN = 200
CONCERNED = (Right.keep, Right.oversee)


@dataclass(frozen=True, slots=True)
class Mediation:
    """A case, the wish it began with and the committee that has it."""

    case: MediationCase
    wish: Wish
    committee: Organization


async def find_case(db: AsyncSession, public_id: str) -> MediationCase:
    """The case with this public id. Raises NotFound."""
    found = await db.exec(select(MediationCase).where(MediationCase.public_id == public_id))
    case = found.first()
    if case is None:
        raise NotFound
    return case


async def mediations_for(db: AsyncSession, viewer: Viewer, *, ended: bool) -> list[Mediation]:
    """The cases that concern a viewer: open ones, the oldest first, or the last that ended.

    They are those of committees for which the viewer acts, and of wishes the viewer looks after.
    """
    paths, _areas = viewer.scopes(Right.handle)
    own = [col(Organization.path).startswith(path) for path in paths]
    kept = await within(db, viewer, CONCERNED)
    query = _mediations().where(or_(kept, *own)).limit(SHOWN)
    if ended:
        query = query.where(col(MediationCase.result).is_not(None))
        query = query.order_by(col(MediationCase.ended_on).desc(), col(MediationCase.id).desc())
    else:
        query = query.where(col(MediationCase.result).is_(None)).order_by(col(MediationCase.id))
    return [Mediation(*row) for row in await db.exec(query)]


async def mediation_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Mediation:
    """One case. Raises NotFound for what is not there or does not concern the viewer alike."""
    row = (await db.exec(_mediations().where(MediationCase.public_id == public_id))).first()
    if row is None:
        raise NotFound
    found = Mediation(*row)
    if acts_for(found.committee, viewer):
        return found
    for right in CONCERNED:
        if await keeps(db, found.wish, viewer, right):
            return found
    raise NotFound


async def mediation_of(db: AsyncSession, wish: Wish) -> Mediation | None:
    """The mediation of a wish, if it was handed over."""
    row = (await db.exec(_mediations().where(MediationCase.wish_id == wish.id))).first()
    return Mediation(*row) if row else None


async def mediates(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer acts for the committee that has a wish in hand today."""
    found = await mediation_of(db, wish)
    return found is not None and found.case.result is None and acts_for(found.committee, viewer)


async def may_settle(db: AsyncSession, case: MediationCase, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer may record a result: the committee's people, or the keeper of the wish."""
    committee = await db.get_one(Organization, case.committee_id)
    return viewer.signed_in and (acts_for(committee, viewer) or await keeps(db, wish, viewer))


def acts_for(committee: Organization, viewer: Viewer) -> bool:
    """Whether a viewer handles cases for a committee."""
    return viewer.may(Right.handle, organization_path=committee.path)


def _mediations() -> Select[MediationCase, Wish, Organization]:
    return (
        select(MediationCase, Wish, Organization)
        .join(Wish, col(Wish.id) == col(MediationCase.wish_id))
        .join(Organization, col(Organization.id) == col(MediationCase.committee_id))
    )
