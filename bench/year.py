"""The year of a large city: 333 streets, closed wishes with their answers, members and credits."""

import os
import sys

import psycopg

from bench import year_rows
from bench.bulk import in_bulk
from bench.city import kept, make_of
from wishboard.core.clock import today
from wishboard.reports.rates.facts import COLUMNS, OF_ALL
from wishboard.reports.rates.tally import change
from wishboard.settings import settings

ITEMS = int(os.environ.get("WISHBOARD_BENCH_ITEMS", "6000000"))
"""So many wishes were closed in the year, and as many credits stand in its ledger."""
YEAR = today().year
STREETS, COMMUNITIES = 333, 3_330
ORGANIZATIONS, PEOPLE, MEMBERS = 20_000, 500_000, 200
FIRST_BODY, FIRST_PERSON = 2_000_000, 2_000_000
HOT = FIRST_BODY + 1
BODY = f"branch{HOT}"
"""The organization with so many members, for which wishes are closed by many hands."""
_BIG = ("wish", "membership", "credit", "credit_sum", "rated_wish", "rate_tally")
_BIG_BELOW = ("outcome", "answer")
_NUMBERS = {
    "items": ITEMS,
    "year": YEAR,
    "streets": STREETS,
    "communities": COMMUNITIES,
    "organizations": ORGANIZATIONS,
    "people": PEOPLE,
    "members": MEMBERS,
    "body": FIRST_BODY,
    "person": FIRST_PERSON,
    "hot": HOT,
}


def year_city(server: str) -> str:
    """The address of the city, generated when there is none of this make."""
    return kept(server, f"year_{ITEMS}_{YEAR}", make_of(sys.modules[__name__], year_rows), _fill)


def answered(url: str, many: int) -> int:
    """Add so many answered wishes, granted in the hot organization's name. The first's number."""
    with psycopg.connect(url) as db:
        found = db.execute("SELECT count(*) FROM wish WHERE public_id LIKE 'c%'").fetchone()
        first = found[0] + 1 if found else 1
        numbers = _NUMBERS | {"first": first, "last": first + many - 1}
        for statement in year_rows.ANSWERED:
            db.execute(statement.format(**numbers).encode())
    return first


def _fill(url: str) -> None:
    """Fill a migrated, empty database."""
    with in_bulk(url, *_BIG, *_BIG_BELOW) as db:
        for statement in (*year_rows.PLACES, *year_rows.PEOPLE, *year_rows.WISHES):
            db.execute(statement.format(**_NUMBERS).encode())
        for statement in year_rows.CREDITS:
            db.execute(statement.format(**_NUMBERS).encode())
        db.execute("ANALYZE")
        db.execute(_rated().encode())
        db.execute(change("rated_wish", "").encode())


def _rated() -> str:
    """What the house itself reads from all that happened."""
    zone = f"'{settings().zone.key}'"
    return f"INSERT INTO rated_wish ({', '.join(COLUMNS)}) {OF_ALL}".replace(":zone", zone)
