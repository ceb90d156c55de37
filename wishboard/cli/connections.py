"""What `wishboard doctor` asks the database and the queue."""

from collections.abc import Iterator

import psycopg
import redis

from wishboard.cli.findings import Finding, Level, ok, time_zone, working_days, wrong
from wishboard.cli.granting import groups
from wishboard.cli.unlocking import unlocking
from wishboard.cli.upkeep import upkeep
from wishboard.embedded import lock
from wishboard.embedded.home import find_home
from wishboard.embedded.opening import present_heads, wanted_heads
from wishboard.embedded.servers import database_for
from wishboard.embedded.trouble import Trouble
from wishboard.settings import Settings

OLDEST_VERSION = 150_000
STORED_YEARS = "SELECT DISTINCT extract(year FROM day)::int FROM calendar_day"


def database(town: Settings) -> Iterator[Finding]:
    """The database answers, is new enough and at the schema of this version; its queue moves."""
    if not (town.database_url or find_home(town.data_dir).cluster.exists()):
        yield ok("database", "will be made at the first start")
        yield from _calendar(town, set())
        return
    try:
        with (
            database_for(town, "doctor") as url,
            psycopg.connect(url, connect_timeout=10, autocommit=True) as db,
        ):
            yield from _schema(db, url, town)
    except (Trouble, psycopg.OperationalError) as reason:
        where = "WISHBOARD_DATABASE_URL" if town.database_url else "servers/log/postgres.log"
        yield wrong("database", str(reason).strip(), f"Look at {where}.")


def _schema(
    db: "psycopg.Connection[tuple[object, ...]]", url: str, town: Settings
) -> Iterator[Finding]:
    version = db.info.server_version
    says = f"PostgreSQL {version // 10_000}.{version % 10_000}"
    if version < OLDEST_VERSION:
        yield wrong("database", says, "wishboard needs PostgreSQL 15 or newer.")
    else:
        yield ok("database", says)
    present, wanted = present_heads(url), wanted_heads()
    if present == wanted:
        yield ok("schema", "up to date")
        yield from upkeep(db)
        yield from unlocking(db, town)
        yield from groups(db, town)
        yield from _calendar(town, {year for (year,) in db.execute(STORED_YEARS).fetchall()})
    elif not present:
        yield ok("schema", "empty; the first `wishboard run` makes it")
    else:
        yield wrong("schema", "not the one of this version", "Run `wishboard migrate`.")


def _calendar(town: Settings, stored: set[object]) -> Iterator[Finding]:
    """The days of this year, and in time the next, are known to the library or were uploaded."""
    from wishboard.core.calendar import knows_year  # noqa: PLC0415 - the library takes its time
    from wishboard.core.clock import today  # noqa: PLC0415

    if next(time_zone(town)).level is Level.ok:
        yield from working_days(lambda year: year in stored or knows_year(year), today())


def queue(town: Settings) -> Iterator[Finding]:
    """Redis or Valkey answers; it only wakes the worker, so nothing is lost without it."""
    holder = lock.holder(town.data_dir)
    embedded = not town.redis_url
    if embedded and not (holder and holder.command == lock.RUN):
        yield ok("queue", "starts and stops with `wishboard run`")
        return
    url = find_home(town.data_dir).valkey_url if embedded else town.redis_url
    try:
        with redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5) as line:
            version = line.info("server")["redis_version"]
    except (redis.RedisError, ValueError, OSError) as reason:
        where = "servers/log/valkey.log" if embedded else "WISHBOARD_REDIS_URL"
        yield wrong("queue", f"does not answer: {reason}", f"Look at {where}.")
    else:
        yield ok("queue", f"answers (speaks Redis {version})")
