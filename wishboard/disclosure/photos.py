"""Who sees a photo: of a wish nobody but those who read its words, of an outcome more."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.disclosure.sight import is_public, sight_of
from wishboard.files.models import Photo
from wishboard.files.queries import photo_by_public_id
from wishboard.outcomes.models import Outcome
from wishboard.outcomes.queries import had_a_hand
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Kind

OF_WISH = "wish"
OF_OUTCOME = "outcome"
"""The kinds of things that photos belong to."""


async def visible_photo(db: AsyncSession, public_id: str, *, to: Viewer) -> Photo:
    """A photo this viewer may see. Raises NotFound for what is not there or not for them alike."""
    photo = await photo_by_public_id(db, public_id)
    if photo.owner_kind == OF_WISH:
        seen = await _sees_wish_photo(db, photo, to)
    else:
        seen = photo.owner_kind == OF_OUTCOME and await _sees_evidence(db, photo, to)
    if not seen:
        raise NotFound
    return photo


async def _sees_wish_photo(db: AsyncSession, photo: Photo, viewer: Viewer) -> bool:
    """Those who read the words; a claimer if the wisher agreed that photos are shown."""
    sight = await sight_of(db, await db.get_one(Wish, photo.owner_id), viewer)
    return sight.words or (photo.publishable and sight.claim is not None)


async def _sees_evidence(db: AsyncSession, photo: Photo, viewer: Viewer) -> bool:
    """Wisher, keeper and who took part; everybody only with consent and while it stands."""
    outcome = await db.get_one(Outcome, photo.owner_id)
    wish = await db.get_one(Wish, outcome.wish_id)
    agreed = wish.may_photograph or wish.kind is Kind.community_task
    if photo.publishable and agreed and not outcome.undone and is_public(wish):
        return True
    sight = await sight_of(db, wish, viewer)
    return sight.words or sight.claim is not None or await had_a_hand(db, outcome, viewer)
