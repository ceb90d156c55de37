"""Categories to choose from, as forms and filters show them: by group, with what lies below."""

from collections.abc import Sequence

from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import categories, shown
from wishboard.core.database import AsyncSession
from wishboard.web.areas import Group

_INDENT = "\u3000"

Choice = Group | tuple[str, str]
"""A group, or one choice that stands by itself: a pair of short name and words."""


async def category_choices(db: AsyncSession) -> list[Choice]:
    """Every category that is not retired, those with others below them as groups."""
    return arranged(await categories(db))


def in_a_row(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    """The same choices without groups, as filters show them."""
    row: list[tuple[str, str]] = []
    for choice in choices:
        row += [choice] if isinstance(choice, tuple) else choice["options"]
    return row


def arranged(found: Sequence[Category]) -> list[Choice]:
    """Categories put under their topmost ones."""
    tops: dict[str, list[Category]] = {}
    for category in found:
        tops.setdefault(category.path.split("/")[0], []).append(category)
    choices: list[Choice] = []
    for name, members in tops.items():
        if len(members) == 1:
            choices.append((members[0].slug, shown(members[0])))
            continue
        top = next((one for one in members if one.path == name), None)
        options = [
            (one.slug, _INDENT * max(one.path.count("/") - 1, 0) + shown(one)) for one in members
        ]
        choices.append({"label": shown(top) if top else name, "options": options})
    return choices
