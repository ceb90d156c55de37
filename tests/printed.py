"""Reading PDF files back: their words, and what the picture codes on them say."""

import os

import pypdfium2
import pytest
import pytest_asyncio
import zxingcpp

from wishboard.core.paper import how_it_ends
from wishboard.core.typeset import Ended

SCALE = 3


@pytest_asyncio.fixture(scope="session")
async def press() -> None:
    """PDF files can be made here; where they cannot, what needs them is skipped, never in CI."""
    if os.environ.get("CI") != "true" and await how_it_ends() is Ended.without_pango:
        pytest.skip("no Pango here")


def words_of(pdf: bytes) -> str:
    """Everything that is written on a file, without breaks."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def codes_on(pdf: bytes) -> list[str]:
    """What a camera reads from the picture codes of a file."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [page.render(scale=SCALE).to_pil() for page in document]
    return [code.text for picture in drawn for code in zxingcpp.read_barcodes(picture)]
