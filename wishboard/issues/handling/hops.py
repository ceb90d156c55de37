"""Every hop of an issue with its time: who had it, since when, when it was accepted and left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.trees import local_name
from wishboard.core.database import AsyncSession
from wishboard.issues.handling.models import Assignment, Reply, ReplyRead
from wishboard.issues.models import Issue
from wishboard.issues.stages import Part


class Hop(NamedTuple):
    """One organization's time with an issue; `until` is empty while it lasts."""

    key: int
    organization_id: int
    public_id: str
    body: str
    part: Part
    by_duty: bool
    since: datetime
    accepted_at: datetime | None
    until: datetime | None


async def hops_of(db: AsyncSession, issue: Issue) -> list[Hop]:
    """Every organization that has or had an issue, in the order of time."""
    found = await db.exec(
        select(Assignment, Organization)
        .join(Organization, col(Organization.id) == col(Assignment.organization_id))
        .where(Assignment.issue_id == issue.id)
        .order_by(col(Assignment.id))
    )
    return [
        Hop(
            one.key,
            body.key,
            body.public_id,
            local_name(body),
            one.part,
            one.by_duty,
            one.dispatched_at,
            one.accepted_at,
            one.ended_at,
        )
        for one, body in found
    ]


def lead_among(hops: Sequence[Hop]) -> Hop | None:
    """Who leads today, or led last when the issue is over."""
    leads = [hop for hop in hops if hop.part is Part.lead]
    living = [hop for hop in leads if hop.until is None]
    known = living or leads
    return known[-1] if known else None


def supports_among(hops: Sequence[Hop]) -> list[Hop]:
    """Who supports today."""
    return [hop for hop in hops if hop.part is Part.support and hop.until is None]


async def readers(db: AsyncSession, replies: Sequence[Reply]) -> dict[int, int]:
    """How many wishers have read each of some replies."""
    counted: Any = await db.execute(
        select(ReplyRead.reply_id, func.count())
        .where(col(ReplyRead.reply_id).in_([reply.key for reply in replies]))
        .group_by(col(ReplyRead.reply_id))
    )
    return {row[0]: row[1] for row in counted}
