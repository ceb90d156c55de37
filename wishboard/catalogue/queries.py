"""Looking categories and reasons up."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.catalogue.models import Category, Reason, ReasonFor
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.i18n import current_locale, lazy


class NoSuchCategory(Refusal):
    """A category that does not exist, or is retired."""

    code = "no_such_category"
    status = 422
    says = lazy("Please choose a category from the list.")


class NoSuchReason(Refusal):
    """A reason that does not exist for this deed."""

    code = "no_such_reason"
    status = 422
    says = lazy("Please choose a reason from the list.")


async def category_with(db: AsyncSession, slug: str) -> Category:
    """The category with this short name. Raises NoSuchCategory."""
    category = (await db.exec(select(Category).where(Category.slug == slug))).first()
    if category is None or category.retired:
        raise NoSuchCategory
    return category


async def categories(db: AsyncSession) -> Sequence[Category]:
    """The categories to choose from, in their order."""
    found = await db.exec(
        select(Category).where(~col(Category.retired)).order_by("position", "path", "id")
    )
    return found.all()


async def reasons_for(db: AsyncSession, deed: ReasonFor) -> Sequence[Reason]:
    """The reasons that may be given for a deed."""
    found = await db.exec(select(Reason).where(Reason.deed == deed).order_by("position", "id"))
    return found.all()


async def reason_with(db: AsyncSession, code: str, deed: ReasonFor) -> Reason:
    """The reason with this code, if it fits the deed. Raises NoSuchReason."""
    reason = (await db.exec(select(Reason).where(Reason.code == code))).first()
    if reason is None or reason.deed is not deed:
        raise NoSuchReason
    return reason


def shown(row: Category | Reason) -> str:
    """A category's name or a reason's sentence in the reader's language."""
    chinese, english = (
        (row.name, row.name_en) if isinstance(row, Category) else (row.sentence, row.sentence_en)
    )
    return english if current_locale() == "en" and english else chinese
