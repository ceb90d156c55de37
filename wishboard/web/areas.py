"""Areas to choose from, as forms show them: by street, with communities and grids below."""

from collections.abc import Sequence
from typing import TypedDict

from wishboard.accounts.models import Area, AreaLevel
from wishboard.accounts.trees import ancestry, areas, local_name
from wishboard.core.database import AsyncSession
from wishboard.i18n import gettext as _
from wishboard.settings import settings

_CHOSEN = (AreaLevel.street, AreaLevel.community, AreaLevel.grid)
_INDENT = "\u3000"


class Group(TypedDict):
    """A street and what can be chosen in it: pairs of public id and name."""

    label: str
    options: list[tuple[str, str]]


async def area_groups(db: AsyncSession) -> list[Group]:
    """Every street of the town with its communities and grids, and the street itself at the end."""
    return grouped(await areas(db, *_CHOSEN))


def grouped(found: Sequence[Area]) -> list[Group]:
    """Areas put under the streets they lie in; those of no street under the town."""
    streets = {area.key: area for area in found if area.level is AreaLevel.street}
    groups: dict[int, Group] = {
        key: {"label": local_name(street), "options": []} for key, street in streets.items()
    }
    for area in found:
        if area.key in streets:
            continue
        key = next((key for key in ancestry(area.path) if key in streets), 0)
        group = groups.setdefault(key, {"label": settings().town, "options": []})
        indent = _INDENT if area.level is AreaLevel.grid else ""
        group["options"].append((area.public_id, indent + local_name(area)))
    for key, street in streets.items():
        unsure = _("%(street)s, not sure which community", street=local_name(street))
        groups[key]["options"].append((street.public_id, unsure))
    return list(groups.values())
