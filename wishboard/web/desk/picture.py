"""The whole picture of a wish that its keeper decides on, looked up for one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from wishboard.accounts.models import Area
from wishboard.accounts.trees import local_name
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import shown
from wishboard.claims.queries import living_claims
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.names import named, organizations_named, people_named
from wishboard.disclosure.photos import OF_OUTCOME, OF_WISH
from wishboard.disclosure.sight import Sight
from wishboard.endings.models import Decision
from wishboard.endings.queries import merged_here, standing_decision
from wishboard.files.models import Photo
from wishboard.files.queries import photos_of
from wishboard.outcomes.models import Answer, Outcome
from wishboard.outcomes.queries import answer_to, outcome_of, participations
from wishboard.triage.queries import Similar, similar_wishes
from wishboard.wishes.models import Shift, Wish, Words
from wishboard.wishes.queries import shifts_of, words_of
from wishboard.wishes.stages import Kind, Stage


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who promised, as the viewer may know them: by when, and whether they lead."""

    name: str
    promised_on: date
    lead: bool


@dataclass(slots=True)
class Picture:
    """Everything about one wish that its desk page shows, as far as the viewer may see it."""

    wish: Wish
    area: str
    keeper: str
    category: Category | None
    words: Words | None = None
    photos: Sequence[Photo] = ()
    evidence: Sequence[Photo] = ()
    shifts: Sequence[Shift] = ()
    helpers: list[Helper] = field(default_factory=list)
    outcome: Outcome | None = None
    answer: Answer | None = None
    took_part: list[str] = field(default_factory=list)
    decision: Decision | None = None
    into: Wish | None = None
    merged: Sequence[Wish] = ()
    similar: Sequence[Similar] = ()

    @property
    def title(self) -> str:
        """The public title, else what the wisher wrote first."""
        own = (self.words.title or self.words.text[:30]) if self.words else ""
        return self.wish.title or own

    @property
    def category_name(self) -> str:
        """The category in the reader's language."""
        return shown(self.category) if self.category else ""


async def picture_of(db: AsyncSession, sight: Sight) -> Picture:
    """Look up a wish for its desk page."""
    wish = sight.wish
    area = await db.get_one(Area, wish.area_id)
    keeper = (await organizations_named(db, [wish.keeper_id]))[wish.keeper_id]
    category = await db.get(Category, wish.category_id) if wish.category_id else None
    picture = Picture(wish, local_name(area), keeper, category)
    if sight.words:
        picture.words = await words_of(db, wish)
        picture.photos = await photos_of(db, OF_WISH, wish.key)
    if wish.kind is Kind.community_task:
        picture.shifts = await shifts_of(db, wish)
    await _add_helpers(db, sight, picture)
    await _add_outcome(db, sight, picture)
    if not sight.words:
        return picture
    picture.decision = await standing_decision(db, wish)
    picture.merged = await merged_here(db, wish)
    if wish.merged_into_id:
        picture.into = await db.get(Wish, wish.merged_into_id)
    if sight.keeping and wish.stage is Stage.collected and picture.words:
        found = await similar_wishes(db, f"{picture.words.title} {picture.words.text}", area)
        picture.similar = [one for one in found if one.public_id != wish.public_id]
    return picture


async def _add_helpers(db: AsyncSession, sight: Sight, picture: Picture) -> None:
    claims = await living_claims(db, sight.wish)
    people = await people_named(db, {claim.person_id for claim in claims})
    bodies = {claim.organization_id for claim in claims} | {
        known.organization_id for known in people.values()
    }
    names = await organizations_named(db, {body for body in bodies if body})
    for claim in claims:
        known = people[claim.person_id]
        body = names.get(claim.organization_id or known.organization_id or 0, "")
        audience = Audience.keeper if sight.claimers else Audience.public
        helper = Helper(named(known.name, body, audience), claim.promised_on, claim.lead)
        picture.helpers.append(helper)


async def _add_outcome(db: AsyncSession, sight: Sight, picture: Picture) -> None:
    outcome = await outcome_of(db, sight.wish)
    if outcome is None:
        return
    picture.outcome = outcome
    if not sight.words:
        return
    picture.answer = await answer_to(db, outcome)
    picture.evidence = await photos_of(db, OF_OUTCOME, outcome.key)
    shares = await participations(db, outcome)
    people = await people_named(db, {share.person_id for share in shares})
    names = await organizations_named(db, {s.organization_id for s in shares if s.organization_id})
    picture.took_part = [
        named(people[s.person_id].name, names.get(s.organization_id or 0, ""), Audience.keeper)
        for s in shares
    ]
