"""Finding supervision notices, and whose they are."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.issues.handling.assignments import acts_for, leads
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates
from wishboard.supervision.ladder.models import SEVERITY, Colour, SupervisionNotice
from wishboard.wishes.scope import within

SHOWN = 200
_N = SupervisionNotice


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice, the issue it is about and the body it was sent to."""

    notice: SupervisionNotice
    issue: Issue
    body: Organization | None

    @property
    def late(self) -> bool:
        """Whether the body has not answered in time."""
        return self.notice.answered_at is None and self.notice.answer_by < today()


async def notices_for(
    db: AsyncSession, viewer: Viewer, *, answered: bool = False, colour: Colour | None = None
) -> list[Sent]:
    """The notices that concern a viewer, red before orange before blue, the newest first.

    They are those about issues the viewer coordinates, and those sent to a body whose issues the
    viewer handles.
    """
    severity = case({one: SEVERITY.index(one) for one in SEVERITY}, value=col(_N.colour))
    query = (
        _sent()
        .where(
            await _concern(db, viewer),
            col(_N.answered_at).is_not(None) if answered else col(_N.answered_at).is_(None),
        )
        .order_by(severity.desc(), col(_N.id).desc())
        .limit(SHOWN)
    )
    if colour is not None:
        query = query.where(_N.colour == colour)
    return [Sent(*row) for row in await db.exec(query)]


async def notices_on(db: AsyncSession, issue: Issue) -> list[Sent]:
    """Every notice about an issue, the newest first."""
    found = await db.exec(_sent().where(_N.issue_id == issue.id).order_by(col(_N.id).desc()))
    return [Sent(*row) for row in found]


async def notice_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Sent:
    """One notice. Raises NotFound for what is not there or does not concern the viewer alike."""
    row = (await db.exec(_sent().where(_N.public_id == public_id))).first()
    if row is None:
        raise NotFound
    sent = Sent(*row)
    if not (await coordinates(db, sent.issue, viewer) or await answers(db, sent, viewer)):
        raise NotFound
    return sent


async def answers(db: AsyncSession, sent: Sent, viewer: Viewer) -> bool:
    """Whether a viewer acts for the body a notice was sent to, or leads on the issue today."""
    if sent.body is not None and await acts_for(db, sent.body.key, viewer):
        return True
    return await leads(db, sent.issue, viewer)


def _sent() -> Select[SupervisionNotice, Issue, Organization]:
    return (
        select(SupervisionNotice, Issue, Organization)
        .join(Issue, col(Issue.id) == col(_N.issue_id))
        .outerjoin(Organization, col(Organization.id) == col(_N.organization_id))
    )


async def _concern(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    coordinated = await within(
        db, viewer, [Right.coordinate], keeper=Issue.keeper_id, area=Issue.area_id
    )
    paths, _areas = viewer.scopes(Right.handle)
    handled = [col(Organization.path).startswith(path) for path in paths]
    return or_(coordinated, *handled)
