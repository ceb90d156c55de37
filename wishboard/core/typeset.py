"""The child that sets paper: `python -m wishboard.core.typeset [try]`.

Reads a page from standard input and writes its PDF file. With `try` it sets one Chinese character
and writes nothing. The exit status is one of `Ended`.
"""

import contextlib
import io
import logging
import sys
from enum import IntEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from wishboard.core.assets import STATIC
from wishboard.core.confined import confine

MEGABYTES = 2048
SECONDS = 100
BASE = "file:///"
_TRIED = "<!doctype html><title>心愿</title><style>p { font-family: sans-serif }</style><p>心愿"


class Ended(IntEnum):
    """How the child ended."""

    well = 0
    without_pango = 3
    without_font = 4


def main(word: str = "") -> int:
    """Set what standard input holds, or try. Returns the exit status."""
    confine(megabytes=MEGABYTES, seconds=SECONDS)
    try:
        with contextlib.redirect_stdout(sys.stderr):  # it prints where a library is missing
            import weasyprint  # noqa: F401, PLC0415 - the library may be absent
    except (ImportError, OSError):
        return Ended.without_pango
    if word == "try":
        return Ended.well if _has_characters() else Ended.without_font
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    sys.stdout.buffer.write(set_page(sys.stdin.buffer.read().decode()))
    return Ended.well


def set_page(page: str) -> bytes:
    """The PDF file of a page, tagged so that it can be read aloud."""
    from weasyprint import HTML  # noqa: PLC0415 - the library may be absent

    made = HTML(string=page, base_url=BASE, url_fetcher=_fetcher())
    return bytes(made.write_pdf(pdf_variant="pdf/ua-1"))


def static_file(address: str) -> Path:
    """The file of the house at an address under `/static/`; raises ValueError for all others."""
    parts = urlsplit(address)
    path = Path(unquote(parts.path))
    if parts.scheme == "file" and not parts.netloc and path.parts[:2] == ("/", "static"):
        found = STATIC.joinpath(*path.parts[2:]).resolve()
        if found.is_relative_to(STATIC.resolve()) and found.is_file():
            return found
    raise ValueError(f"{address} is not of the house")


def _fetcher() -> Any:
    """A fetcher that knows the house's own static files and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see above

    class OfTheHouse(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            found = static_file(url)
            kinds = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
            kind = {"Content-Type": kinds.get(found.suffix, "application/octet-stream")}
            return URLFetcherResponse(url, found.read_bytes(), kind)

    return OfTheHouse(allowed_protocols={"file"}, allow_redirects=False)


def _has_characters() -> bool:
    """Whether some font has the Chinese characters it was asked for."""
    said = io.StringIO()
    logging.basicConfig(stream=said, level=logging.WARNING)
    set_page(_TRIED)
    return ".notdef" not in said.getvalue()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
