"""Who is on a wish, named as far as the reader may know."""

from dataclasses import dataclass
from datetime import date

from wishboard.claims.queries import living_claims
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.names import named, organizations_named, people_named
from wishboard.wishes.models import Wish


@dataclass(frozen=True, slots=True)
class Helper:
    """Who will come, by surname and organization, and on which day at the latest."""

    who: str
    day: date


async def helpers_of(db: AsyncSession, wish: Wish, audience: Audience) -> list[Helper]:
    """Those whose promises stand, the lead first."""
    if not wish.taken:
        return []
    claims = await living_claims(db, wish)
    people = await people_named(db, [claim.person_id for claim in claims])
    bodies = {
        claim.key: claim.organization_id or people[claim.person_id].organization_id or 0
        for claim in claims
    }
    names = await organizations_named(db, bodies.values())
    return [
        Helper(
            named(people[claim.person_id].name, names.get(bodies[claim.key], ""), audience),
            claim.promised_on,
        )
        for claim in claims
    ]
