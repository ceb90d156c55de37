"""From a page to a PDF: in a child, without fetching anything, alike each time.

A page is whole HTML that extends `templates/paper.html`. Equal pages become equal bytes: a file
holds no moment of its making, so a date on it is a date in the page.
"""

import asyncio
import logging

from wishboard.core.confined import child
from wishboard.core.refusals import Refusal
from wishboard.core.typeset import Ended
from wishboard.i18n import lazy

PATIENCE_SECONDS = 120
INSTALL = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
"""What Debian and Ubuntu need for PDF files; other systems have Pango and a font of their own."""

_log = logging.getLogger(__name__)
_press = asyncio.Semaphore(2)


class PaperUnavailable(Refusal):
    """The house has what it takes to show pages, not to print them."""

    code = "paper_unavailable"
    status = 503
    says = lazy(
        "PDF files cannot be made here yet: the library Pango is missing. The administrator "
        "installs it with: %(install)s"
    )


class PaperTooLong(Refusal):
    """A page that would take more time or memory than a paper may."""

    code = "paper_too_long"
    status = 422
    says = lazy("This is too long for one PDF file. Please choose less, or download the table.")


async def pdf(page: str) -> bytes:
    """The PDF file of a page, two at a time in a process; it takes a second or more.

    Best done with no transaction open. Pictures and styles come from `/static/` or the page
    itself; whatever else it points to is left out. Raises PaperUnavailable and PaperTooLong.
    """
    async with _press, child("wishboard.core.typeset", fed=True) as process:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                made, complaint = await process.communicate(page.encode())
        except TimeoutError as error:
            raise PaperTooLong from error
    words = complaint[-2000:].decode(errors="replace")
    if process.returncode != Ended.well:
        raise _refusal(process.returncode, words)
    if words:
        _log.warning("a paper came out with: %s", words)
    return made


async def how_it_ends() -> Ended:
    """Whether PDF files in Chinese can be made here, for who looks after the house."""
    async with child("wishboard.core.typeset", "try") as process:
        await process.communicate()
    ended = (one for one in Ended if one == process.returncode)
    return next(ended, Ended.without_pango)


def _refusal(status: int | None, words: str) -> Exception:
    _log.warning("a paper's child ended with %s: %s", status, words)
    if status == Ended.without_pango:
        return PaperUnavailable(install=INSTALL)
    if (status or 0) < 0 or "MemoryError" in words:
        return PaperTooLong()
    return OSError(words)
