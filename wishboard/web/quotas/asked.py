"""What the addresses of these pages ask for, and the years to choose from."""

from wishboard.core.clock import today
from wishboard.http.visit import Visit

YEARS = 6


def year_asked(visit: Visit) -> int:
    """The year in the address, or this one."""
    given = visit.request.query_params.get("year", "")
    this = today().year
    asked = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else this
    return asked if this - YEARS < asked <= this else this


def years() -> list[tuple[str, str]]:
    """The years to choose from, the newest first."""
    this = today().year
    return [(str(year), str(year)) for year in range(this, this - YEARS, -1)]


def text_asked(visit: Visit, name: str, longest: int = 60) -> str:
    """A text in the address, trimmed."""
    return visit.request.query_params.get(name, "").replace("\0", "").strip()[:longest]
