"""Issues as rows: what lists show of each, in the reader's language, without a query a line."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlmodel import col

from wishboard.accounts.models import Area, Organization
from wishboard.catalogue.models import Category
from wishboard.i18n import current_locale
from wishboard.issues.handling.models import Assignment, Extension, Objection
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.stages import Part
from wishboard.wishes.worklist import in_words


def issue_rows() -> Select[Any]:
    """Every issue with the names around it, who leads on it and how many wishes stand behind."""
    return _rows_in(current_locale())


@cache
def _rows_in(_locale: str) -> Select[Any]:
    many = (
        select(func.count())
        .select_from(IssueWish)
        .where(col(IssueWish.issue_id) == col(Issue.id), col(IssueWish.ended_at).is_(None))
        .correlate(Issue)
        .scalar_subquery()
    )
    leading = and_(
        col(Assignment.issue_id) == col(Issue.id),
        col(Assignment.part) == Part.lead,
        col(Assignment.ended_at).is_(None),
    )
    columns: list[Any] = [
        col(Issue.id),
        col(Issue.public_id),
        col(Issue.kind),
        col(Issue.stage),
        col(Issue.ending),
        col(Issue.title),
        col(Issue.summary),
        in_words(Area.name, Area.name_en).label("area"),
        in_words(Category.name, Category.name_en).label("category"),
        in_words(Organization.name, Organization.name_en).label("lead"),
        col(Issue.opened_at),
        col(Issue.due_on),
        col(Issue.closed_at),
        col(Issue.since_year),
        col(Issue.proactive),
        col(Issue.rung),
        col(Issue.round),
        col(Issue.confirmed),
        many.label("wishes"),
    ]
    return (
        select(*columns)
        .select_from(Issue)
        .join(Area, col(Area.id) == col(Issue.area_id))
        .join(Category, col(Category.id) == col(Issue.category_id))
        .outerjoin(Assignment, leading)
        .outerjoin(Organization, col(Organization.id) == col(Assignment.organization_id))
    )


def objected() -> Any:
    """That somebody has to decide an objection."""
    return exists().where(col(Objection.issue_id) == col(Issue.id), col(Objection.upheld).is_(None))


def time_asked() -> Any:
    """That somebody has to decide a request for time."""
    return exists().where(
        col(Extension.issue_id) == col(Issue.id), col(Extension.granted).is_(None)
    )
