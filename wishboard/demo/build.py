"""Building the demo town in an empty database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sqlalchemy import text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen, remove
from sqlmodel import col, func, select, update

from wishboard.accounts.models import Area, Person
from wishboard.catalogue.seed import seed_catalogue
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession, engine, transaction
from wishboard.demo.cast import cast
from wishboard.demo.deeds.tasks import task_tales
from wishboard.demo.papers import certify
from wishboard.demo.plot import tales
from wishboard.demo.story import play
from wishboard.demo.town import build_town
from wishboard.events.chain import seal_history
from wishboard.notifications.models import Notice
from wishboard.quotas.rules.seed import seed_rules
from wishboard.supervision.ladder.seed import seed_ladder
from wishboard.tables import METADATA
from wishboard.wishes.models import Wish

SEED = 20_251_121
_BEFORE_THE_FIRST_WISH = timedelta(days=120)
_STILL_NEW = timedelta(days=2)


@dataclass(frozen=True)
class Built:
    """How much town there is."""

    people: int
    wishes: int


async def is_empty(db: AsyncSession) -> bool:
    """Whether the town has neither people nor places yet."""
    people = (await db.exec(select(Person.id).limit(1))).first()
    places = (await db.exec(select(Area.id).limit(1))).first()
    return people is None and places is None


async def clear(db: AsyncSession) -> None:
    """Throw away everything the town has."""
    names = ", ".join(f'"{name}"' for name in METADATA.tables)
    await db.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


async def build_demo() -> Built:
    """Build places and people, and play the past of every wish. The database must be empty."""
    async with _hasty():
        await _play_the_past()
    async with transaction() as db:
        await _read_old_notices(db)
        people = (await db.exec(select(func.count()).select_from(Person))).one()
        wishes = (await db.exec(select(func.count()).select_from(Wish))).one()
    return Built(people, wishes)


@asynccontextmanager
async def _hasty() -> AsyncIterator[None]:
    """Do not wait for the disk after each of a thousand transactions: the next one behind this
    block that does wait makes all of them durable."""

    def hurry(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("SET synchronous_commit TO off")
        cursor.close()
        connection.commit()

    pool = engine()
    await pool.dispose()
    listen(pool.sync_engine, "connect", hurry)
    try:
        yield
    finally:
        remove(pool.sync_engine, "connect", hurry)
        await pool.dispose()


async def _play_the_past() -> None:
    async with transaction() as db:
        with frozen(now() - _BEFORE_THE_FIRST_WISH):
            await seed_catalogue(db)
            await seed_ladder(db)
            await seed_rules(db)
            await build_town(db)
    async with transaction() as db:
        people = await cast(db, Random(SEED))  # noqa: S311 - a story, not a secret
    told = tales()
    await play([*told, *task_tales(len(told) + 1)], people)
    await certify(people)
    await seal_history()


async def _read_old_notices(db: AsyncSession) -> None:
    """People have read what they were told before."""
    old = col(Notice.at) < now() - _STILL_NEW
    await db.execute(update(Notice).where(old).values(read_at=col(Notice.at) + timedelta(hours=2)))
