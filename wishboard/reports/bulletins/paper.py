"""A report on paper: the same words as on its page, with bars instead of pictures."""

from datetime import date
from decimal import Decimal
from typing import Any

from wishboard.bulletins.models import Bulletin
from wishboard.bulletins.words import RHYTHMS, title_of
from wishboard.core.canonical import digest_of
from wishboard.core.paper import pdf
from wishboard.core.qr import qr_svg
from wishboard.core.templating import render
from wishboard.i18n import current_locale
from wishboard.i18n import gettext as _
from wishboard.reports.bulletins import words
from wishboard.reports.outcomes.tables import change
from wishboard.reports.rates.words import MATTERS
from wishboard.settings import settings
from wishboard.wishes.words import STAGES


async def paper_of(bulletin: Bulletin) -> bytes:
    """The PDF file in the reader's language: the same bytes whenever it is asked for.

    Raises PaperUnavailable where PDF files cannot be made.
    """
    return await pdf(page_of(bulletin))


def page_of(bulletin: Bulletin) -> str:
    """The page that becomes the PDF file."""
    address = f"{settings().public_url}/reports/{bulletin.public_id}"
    return render(
        "bulletins/paper.html",
        **facts_of(bulletin),
        address=address,
        qr=qr_svg(address, title=_("QR code that leads to this report with its rows")),
        links=None,
    )


def facts_of(bulletin: Bulletin) -> dict[str, Any]:
    """What the page and the paper of a report both say."""
    told = bulletin.document
    scope = told["scope"]
    name = scope["name_en"] if current_locale() == "en" and scope["name_en"] else scope["name"]
    return {
        "bulletin": bulletin,
        "told": told,
        "title": title_of(name, bulletin.period),
        "kind": RHYTHMS[bulletin.rhythm],
        "words": words,
        "stages": STAGES,
        "matters": MATTERS,
        "change": change,
        "english": current_locale() == "en",
        "day": date.fromisoformat,
        "exact": Decimal,
        "since": date.fromisoformat(told["since"]),
        "last": date.fromisoformat(told["last"]),
        "as_of": date.fromisoformat(told["as_of"]),
        "whole": digest_of(told) == bulletin.digest,
    }
