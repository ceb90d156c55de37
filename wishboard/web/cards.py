"""Cards are drawn once for each version of a wish, and remembered."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from wishboard.core.clock import now
from wishboard.core.templating import environment
from wishboard.i18n import current_locale
from wishboard.wishes.card import card_of
from wishboard.wishes.directory import Directory

MOST = 4096
"""How many drawn cards a process remembers."""

_drawn: OrderedDict[tuple[Any, ...], Markup] = OrderedDict()


def drawn(rows: Iterable[Any], names: Directory) -> Markup:
    """The cards of rows of the board, in the reader's language."""
    locale, moment = current_locale(), now()
    cards = [_card(row, names, locale, moment) for row in rows]
    return Markup("".join(cards))  # noqa: S704 - cards are markup


def _card(row: Any, names: Directory, locale: str, moment: datetime) -> Markup:
    opens_later = row.opens_at is not None and row.opens_at > moment
    early = row.board_at > moment
    key = (row.public_id, row.version, locale, names.edition, opens_later, early)
    if card := _drawn.get(key):
        _drawn.move_to_end(key)
        return card
    pieces: Any = environment().get_template("components/card.html").module
    card = _drawn[key] = Markup(pieces.tags([card_of(row, names)]))  # noqa: S704 - a macro's text
    if len(_drawn) > MOST:
        _drawn.popitem(last=False)
    return card
