"""Write down what an issue should bring, is reported to have brought, and did."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.models import QuantityKind
from wishboard.catalogue.quantities import NoSuchQuantity
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.models import Issue
from wishboard.issues.quantities.models import IssueQuantity


class Figure(StrEnum):
    """Which of its three figures an amount is."""

    expected = "expected"
    reported = "reported"
    confirmed = "confirmed"


async def write_quantities(
    db: AsyncSession, issue: Issue, figure: Figure, given: Mapping[str, Decimal], *, by: Viewer
) -> None:
    """Write one figure of every quantity of an issue; what is not given is not said any more.

    `given` are amounts by the codes of their kinds, in their units. Raises NoSuchQuantity.
    """
    rows = await _rows(db, issue)
    kinds = await _kinds(db, given)
    for code, amount in given.items():
        kind = kinds.get(code)
        if kind is None or (kind.retired and kind.key not in rows):
            raise NoSuchQuantity
        row = rows.setdefault(kind.key, IssueQuantity(issue_id=issue.key, kind_id=kind.key))
        setattr(row, figure.value, amount)
        db.add(row)
    named = {kind.key for kind in kinds.values()}
    for kind_id, row in rows.items():
        if kind_id not in named:
            await _unsay(db, row, figure)
    await db.flush()
    if given:
        said = {code: str(amount) for code, amount in given.items()}
        facts = {"figure": figure.value, "quantities": said}
        await record(db, IssueEvent.quantified, SUBJECT, issue.key, by=by, **facts)


async def unconfirm(db: AsyncSession, issue: Issue) -> None:
    """Nothing of an issue that is not done is confirmed."""
    await db.execute(
        update(IssueQuantity).where(col(IssueQuantity.issue_id) == issue.id).values(confirmed=None)
    )


async def _unsay(db: AsyncSession, row: IssueQuantity, figure: Figure) -> None:
    setattr(row, figure.value, None)
    if row.expected is None and row.reported is None and row.confirmed is None:
        await db.delete(row)
    else:
        db.add(row)


async def _rows(db: AsyncSession, issue: Issue) -> dict[int, IssueQuantity]:
    found = await db.exec(select(IssueQuantity).where(IssueQuantity.issue_id == issue.id))
    return {row.kind_id: row for row in found}


async def _kinds(db: AsyncSession, given: Mapping[str, Decimal]) -> dict[str, QuantityKind]:
    found = await db.exec(select(QuantityKind).where(col(QuantityKind.code).in_(given)))
    return {kind.code: kind for kind in found}
