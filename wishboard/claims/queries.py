"""Finding and holding promises."""

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from wishboard.accounts.models import Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.claims.models import Claim, Waiting
from wishboard.claims.refusals import NotYours
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish

_HOLD = (
    select(Wish)
    .join(Person, col(Person.id) == bindparam("person"))
    .with_for_update(of=(Wish, Person), key_share=True)
    .execution_options(populate_existing=True)
)
_HOLD_BY_PUBLIC_ID = _HOLD.where(col(Wish.public_id) == bindparam("wish"))
_HOLD_BY_KEY = _HOLD.where(col(Wish.id) == bindparam("wish"))


_LIVING = (
    select(Claim)
    .where(col(Claim.wish_id) == bindparam("wish"), col(Claim.ended_at).is_(None))
    .order_by(col(Claim.lead).desc(), col(Claim.id))
)


async def living_claims(db: AsyncSession, wish: Wish) -> list[Claim]:
    """The promises that stand on a wish, the lead first."""
    return list((await db.exec(_LIVING, params={"wish": wish.key})).all())


async def hold_wish_and_claimer(db: AsyncSession, wish_id: str | int, by: Viewer) -> Wish:
    """Hold a wish and, behind it, whoever wants to claim it, in one statement.

    The person is held so that two claims at once cannot pass the caps. Raises NotFound.
    """
    statement = _HOLD_BY_PUBLIC_ID if isinstance(wish_id, str) else _HOLD_BY_KEY
    found = await db.exec(statement, params={"wish": wish_id, "person": by.person_id})
    wish = found.first()
    if wish is None:
        raise NotFound
    return wish


async def hold_claim(db: AsyncSession, public_id: str) -> tuple[Wish, Claim]:
    """A promise and its wish, the wish locked first. Raises NotFound."""
    claim = (await db.exec(select(Claim).where(Claim.public_id == public_id))).first()
    if claim is None:
        raise NotFound
    wish = await hold_wish(db, claim.wish_id)
    await db.refresh(claim)
    return wish, claim


async def hold_own_claim(db: AsyncSession, public_id: str, by: Viewer) -> tuple[Wish, Claim]:
    """A promise held by whoever made it, or acts for the organization it was made for.

    Raises NotFound, or NotYours for anybody else.
    """
    wish, claim = await hold_claim(db, public_id)
    if not await owns_claim(db, claim, by):
        raise NotYours
    return wish, claim


async def claim_seen_by(db: AsyncSession, public_id: str, viewer: Viewer) -> tuple[Wish, Claim]:
    """A promise and its wish for reading. Raises NotFound for everybody whose it is not."""
    claim = (await db.exec(select(Claim).where(Claim.public_id == public_id))).first()
    if claim is None or not await owns_claim(db, claim, viewer):
        raise NotFound
    return await db.get_one(Wish, claim.wish_id), claim


async def owns_claim(db: AsyncSession, claim: Claim, viewer: Viewer) -> bool:
    """Whether a promise is the viewer's own or one of an organization they act for."""
    if viewer.signed_in and claim.person_id == viewer.doer_id:
        return True
    if claim.organization_id is None:
        return False
    organization = await db.get_one(Organization, claim.organization_id)
    return viewer.may(Right.keep, organization_path=organization.path)


async def places_offered(db: AsyncSession, wish: Wish) -> int:
    """How many places are kept for people on the waiting list right now."""
    query = select(func.count()).where(
        Waiting.wish_id == wish.id,
        col(Waiting.ended_at).is_(None),
        col(Waiting.offered_until) > now(),
    )
    return (await db.exec(query)).one()


async def waiting_of(db: AsyncSession, wish: Wish, person_id: int) -> Waiting | None:
    """A person's place in the line for a wish."""
    found = await db.exec(
        select(Waiting).where(
            Waiting.wish_id == wish.id,
            Waiting.person_id == person_id,
            col(Waiting.ended_at).is_(None),
        )
    )
    return found.first()


async def next_waiting(db: AsyncSession, wish: Wish) -> Waiting | None:
    """The first in line who has not been offered a place."""
    found = await db.exec(
        select(Waiting)
        .where(
            Waiting.wish_id == wish.id,
            col(Waiting.ended_at).is_(None),
            col(Waiting.offered_until).is_(None),
        )
        .order_by(col(Waiting.id))
        .limit(1)
    )
    return found.first()
