"""What a ledger says of areas and categories, found in those of the town."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.accounts.importing.gazetteer import Gazetteer, gazetteer
from wishboard.accounts.importing.names import bare
from wishboard.catalogue.models import Category
from wishboard.core.database import AsyncSession


class Places:
    """The town's areas with their keepers, and its categories, at hand for many rows."""

    def __init__(self, areas: Gazetteer, categories: Sequence[Category]) -> None:
        self.areas = areas
        self._categories: dict[str, Category] = {}
        for category in categories:
            for name in (category.name, category.path, category.name_en, category.slug):
                self._categories.setdefault(bare(name), category)
        self._categories.pop("", None)

    def category(self, words: str) -> Category | None:
        """The category of that name, short name or path, or of a path's last part."""
        last = words.replace(">", "/").replace("－", "/").rpartition("/")[2]
        return self._categories.get(bare(words)) or self._categories.get(bare(last))


async def places(db: AsyncSession) -> Places:
    """Read the areas and categories of the town."""
    query = select(Category).where(~col(Category.retired)).order_by("position", "id")
    return Places(await gazetteer(db), (await db.exec(query)).all())
