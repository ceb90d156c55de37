"""What can be counted of a solved issue: the kinds with their units."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.catalogue.models import QuantityKind
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.i18n import current_locale, lazy


class NoSuchQuantity(Refusal):
    """A kind of quantity that does not exist, or is retired."""

    code = "no_such_quantity"
    status = 422
    says = lazy("Please choose what is counted from the list.")


async def quantity_kinds(db: AsyncSession) -> Sequence[QuantityKind]:
    """The kinds to choose from, in their order."""
    found = await db.exec(
        select(QuantityKind).where(~col(QuantityKind.retired)).order_by("position", "id")
    )
    return found.all()


def kind_named(kind: QuantityKind) -> tuple[str, str]:
    """A kind's name and its unit in the reader's language."""
    if current_locale() == "en":
        return kind.name_en, kind.unit_en
    return kind.name, kind.unit
