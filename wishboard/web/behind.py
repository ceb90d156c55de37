"""What a wisher reads on the tracking page of the issue their wish stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from wishboard.accounts.viewer import wisher_of
from wishboard.core.database import AsyncSession
from wishboard.disclosure.following import Following
from wishboard.disclosure.issue_sight import IssueSight, issue_sight_of
from wishboard.disclosure.timeline import Line, issue_timeline
from wishboard.issues.handling.replies import mark_read
from wishboard.issues.models import Issue
from wishboard.issues.queries import bond_of
from wishboard.issues.roadmap.chart import RoadMap, chart_of
from wishboard.issues.roadmap.queries import road_of
from wishboard.issues.stages import IssueStage
from wishboard.supervision.ladder.models import SupervisionNotice
from wishboard.supervision.ladder.queries import notices_on
from wishboard.supervision.ladder.rungs import rung_name, rungs
from wishboard.web.desk.issues.picture import IssuePicture, issue_picture
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage


@dataclass(frozen=True, slots=True)
class BehindPage:
    """An issue as those behind it follow it.

    `came_from` is the issue their wish stood behind before the two were merged. `supervisors`
    names who supervises on each rung, by its number.
    """

    wish: Wish
    issue: Issue
    sight: IssueSight
    picture: IssuePicture
    road: RoadMap
    history: list[Line]
    notices: Sequence[SupervisionNotice]
    supervisors: dict[int, str]
    came_from: Issue | None

    @property
    def lead(self) -> str:
        """Who answers for it, or nobody yet."""
        return self.picture.lead.body if self.picture.lead else ""

    @property
    def followed_up(self) -> bool:
        """Whether the wisher said no, and something more is done for them alone."""
        return self.wish.stage is Stage.raised and self.issue.stage is IssueStage.solved


async def behind_page(db: AsyncSession, followed: Following) -> BehindPage | None:
    """Everything about the issue that a wish stands behind, or None; its replies count as read."""
    bond = await bond_of(db, followed.goes_on.key)
    if bond is None:
        return None
    issue = await db.get_one(Issue, bond.issue_id)
    viewer = wisher_of(followed.goes_on.key)
    sight = await issue_sight_of(db, issue, viewer)
    await mark_read(db, issue, followed.wish.key)
    return BehindPage(
        wish=followed.goes_on,
        issue=issue,
        sight=sight,
        picture=await issue_picture(db, issue, wishes=False),
        road=chart_of(issue, await road_of(db, issue)),
        history=await issue_timeline(db, sight, viewer),
        notices=[sent.notice for sent in await notices_on(db, issue)],
        supervisors={rung.number: rung_name(rung) for rung in await rungs(db)},
        came_from=await db.get(Issue, bond.came_with_id) if bond.came_with_id else None,
    )
