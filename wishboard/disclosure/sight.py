"""What a viewer may see of one wish."""

from dataclasses import dataclass

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.claims.models import Claim
from wishboard.claims.queries import living_claims
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.issues.handling.assignments import leads
from wishboard.issues.models import Issue
from wishboard.issues.queries import bond_of
from wishboard.issues.stages import IssueStage
from wishboard.mediation.queries import mediates
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import find_wish, rights_over
from wishboard.wishes.stages import Ending, Kind, Stage

_PUBLIC_STAGES = frozenset({Stage.published, Stage.claimed, Stage.delivered, Stage.answered})
_PUBLIC_ENDINGS = frozenset({Ending.fulfilled, Ending.unconfirmed})


@dataclass(frozen=True, slots=True)
class Sight:
    """A wish as one viewer may see it. Templates ask these marks and nothing else.

    `handling` is whoever handles the issue that the wish waits on, for its lead, or sponsors it,
    and whoever mediates.
    """

    wish: Wish
    own: bool = False
    keeping: bool = False
    overseeing: bool = False
    collecting: bool = False
    recording: bool = False
    handling: bool = False
    claim: Claim | None = None

    @property
    def inside(self) -> bool:
        """Whether it is the viewer's office to look after this wish."""
        return self.keeping or self.overseeing or self.handling

    @property
    def words(self) -> bool:
        """Whether the original words and photos are shown."""
        return self.own or self.inside or self.collecting

    @property
    def contact(self) -> bool:
        """Whether contact data may be revealed, with a purpose and a line in the log."""
        return self.inside or self.claim is not None

    @property
    def claimers(self) -> bool:
        """Whether the names of those who claimed are shown."""
        return self.inside or self.claim is not None

    @property
    def helpers(self) -> bool:
        """Whether surname, organization and date of those who come are shown."""
        return self.own or self.claimers


async def visible_wish(db: AsyncSession, public_id: str, *, to: Viewer) -> Sight:
    """A wish and what this viewer may see of it: the one door for reading.

    Raises NotFound for what is not there and for what the viewer may not know of alike.
    """
    sight = await sight_of(db, await find_wish(db, public_id), to)
    if not (is_public(sight.wish) or sight.words or sight.claim or _early_member(sight.wish, to)):
        raise NotFound
    return sight


async def sight_of(db: AsyncSession, wish: Wish, viewer: Viewer) -> Sight:
    """What a viewer may see of a wish that is already at hand."""
    if not viewer.signed_in:
        return Sight(wish, own=viewer.wish_id == wish.id)
    mine = [c for c in await living_claims(db, wish) if c.person_id == viewer.person_id]
    asked = (Right.keep, Right.oversee, Right.record_answers)
    held = await rights_over(db, wish, viewer, *asked)
    return Sight(
        wish,
        keeping=Right.keep in held,
        overseeing=Right.oversee in held,
        recording=Right.record_answers in held,
        handling=await _handles(db, wish, viewer),
        collecting=wish.collector_id == viewer.person_id and wish.stage is Stage.collected,
        claim=mine[0] if mine else None,
    )


def is_public(wish: Wish) -> bool:
    """Whether everybody may see the public summary of a wish."""
    if not wish.may_publish or (wish.board_at is not None and wish.board_at > now()):
        return False
    if wish.board_at is None and wish.kind is Kind.micro_wish and wish.stage is not Stage.deferred:
        return False
    return (
        wish.stage in _PUBLIC_STAGES
        or (wish.stage is Stage.deferred and bool(wish.title))
        or wish.ending in _PUBLIC_ENDINGS
    )


async def _handles(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer has the issue in hand that a wish waits on, or mediates; not once over."""
    if wish.stage is Stage.closed:
        return viewer.may_somewhere(Right.handle) and await mediates(db, wish, viewer)
    if not (viewer.may_somewhere(Right.handle) or viewer.may_somewhere(Right.sponsor)):
        return False
    bond = await bond_of(db, wish.key)
    if bond is None:
        return False
    issue = await db.get_one(Issue, bond.issue_id)
    if issue.stage is IssueStage.closed:
        return False
    return issue.sponsor_id == viewer.person_id or await leads(db, issue, viewer)


def _early_member(wish: Wish, viewer: Viewer) -> bool:
    return wish.stage in _PUBLIC_STAGES and wish.keeper_id in viewer.member_within
