"""What is like one wish, for its page on the desk: its hot group, issues, where it can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.disclosure.hot import Behind, issues_of_wishes
from wishboard.disclosure.sight import Sight
from wishboard.issues.likely import LikelyIssue, likely_issues
from wishboard.triage.groups.members import Likes, likes_of
from wishboard.triage.groups.queries import FRESH
from wishboard.web.desk.picture import Picture
from wishboard.wishes.queries import keeps
from wishboard.wishes.stages import SENT_UP, Kind, Lane, Stage


@dataclass(frozen=True, slots=True)
class LikeOnes:
    """The group of a wish, the issue it stands behind, and issues to which it could be sent up.

    `up` says whether it can be, `meant` whether its lane says that it should.
    """

    likes: Likes | None = None
    issue: Behind | None = None
    issues: Sequence[LikelyIssue] = field(default_factory=list)
    up: bool = False
    meant: bool = False
    legacy: bool = False

    @property
    def others(self) -> int:
        """How many more wishes say the same."""
        return self.likes.group.wishes - 1 if self.likes and self.likes.group else 0


async def like_ones(
    db: AsyncSession, sight: Sight, picture: Picture, viewer: Viewer
) -> LikeOnes | None:
    """What is like a resident's wish, for whoever may send it up; None for anybody else."""
    wish = sight.wish
    if wish.kind is not Kind.micro_wish or not await keeps(db, wish, viewer, Right.coordinate):
        return None
    behind = (await issues_of_wishes(db, [wish.key])).get(wish.key)
    up = behind is None and wish.stage in (*FRESH, Stage.claimed)
    issues: Sequence[LikelyIssue] = []
    if up:
        area = await db.get_one(Area, wish.area_id)
        own = picture.words.text if picture.words else wish.summary
        issues = await likely_issues(db, f"{picture.title} {own}", area)
    return LikeOnes(
        likes=await likes_of(db, wish.key),
        issue=behind,
        issues=issues,
        up=up,
        meant=wish.lane in SENT_UP,
        legacy=wish.lane is Lane.legacy,
    )
