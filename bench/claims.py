"""`claim_ratio`: promises a second through everything, against the bare statements."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

import psycopg

from bench.city import bench_server, city, copy_of
from bench.generator import SIGNED_IN, token
from bench.load import serving, wrk
from bench.report import Figure
from wishboard.core.clock import today
from wishboard.http.forgery import token_for

SECONDS, ROUNDS = 8, 3
LIFTED = "1000000000"


def measure() -> Iterator[Figure]:
    """64 signed-in people claim; the bare route sends the same statements by the raw driver."""
    day = str(today() + timedelta(days=7))
    with bench_server() as server, copy_of(server, city(server, 10_000)) as url, people() as cast:
        settings = {"database_url": url, "open_claims_cap": LIFTED, "pool_size": "16"}
        full, bare = [], []
        with (
            serving("wishboard.app:create_app", **settings) as town,
            serving("bench.bare:create_app", **settings) as limit,
        ):
            for run in range(ROUNDS):
                words = (cast, day, str(2 * run), "/wishes/WISH/claims")
                full.append(wrk(town, seconds=SECONDS, script="claims.lua", words=words))
                words = (cast, day, str(2 * run + 1), "/claims/WISH/PERSON")
                bare.append(wrk(limit, seconds=SECONDS, script="claims.lua", words=words))
        must_add_up(url)
    done, could = median(r.per_second for r in full), median(r.per_second for r in bare)
    bad = sum(r.bad for r in full + bare)
    yield Figure("claim_ratio", done / could, "", f"{done:.0f}/s of {could:.0f}/s bare; {bad} bad")


def people() -> "_Cast":
    """A file of session tokens and form tokens for wrk."""
    return _Cast()


class _Cast:
    def __enter__(self) -> str:
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / "people"
        lines = (f"{token(n)} {token_for(token(n))}\n" for n in range(1, SIGNED_IN + 1))
        file.write_text("".join(lines))
        return str(file)

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def must_add_up(url: str) -> None:
    """The figure counts only if every place is accounted for."""
    with psycopg.connect(url) as db:
        wrong = db.execute(
            "SELECT count(*) FROM wish w WHERE taken <> (SELECT count(*) FROM claim c "
            "WHERE c.wish_id = w.id AND c.ended_at IS NULL)"
        ).fetchone()
    if wrong != (0,):
        raise AssertionError(f"places do not add up on {wrong} wishes")
