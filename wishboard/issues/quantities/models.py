"""The quantities of issues."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from wishboard.core.rows import Row, link


class IssueQuantity(Row, table=True):
    """How much of one kind an issue should bring, was reported to bring, and was confirmed to.

    In the unit of its kind, with two decimals; empty where nobody said anything. The official
    figure is the confirmed one. A kind stands once on an issue.
    """

    __tablename__ = "issue_quantity"
    __table_args__ = (
        CheckConstraint("expected >= 0 AND reported >= 0 AND confirmed >= 0", name="not_negative"),
        Index("uq_issue_quantity", "issue_id", "kind_id", unique=True),
    )

    issue_id: int = link("issue.id")
    kind_id: int = link("quantity_kind.id", index=True)
    expected: Decimal | None = Field(default=None, max_digits=14, decimal_places=2)
    reported: Decimal | None = Field(default=None, max_digits=14, decimal_places=2)
    confirmed: Decimal | None = Field(default=None, max_digits=14, decimal_places=2)
