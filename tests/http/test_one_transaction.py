"""A deed's answer leaves when the deed is committed, and not at all when it cannot be."""

import pytest
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.testing import AsyncTestClient
from sqlalchemy import text
from sqlmodel import select

from tests.cast import Town
from wishboard.accounts.models import Person
from wishboard.app import create_app
from wishboard.core.database import transaction
from wishboard.core.refusals import NotAllowed
from wishboard.http.visit import Visit


@post("/deed/{how:str}")
async def deed(visit: NamedDependency[Visit], how: FromPath[str]) -> Response[str]:
    """Write something, then answer as asked."""
    db = await visit.db()
    db.add(Person(name="written", username="written"))
    await db.flush()
    if how == "refused":
        raise NotAllowed
    if how == "broken":
        raise RuntimeError
    if how == "uncommittable":
        await db.execute(text("INSERT INTO late (person) VALUES (424242)"))
    return Response("done", status_code=200 if how in ("done", "uncommittable") else int(how))


@get("/look")
async def look(visit: NamedDependency[Visit]) -> str:
    """Whether a page that only reads has begun a transaction."""
    db = await visit.db()
    first = (await db.execute(text("SELECT txid_current()"))).scalar_one()
    second = (await db.execute(text("SELECT txid_current()"))).scalar_one()
    return "one" if first == second else "none"


async def send(method: str, path: str) -> tuple[int, str]:
    app = create_app()
    app.register(deed)
    app.register(look)
    async with AsyncTestClient(app, base_url="http://127.0.0.1:8000") as client:
        answer = await client.request(method, path)
    return answer.status_code, answer.text


async def written() -> bool:
    async with transaction() as db:
        return (await db.exec(select(Person).where(Person.name == "written"))).first() is not None


@pytest.mark.parametrize(
    ("how", "status", "kept"),
    [
        ("done", 200, True),
        ("303", 303, True),
        ("refused", 403, False),
        ("broken", 500, False),
        ("400", 400, False),
        ("422", 422, False),
        ("503", 503, False),
    ],
)
async def test_good_answers_are_kept_and_bad_ones_undone(
    town: Town, how: str, status: int, kept: bool
) -> None:
    assert (await send("POST", f"/deed/{how}"))[0] == status
    assert await written() is kept


async def test_what_cannot_be_committed_is_never_answered_as_done(town: Town) -> None:
    async with transaction() as db:
        await db.execute(
            text(
                "CREATE TABLE late (person bigint REFERENCES person (id)"
                " DEFERRABLE INITIALLY DEFERRED)"
            )
        )
    status, body = await send("POST", "/deed/uncommittable")
    assert status == 500 and body != "done"
    assert not await written()


async def test_a_page_that_reads_begins_no_transaction(town: Town) -> None:
    assert await send("GET", "/look") == (200, "none")
