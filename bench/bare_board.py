"""The board's own template around rows of the raw driver, drawn anew for each request."""

from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from wishboard.accounts.viewer import Viewer
from wishboard.core.templating import environment, render
from wishboard.events.models import Doer
from wishboard.i18n import dates
from wishboard.wishes.board import BoardFilter
from wishboard.wishes.card import Card

_ASKED = BoardFilter()
_VISIT = SimpleNamespace(
    viewer=Viewer(doer=Doer.person, doer_id=1, name="居民1", username="person1"),
    path="/",
    locale="zh",
    csrf="0" * 40,
    unread=0,
    notice=None,
    banner=None,
    swapping=False,
)


def render_board(rows: list[tuple[Any, ...]]) -> str:
    """A signed-in person's board with these rows on it."""
    card = environment().get_template("components/card.html").module
    cards = [
        Card(
            public_id=row[1],
            title=row[5],
            summary=row[6],
            category="生活物资",
            area="第1社区",
            kind=row[3],
            stage=row[4],
            places=row[7],
            taken=row[8],
            due="",
            published_on=dates.day(row[12]),
            worth=row[9] or None,
            beneficiaries=row[10],
            priority=row[11],
        )
        for row in rows
    ]
    drawn = Markup(card.tags(cards))  # type: ignore[attr-defined]
    hung = render("board/list.html", asked=_ASKED, cards=drawn, newer="", older="/?before=1")
    return render(
        "board/page.html",
        visit=_VISIT,
        asked=_ASKED,
        areas=(),
        categories=(),
        early="",
        hung=Markup(hung),
        totals=None,
    )
