"""When the house itself cannot: reading goes on, deeds say why, nothing is half done, it passes."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from tests.cast import Town, signed_in
from tests.web.resident import photo, wish_form
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, connect, disconnect, transaction
from wishboard.files import storage
from wishboard.files.storage import keep
from wishboard.http.troubles import Away, NoRoom, OnlyReading, trouble_in
from wishboard.settings import settings

OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = %s AND pid <> pg_backend_pid()
"""
ROWS = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM wish)"


@contextmanager
def only_reading(town: Town, server: str) -> Iterator[None]:
    """Every connection reads only, also those that were open before."""
    name = str(psycopg.conninfo.conninfo_to_dict(town.url)["dbname"])
    change = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
    with psycopg.connect(server, autocommit=True) as admin:
        for state in ("on", "off"):
            admin.execute(change.format(sql.Identifier(name), sql.SQL(state)))
            admin.execute(OTHERS, [name])
            if state == "on":
                yield


async def keep_on_a_full_disk(place: str, large: bytes, small: bytes) -> None:
    """Store a photo while no file of this process may grow: the system itself says no."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        await keep(place, large, small)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def rows() -> int:
    async with transaction() as db:
        return int((await db.execute(text(ROWS))).scalar_one())


async def test_while_the_database_only_reads_pages_are_read_and_deeds_say_why(
    town: Town, postgres_server: str
) -> None:
    wish = await town.published()
    path, day = f"/wishes/{wish.public_id}", {"promised_on": str(today() + timedelta(days=5))}
    async with signed_in(town, "member") as browser, signed_in(town) as resident:
        before = await rows()
        with only_reading(town, postgres_server):
            for page in ("/", path, "/me", "/notices", "/ready"):
                answer = await browser.get(page)
                if answer.status_code == 503:  # the one connection that had been lost
                    answer = await browser.get(page)
                assert answer.status_code == 200, page
            for who, deed, form in (
                (browser, f"{path}/claims", day),
                (resident, "/wishes", wish_form(town)),
                (resident, "/sign-in", {"username": "member", "password": "wrong"}),
            ):
                answer = await who.post(deed, form, key=f"once-{deed}")
                assert answer.status_code == 503, deed
                assert "暂时只能查看" in answer.text
                assert answer.headers["retry-after"]
        answers = [await browser.post(f"{path}/claims", day, key="again") for _ in range(3)]
        assert answers[-1].status_code == 303, "it recovers by itself"
        assert await rows() == before + 1


async def test_a_program_reads_the_same_as_json(town: Town, postgres_server: str) -> None:
    wish = await town.published()
    day = {"promised_on": str(today() + timedelta(days=5))}
    async with signed_in(town, "member") as browser:
        with only_reading(town, postgres_server):
            for _ in range(2):
                answer = await browser.client.post(
                    f"/api/v1/wishes/{wish.public_id}/claims",
                    json=day,
                    headers={"X-CSRF-Token": browser.csrf},
                )
    assert (answer.status_code, answer.json()["code"]) == (503, "only_reading")


async def test_without_its_database_every_page_says_so(town: Town) -> None:
    await disconnect()
    connect("postgresql://127.0.0.1:1/nowhere")
    async with signed_in(town) as browser:
        browser.client.cookies.set("wb_session", "somebody")
        for answer in (await browser.get("/me"), await browser.post("/sign-out", {})):
            assert answer.status_code == 503
            assert "数据库暂时没有响应" in answer.text
    await disconnect()
    connect(town.url)


async def test_a_line_lost_at_the_commit_is_told_and_sent_again_it_is_done_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = await town.published()
    path, day = f"/wishes/{wish.public_id}/claims", {"promised_on": str(today())}
    commit = AsyncSession.commit

    async def committed_and_lost(db: AsyncSession) -> None:
        await commit(db)
        raise OperationalError("COMMIT", None, psycopg.OperationalError("the line is gone"))

    async with signed_in(town, "member") as browser:
        with monkeypatch.context() as line:
            line.setattr(AsyncSession, "commit", committed_and_lost)
            lost = await browser.post(path, day, key="the-same")
        again = await browser.post(path, day, key="the-same")
    assert (lost.status_code, again.status_code) == (503, 303)
    assert "不会重复办理" in lost.text
    async with transaction() as db:
        claims = await db.execute(text("SELECT count(*) FROM claim"))
        assert claims.scalar_one() == 1


async def test_a_full_store_of_photos_keeps_the_words_and_writes_no_row(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "data_dir", tmp_path)
    storage.store.cache_clear()
    form = wish_form(town, may_photograph="yes")
    async with signed_in(town) as resident:
        with monkeypatch.context() as disk:
            disk.setattr(storage, "keep", keep_on_a_full_disk)
            full = await resident.post("/wishes", form, files={"photos": photo()})
        written = await rows()
        empty = await resident.post("/wishes", form, files={"photos": photo()})
    storage.store.cache_clear()
    assert (full.status_code, written) == (503, 0)
    assert "照片暂时无法保存" in full.text
    assert form["text"] in full.text, "what was typed is still there"
    assert empty.status_code == 303, "it recovers by itself"
    assert sum(path.is_file() for path in (tmp_path / "files").rglob("*.webp")) == 2


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (psycopg.errors.DiskFull(), NoRoom),
        (psycopg.errors.ReadOnlySqlTransaction(), OnlyReading),
        (psycopg.errors.AdminShutdown(), Away),
        (psycopg.errors.TooManyConnections(), Away),
        (OperationalError("SELECT", {}, psycopg.errors.DiskFull()), NoRoom),
        (NoConnection("QueuePool limit"), Away),
        (OSError(errno.ENOSPC, "No space left on device"), NoRoom),
    ],
)
def test_what_is_behind_an_error(error: Exception, trouble: type) -> None:
    assert isinstance(trouble_in(error), trouble)
    wrapped = RuntimeError("while doing something")
    wrapped.__cause__ = error
    assert isinstance(trouble_in(wrapped), trouble)


@pytest.mark.parametrize("error", [ValueError(), psycopg.errors.UndefinedTable(), OSError(2, "")])
def test_a_fault_of_ours_is_no_trouble(error: Exception) -> None:
    assert trouble_in(error) is None
