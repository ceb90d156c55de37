"""One transaction for a deed: whole or not at all; lists are read without one."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from tests.deeds import done
from tests.servers import connected, environment
from wishboard.accounts.models import AreaLevel, Person, SignIn
from wishboard.accounts.trees import add_area
from wishboard.catalogue.models import Category
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, driver_url, new_session, reading, transaction


async def names(db: AsyncSession) -> list[str]:
    return list((await db.exec(select(Person.name).order_by("id"))).all())


async def test_what_a_transaction_did_is_there_for_everybody(fresh_database: str) -> None:
    async with transaction() as db:
        db.add(Person(name="周小满"))
    assert await done(names) == ["周小满"]
    with psycopg.connect(fresh_database) as other:
        assert other.execute("SELECT name FROM person").fetchall() == [("周小满",)]


async def test_what_a_fault_interrupted_never_was(fresh_database: str) -> None:
    async def half_a_deed(db: AsyncSession) -> None:
        db.add(Person(name="周小满"))
        await db.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await done(half_a_deed)
    assert await done(names) == []


async def test_nobody_sees_what_is_not_committed(fresh_database: str) -> None:
    async with transaction() as db:
        db.add(Person(name="周小满"))
        await db.flush()
        assert await done(names) == []


async def test_objects_stay_readable_after_the_transaction(fresh_database: str) -> None:
    async with transaction() as db:
        person = Person(name="周小满")
        db.add(person)
    assert person.name == "周小满"
    assert person.key > 0


async def test_reading_sends_no_begin(fresh_database: str) -> None:
    async with reading() as connection:
        backend = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        with psycopg.connect(fresh_database) as other:
            query = "SELECT state, xact_start FROM pg_stat_activity WHERE pid = %s"
            assert other.execute(query, [backend]).fetchone() == ("idle", None)


async def test_a_connection_used_for_reading_serves_a_transaction_next(fresh_database: str) -> None:
    for _ in range(3):
        async with reading() as connection:
            await connection.execute(text("SELECT 1"))
        async with transaction() as db:
            db.add(Person(name="周小满"))
            await db.rollback()
    assert await done(names) == []


async def _prepared_after_twelve(db: AsyncSession) -> int:
    for _ in range(12):
        await db.execute(text("SELECT CAST(:n AS int)"), {"n": 1})
    count = await db.execute(text("SELECT count(*) FROM pg_prepared_statements"))
    return int(count.scalar_one())


async def test_on_a_private_socket_statements_are_prepared(fresh_database: str) -> None:
    async with transaction() as db:
        assert await _prepared_after_twelve(db) > 0


async def test_where_a_pooler_may_stand_nothing_is_prepared(fresh_database: str) -> None:
    with environment(prepared_statements="false"):
        async with connected(fresh_database), transaction() as db:
            assert await _prepared_after_twelve(db) == 0


async def test_moments_keep_their_zone_and_naive_ones_are_refused(fresh_database: str) -> None:
    moment = now()
    async with transaction() as db:
        person = Person(name="周小满", approved_at=moment)
        db.add(person)
    found = await done(_person)
    assert found.approved_at == moment and found.approved_at.tzinfo is not None
    with pytest.raises(StatementError):
        await done(_approve_naively)


async def _person(db: AsyncSession) -> Person:
    return (await db.exec(select(Person))).one()


async def _approve_naively(db: AsyncSession) -> None:
    (await _person(db)).approved_at = now().replace(tzinfo=None)
    await db.flush()


async def test_a_word_is_stored_by_its_value_with_a_check_behind_it(fresh_database: str) -> None:
    await done(add_area, "桐川市", AreaLevel.city)
    with psycopg.connect(fresh_database) as other:
        assert other.execute("SELECT level FROM area").fetchall() == [("city",)]
        with pytest.raises(psycopg.errors.CheckViolation):
            other.execute("UPDATE area SET level = 'kingdom'")


async def test_constraints_stand_behind_the_forms(fresh_database: str) -> None:
    for row in (
        Category(slug="study", name="学习"),
        SignIn(token_hash=b"x", person_id=999, expires_at=now()),
    ):
        with pytest.raises(IntegrityError):
            async with new_session() as db, db.begin():
                db.add_all([row, Category(slug="study", name="学习")])


def test_a_row_that_was_never_stored_has_no_key() -> None:
    with pytest.raises(AssertionError):
        _ = Person(name="周小满").key


def test_addresses_are_written_for_psycopg_three() -> None:
    assert driver_url("postgresql://a/b") == "postgresql+psycopg://a/b"
    assert driver_url("postgresql+psycopg://a/b") == "postgresql+psycopg://a/b"
