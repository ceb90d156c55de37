"""QR codes for pages and paper."""

from io import BytesIO
from typing import Any

from markupsafe import Markup

from wishboard.i18n import gettext as _


def qr_svg(text: str, title: str = "") -> Markup:
    """A QR code as an inline SVG without a size of its own, black on white in every theme.

    `title` is read out instead of it, “QR code” by default: the text may hold a secret. The class
    is `qr`. Up to 15 % of it may be dirty. Raises ValueError above about 2,300 bytes.
    """
    svg = _drawn(text, svgns=False, title=title or _("QR code"), svgclass="qr").decode()
    return Markup(svg.replace("<svg ", '<svg role="img" shape-rendering="crispEdges" ', 1))  # noqa: S704 - segno escapes


def qr_picture(text: str) -> bytes:
    """The same code as a picture of its own, an SVG document."""
    return _drawn(text)


def _drawn(text: str, **how: Any) -> bytes:
    import segno  # noqa: PLC0415 - few pages need it

    drawn = BytesIO()
    segno.make_qr(text, error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        nl=False,
        omitsize=True,
        dark="#000",
        light="#fff",
        lineclass=None,
        **how,
    )
    return drawn.getvalue()
