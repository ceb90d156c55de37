"""What stands on a card of the board, in the reader's words."""

from datetime import datetime
from typing import Any, NamedTuple

from wishboard.core.clock import now
from wishboard.i18n import dates
from wishboard.i18n import gettext as _
from wishboard.wishes.directory import Directory


class Card(NamedTuple):
    """What stands on a card, ready to be read."""

    public_id: str
    title: str
    summary: str
    category: str
    area: str
    kind: str
    stage: str
    places: int
    taken: int
    due: str
    published_on: str
    worth: int | None
    beneficiaries: int
    priority: bool


def card_of(row: Any, names: Directory) -> Card:
    """A row of the board in words, in the reader's language."""
    return Card(
        row.public_id,
        row.title,
        row.summary,
        names.categories.name(row.category_id),
        names.areas.name(row.area_id),
        row.kind,
        row.stage,
        row.places,
        row.taken,
        _due(row),
        _since(row.board_at),
        row.worth or None,
        row.expected,
        row.priority,
    )


def _since(moment: datetime) -> str:
    day = dates.day(moment, "short" if moment.year == now().year else "day")
    return _("Since %(day)s", day=day)


def _due(row: Any) -> str:
    moment = now()
    if row.opens_at and row.opens_at > moment:
        return _("Opens %(when)s", when=dates.moment(row.opens_at, "appointment"))
    if row.board_at > moment:
        return _("For everybody from %(when)s", when=dates.moment(row.board_at, "appointment"))
    return dates.moment(row.starts_at, "appointment") if row.starts_at else ""
