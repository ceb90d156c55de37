"""The whole picture of an issue, looked up for one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.trees import local_name
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import shown
from wishboard.core.calendar import explained
from wishboard.core.database import AsyncSession
from wishboard.disclosure.names import organizations_named, people_named
from wishboard.issues.behind import NOTHING, Behind, behind, wish_rows
from wishboard.issues.handling.hops import Hop, hops_of, lead_among, readers, supports_among
from wishboard.issues.handling.models import Extension, Objection, Reply
from wishboard.issues.handling.objections import objections_to
from wishboard.issues.handling.replies import replies_to
from wishboard.issues.handling.time import clock_began, extensions_of
from wishboard.issues.models import Issue
from wishboard.issues.quantities.queries import Quantity, quantities_of
from wishboard.outcomes.queries import answers_on
from wishboard.wishes.stages import Stage


@dataclass(slots=True)
class IssuePicture:
    """Everything about one issue that its desk page shows.

    `began` is the day from which its working days are counted, `names` are organizations by key.
    """

    issue: Issue
    area: str
    keeper: str
    category: Category
    began: date | None = None
    sponsor: str = ""
    hops: list[Hop] = field(default_factory=list)
    replies: Sequence[Reply] = ()
    read_by: Mapping[int, int] = field(default_factory=dict)
    objections: Sequence[Objection] = ()
    extensions: Sequence[Extension] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    behind: Behind = NOTHING
    wishes: Sequence[Any] = ()
    quantities: Sequence[Quantity] = ()
    answers: Mapping[int, Any] = field(default_factory=dict)
    into: Issue | None = None
    merged: Sequence[Issue] = ()

    @property
    def category_name(self) -> str:
        """The category in the reader's language."""
        return shown(self.category)

    @property
    def lead(self) -> Hop | None:
        """Who answers for it."""
        return lead_among(self.hops)

    @property
    def follow_ups(self) -> list[tuple[str, str]]:
        """The wishes whose wishers said no, as choices: public id, title and place."""
        waiting = [row for row in self.wishes if row.stage is Stage.raised]
        return [(row.public_id, f"{row.title} · {row.area}") for row in waiting]

    @property
    def span(self) -> str:
        """Why the due date is when it is, in words; empty while no clock runs."""
        if self.issue.due_on is None or self.began is None:
            return ""
        return explained(self.began, self.issue.due_on).sentence()

    @property
    def supports(self) -> list[Hop]:
        """Who helps."""
        return supports_among(self.hops)


async def issue_picture(db: AsyncSession, issue: Issue, *, wishes: bool = True) -> IssuePicture:
    """Look up an issue for a page; without `wishes` those behind are only counted."""
    area = await db.get_one(Area, issue.area_id)
    picture = IssuePicture(
        issue,
        local_name(area),
        keeper="",
        category=await db.get_one(Category, issue.category_id),
        began=await clock_began(db, issue),
        hops=await hops_of(db, issue),
        replies=await replies_to(db, issue),
        objections=await objections_to(db, issue),
        extensions=await extensions_of(db, issue),
        behind=await behind(db, issue),
        quantities=await quantities_of(db, issue),
    )
    picture.read_by = await readers(db, picture.replies)
    await _add_names(db, picture)
    if issue.merged_into_id:
        picture.into = await db.get(Issue, issue.merged_into_id)
    if wishes:
        picture.wishes = await wish_rows(db, issue)
        picture.answers = await answers_on(db, [row.id for row in picture.wishes])
        found = await db.exec(select(Issue).where(col(Issue.merged_into_id) == issue.id))
        picture.merged = found.all()
    return picture


async def _add_names(db: AsyncSession, picture: IssuePicture) -> None:
    issue = picture.issue
    bodies = {issue.keeper_id} | {hop.organization_id for hop in picture.hops}
    bodies |= {one.other_id for one in picture.objections}
    bodies |= {one.organization_id for one in picture.replies}
    picture.names = await organizations_named(db, bodies)
    picture.keeper = picture.names[issue.keeper_id]
    if issue.sponsor_id:
        people = await people_named(db, [issue.sponsor_id])
        picture.sponsor = people[issue.sponsor_id].name
