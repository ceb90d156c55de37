"""What `wishboard doctor` finds about the roles that groups of the provider give."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wishboard.cli.findings import Finding, ok, warning, wrong
from wishboard.settings import Settings

if TYPE_CHECKING:
    import psycopg

SUBJECT = "groups"


def groups(db: "psycopg.Connection[tuple[object, ...]]", town: Settings) -> Iterator[Finding]:
    """Every line of the setting names a role that there is, over one place that there is."""
    from wishboard.accounts.single_sign_on.groups import (  # noqa: PLC0415 - shows the rest first
        PLACES_CALLED,
        read_groups,
    )

    if not town.sso_groups:
        return
    try:
        given = read_groups(town.sso_groups)
    except ValueError as reason:
        remedy = "Write group=role@organization or area; the town does not open before."
        yield wrong(SUBJECT, str(reason), remedy)
        return
    query, whole = PLACES_CALLED.format(name="%(name)s"), True
    for name in dict.fromkeys(line.over for line in given):
        places = len(db.execute(query, {"name": name}).fetchall())
        if places != 1:
            whole = False
            yield _unclear(name, places)
    if whole:
        yield ok(SUBJECT, f"{len(given)} give a role, each over one place")


def _unclear(name: str, places: int) -> Finding:
    if places:
        says = f"{places} organizations and areas are called “{name}”: its groups give nothing"
        return warning(SUBJECT, says, "Put the public id of the one meant in WISHBOARD_SSO_GROUPS.")
    says = f"no organization or area is called “{name}”: its groups give nothing"
    return warning(SUBJECT, says, "Correct the name in WISHBOARD_SSO_GROUPS, or import the place.")
