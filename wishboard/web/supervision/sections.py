"""The sections of supervision that somebody may open."""

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.i18n import lazy

_SECTIONS = (
    ("/supervision", lazy("Supervision notices"), (Right.coordinate, Right.handle)),
    ("/supervision/campaigns", lazy("Look-back"), (Right.coordinate,)),
    ("/supervision/exposures", lazy("Media exposure"), (Right.coordinate, Right.handle)),
    ("/supervision/stuck", lazy("Stuck elsewhere"), (Right.coordinate,)),
    ("/mediation", lazy("Mediation"), (Right.oversee, Right.handle)),
    ("/supervision/rungs", lazy("The ladder"), (Right.administer, Right.supervise)),
    ("/supervision/looks", lazy("Looks at contact data"), (Right.administer, Right.supervise)),
)

Section = tuple[str, str, None]


def sections(viewer: Viewer) -> list[Section]:
    """Address and name of each section that a viewer may open, as tabs."""
    return [
        (href, str(label), None)
        for href, label, rights in _SECTIONS
        if any(viewer.may_somewhere(right) for right in rights)
    ]


def rights_for(href: str) -> tuple[Right, ...]:
    """The rights of which one opens a section."""
    return next(rights for known, _label, rights in _SECTIONS if known == href)
