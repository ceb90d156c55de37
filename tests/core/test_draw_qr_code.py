"""QR codes that cameras and screen readers both understand."""

import re
from xml.etree import ElementTree

import pytest
import segno
from markupsafe import Markup

from wishboard.core.qr import qr_picture, qr_svg
from wishboard.i18n import speaking

ADDRESS = "https://wish.example.org/track/7KQ-2MX-4DP?pin=482915"


def modules(svg: Markup) -> set[tuple[int, int]]:
    """The dark squares of a drawing, by column and row."""
    path = ElementTree.fromstring(svg).findall("path")[-1].attrib["d"]
    dark, x, y = set[tuple[int, int]](), 0.0, 0.0
    for letter, across, down in re.findall(r"([Mmh])(-?[\d.]+) ?(-?[\d.]+)?", path):
        if letter == "h":
            dark |= {(int(x) + n, int(y)) for n in range(int(across))}
        x, y = x + float(across), y + float(down or 0)
    return dark


def test_the_squares_are_those_of_the_code_inside_a_quiet_zone() -> None:
    wanted = {
        (column + 4, row + 4)
        for row, line in enumerate(segno.make_qr(ADDRESS, error="m").matrix)
        for column, dark in enumerate(line)
        if dark
    }
    drawn = qr_svg(ADDRESS)
    assert modules(drawn) == wanted
    root = ElementTree.fromstring(drawn)
    assert "width" not in root.attrib
    side = int(root.attrib["viewBox"].split()[2])
    assert max(column for column, _ in wanted) == side - 5


def test_it_is_named_for_those_who_cannot_see_it_without_telling_the_pin() -> None:
    with speaking("en"):
        drawn = qr_svg(ADDRESS)
    root = ElementTree.fromstring(drawn)
    assert root.attrib["role"] == "img"
    assert root[0].tag == "title"
    assert root[0].text == "QR code"
    assert "482915" not in drawn
    with speaking("zh"):
        assert ElementTree.fromstring(qr_svg(ADDRESS))[0].text == "二维码"


def test_a_title_is_escaped_and_nothing_needs_inline_styles() -> None:
    drawn = qr_svg("心愿", title='<b>"扫码"&查看')
    assert ElementTree.fromstring(drawn)[0].text == '<b>"扫码"&查看'
    assert "style" not in drawn
    assert drawn.startswith("<svg ")
    assert drawn.endswith("</svg>")


def test_a_text_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_svg("心" * 2000)


def test_the_picture_is_the_same_code() -> None:
    picture = qr_picture(ADDRESS).decode()
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    drawn = qr_svg(ADDRESS)
    assert re.findall(r' d="([^"]+)"', picture) == re.findall(r' d="([^"]+)"', drawn)
