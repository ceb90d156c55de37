"""What came of a wish, as far as its reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import audience_of
from wishboard.disclosure.names import named, organizations_named, people_named
from wishboard.disclosure.photos import OF_OUTCOME
from wishboard.disclosure.sight import Sight, is_public
from wishboard.files.models import Photo
from wishboard.files.queries import photos_of
from wishboard.outcomes.models import Outcome
from wishboard.outcomes.queries import had_a_hand, outcome_of, participations
from wishboard.wishes.stages import Kind, Stage


@dataclass(frozen=True, slots=True)
class Result:
    """Who did it, when, and how many it helped; the report's own words are not for the public.

    `helped` is the confirmed number of people, and None before it was confirmed.
    """

    who: list[str]
    delivered_on: date
    helped: int | None
    words: str
    photos: Sequence[Photo]


async def result_of(db: AsyncSession, sight: Sight, viewer: Viewer) -> Result | None:
    """What came of a wish, or None as long as nothing was delivered."""
    on_the_board = sight.wish.stage is Stage.published
    outcome = None if on_the_board else await outcome_of(db, sight.wish)
    if outcome is None:
        return None
    concerned = sight.words or sight.claim is not None or await had_a_hand(db, outcome, viewer)
    photos = await photos_of(db, OF_OUTCOME, outcome.key)
    if not concerned:
        agreed = sight.wish.may_photograph or sight.wish.kind is Kind.community_task
        shown = agreed and is_public(sight.wish)
        photos = [photo for photo in photos if photo.publishable] if shown else []
    return Result(
        who=await _who(db, outcome, sight),
        delivered_on=outcome.delivered_on,
        helped=outcome.confirmed,
        words=outcome.done if concerned else "",
        photos=photos,
    )


async def _who(db: AsyncSession, outcome: Outcome, sight: Sight) -> list[str]:
    """Those who took part, each name once: the public reads of organizations alone."""
    shares = await participations(db, outcome)
    people = await people_named(db, [share.person_id for share in shares])
    bodies = await organizations_named(
        db, [share.organization_id for share in shares if share.organization_id]
    )
    audience = audience_of(sight)
    names = [
        named(people[share.person_id].name, bodies.get(share.organization_id or 0, ""), audience)
        for share in shares
    ]
    return list(dict.fromkeys(names))
