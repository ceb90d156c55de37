"""The quantities of an issue, ready to be read."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import col, select

from wishboard.catalogue.models import QuantityKind
from wishboard.catalogue.quantities import kind_named
from wishboard.core.database import AsyncSession
from wishboard.i18n.dates import amount
from wishboard.issues.models import Issue
from wishboard.issues.quantities.forms import PREFIX
from wishboard.issues.quantities.models import IssueQuantity


class Quantity(NamedTuple):
    """How much of one kind an issue brought, with the words for it; amounts in its unit."""

    code: str
    name: str
    unit: str
    expected: Decimal | None
    reported: Decimal | None
    confirmed: Decimal | None


async def quantities_of(db: AsyncSession, issue: Issue) -> list[Quantity]:
    """What is written down of an issue, in the order of the catalogue."""
    found = await db.exec(
        select(IssueQuantity, QuantityKind)
        .join(QuantityKind, col(QuantityKind.id) == col(IssueQuantity.kind_id))
        .where(IssueQuantity.issue_id == issue.id)
        .order_by(col(QuantityKind.position), col(QuantityKind.id))
    )
    return [
        Quantity(kind.code, *kind_named(kind), row.expected, row.reported, row.confirmed)
        for row, kind in found
    ]


def proposed(quantities: Sequence[Quantity], *figures: str) -> dict[str, str]:
    """What to put into the fields of a form: of each quantity the first figure that was said."""
    told = {}
    for one in quantities:
        said = [getattr(one, figure) for figure in figures if getattr(one, figure) is not None]
        if said:
            told[f"{PREFIX}{one.code}"] = amount(said[0])
    return told
