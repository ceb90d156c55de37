"""What the API answers with about issues."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wishboard.issues.behind import Behind
from wishboard.issues.models import Issue
from wishboard.issues.quantities.queries import Quantity
from wishboard.issues.stages import IssueEnding, IssueKind, IssueStage


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue in short. `lead` is the organization that answers for it, once it is dispatched."""

    id: str
    kind: IssueKind
    stage: IssueStage
    title: str
    summary: str
    area: str
    category: str
    lead: str
    due_on: date | None
    wishes: int

    @classmethod
    def of(cls, row: Any) -> "IssueCard":
        """A row of the public list."""
        return cls(
            id=row.public_id,
            kind=row.kind,
            stage=row.stage,
            title=row.title,
            summary=row.summary,
            area=row.area,
            category=row.category,
            lead=row.lead,
            due_on=row.due_on,
            wishes=row.wishes,
        )


@dataclass(frozen=True, slots=True)
class Issues:
    """One page of issues. `older` continues it when given as `before`."""

    issues: list[IssueCard]
    older: str | None


@dataclass(frozen=True, slots=True)
class MeasureShape:
    """What the body responsible said it does, and when it said so."""

    at: datetime
    measure: str


@dataclass(frozen=True, slots=True)
class QuantityShape:
    """How much an issue brought beside people, of one kind and in its unit; null: nobody said."""

    code: str
    name: str
    unit: str
    expected: Decimal | None
    reported: Decimal | None
    confirmed: Decimal | None


@dataclass(frozen=True, slots=True)
class IssueShape:
    """The public side of an issue. `people` and `places` are those of the wishes behind it."""

    id: str
    kind: IssueKind
    stage: IssueStage
    ending: IssueEnding | None
    title: str
    summary: str
    area: str
    category: str
    lead: str
    wishes: int
    people: int
    places: int
    dispatched_at: datetime | None
    due_on: date | None
    since_year: int | None
    measures: list[MeasureShape]
    result: str
    confirmed: int | None
    quantities: list[QuantityShape]
    closed_at: datetime | None

    @classmethod
    def of(
        cls,
        issue: Issue,
        *,
        area: str,
        category: str,
        lead: str,
        behind: Behind,
        measures: list[MeasureShape],
        quantities: list[Quantity],
    ) -> "IssueShape":
        """An issue with the names around it and what stands behind it."""
        return cls(
            id=issue.public_id,
            kind=issue.kind,
            stage=issue.stage,
            ending=issue.ending,
            title=issue.title,
            summary=issue.summary,
            area=area,
            category=category,
            lead=lead,
            wishes=behind.wishes,
            people=behind.people,
            places=behind.places,
            dispatched_at=issue.dispatched_at,
            due_on=issue.due_on,
            since_year=issue.since_year,
            measures=measures,
            result=issue.result,
            confirmed=issue.confirmed,
            quantities=[QuantityShape(*one) for one in quantities],
            closed_at=issue.closed_at,
        )
