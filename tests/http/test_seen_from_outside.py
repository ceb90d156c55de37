"""What monitors ask, and what the log says: enough to know, nothing of anybody."""

import json
import logging
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from httpx import Response
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.cast import RESIDENT_PHONE, Town, application, at_the_door, signed_in
from tests.servers import environment
from tests.web.resident import wish_form
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.log import REQUEST, Lines
from wishboard.http import measures, state
from wishboard.http.measures import Book, Measures, lines
from wishboard.http.watched import Watched
from wishboard.notifications.telling import tell_everything
from workers.jobs import keeping
from workers.noted import noted

NOWHERE = "postgresql://127.0.0.1:1/nowhere"
OUTSIDE = {"X-Forwarded-For": "203.0.113.9"}


@pytest.fixture(autouse=True)
def _looked_at_now() -> None:
    """What another test has seen is not remembered."""
    state._states.forget()
    state._backlogs.forget()


async def ask(path: str, **headers: str | bytes) -> Response:
    given = {name: v.encode() if isinstance(v, str) else v for name, v in headers.items()}
    async with at_the_door() as client:
        return await client.get(path, headers={name.encode(): v for name, v in given.items()})


async def measured(**headers: str) -> dict[str, float]:
    """The measures by name and labels."""
    answer = await ask("/metrics", **headers)
    assert answer.status_code == 200
    told = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in told}


async def test_health_asks_no_database() -> None:
    connect(NOWHERE)
    assert (await ask("/health")).json() == {"alive": True}
    await disconnect()


async def test_a_town_is_ready_with_its_database_and_its_tables(town: Town) -> None:
    answer = await ask("/ready")
    assert (answer.status_code, answer.json()["database"]) == (200, "answers")


async def test_a_town_without_its_queue_is_ready_all_the_same(town: Town) -> None:
    with environment(redis_url="redis://127.0.0.1:1"):
        answer = await ask("/ready")
        assert (answer.status_code, answer.json()["queue"]) == (200, "away")
        state._states.forget()
        assert (await measured())["wishboard_queue_reachable"] == 0


async def test_a_town_with_other_tables_is_not_ready(town: Town) -> None:
    async with transaction() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = 'another'"))
    answer = await ask("/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "old")


async def test_a_town_whose_database_is_away_is_not_ready() -> None:
    connect(NOWHERE)
    answer = await ask("/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "away")
    assert (await measured())["wishboard_database_ready"] == 0
    await disconnect()


async def test_requests_are_counted_by_route_and_status_and_speed(town: Town) -> None:
    before = await measured()
    async with signed_in(town) as browser:
        for path in ("/wishes/nowhere", "/wishes/elsewhere", "/sign-in"):
            await browser.get(path)
    now = await measured()
    lost = 'wishboard_requests_total{method="GET",route="/wishes/{public_id}",status="404"}'
    assert now[lost] - before.get(lost, 0) == 2
    count = "wishboard_request_seconds_count"
    assert now[count] - before[count] == 4
    assert now['wishboard_request_seconds_bucket{le="+Inf"}'] == now[count]
    assert not any("nowhere" in name for name in now)


async def test_what_waits_is_measured_and_every_job_says_when_it_ran(town: Town) -> None:
    await town.collected()
    waits = await measured()
    assert waits["wishboard_events_untold"] == waits["wishboard_events_unsealed"] == 1
    await noted(keeping.seal_history, {"second": {5}})({})

    async def fails(_ctx: object) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        await noted(fails, {"hour": 3})({})
    await tell_everything()
    state._backlogs.forget()
    later = await measured()
    assert later["wishboard_events_untold"] == later["wishboard_events_unsealed"] == 0
    ended = later['wishboard_job_ended_timestamp_seconds{job="seal_history"}']
    due = later['wishboard_job_due_timestamp_seconds{job="seal_history"}']
    assert 0 < due - ended <= 61
    assert later['wishboard_job_failed{job="fails"}'] == 1
    assert later['wishboard_job_failed{job="seal_history"}'] == 0


def test_several_processes_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Book(tmp_path)
    own.own.count("GET", "/", 200, 0.003)
    own.own.connections = 1
    for pid, alive in ((1, True), (999_999_999, False)):
        other = Measures(Counter({("GET", "/", 200): 2, ("POST", "/", 303): 1}), connections=3)
        name = f"{os.getppid()}-{pid}.json"
        (tmp_path / name).write_text(other.to_json())
        assert measures._lives(pid) is alive
    (tmp_path / "999999998-1.json").write_text(own.own.to_json())
    (tmp_path / f"{os.getppid()}-2.json").write_text("half")
    total = own.added_up()
    assert total.requests == {("GET", "/", 200): 5, ("POST", "/", 303): 2}
    assert total.connections == 4
    own.sweep()
    assert not (tmp_path / "999999998-1.json").exists()
    own.write()
    assert Measures.from_json((tmp_path / own._name).read_text()).requests == own.own.requests


def test_a_full_disk_costs_the_measures_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Book(tmp_path / "file" / "below").write()


def test_measures_are_written_as_prometheus_reads_them() -> None:
    said = lines("wishes", "gauge", "Wishes.", [({"of": 'a"b\\c\nd'}, 3), ({}, 0.5)])
    assert said.splitlines()[2:] == ['wishes{of="a\\"b\\\\c\\nd"} 3', "wishes 0.5"]


async def test_measures_are_not_for_strangers(town: Town) -> None:
    assert (await ask("/metrics", **OUTSIDE)).status_code == 403
    with environment(trusted_proxies="127.0.0.1"):
        assert (await ask("/metrics", **OUTSIDE)).status_code == 403
        with environment(metrics_from="203.0.113.9"):
            assert (await ask("/metrics", **OUTSIDE)).status_code == 200
    with environment(metrics_token="let me in"):
        for given, status in (("let me in", 200), ("let me im", 403), ("心愿", 403)):
            words = f"Bearer {given}".encode()
            assert (await ask("/metrics", Authorization=words, **OUTSIDE)).status_code == status
    assert (await ask("/metrics", Authorization="Bearer ", **OUTSIDE)).status_code == 403


async def test_an_answer_names_its_request(town: Town) -> None:
    for path, status in (("/", 200), ("/nothing/at/all", 404), ("/health", 200)):
        answer = await ask(path, **{"X-Request-ID": "from-outside"})
        assert answer.status_code == status
        assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])
    with environment(trusted_proxies="127.0.0.1"):
        named = await ask("/", **{"X-Request-ID": "proxy-4711"})
        strange = await ask("/", **{"X-Request-ID": 'a"b c'})
    assert named.headers["x-request-id"] == "proxy-4711"
    assert re.fullmatch("[0-9a-f]{16}", strange.headers["x-request-id"])


async def test_a_log_in_json_holds_nothing_of_anybody(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with environment(log="json"), caplog.at_level(logging.INFO, "wishboard"):
        async with signed_in(town) as browser:
            await browser.get("/slips/some-wish/secret-token?code=K7-44")
            await browser.post("/wishes", wish_form(town))
    said = [json.loads(Lines().format(record)) for record in caplog.records]
    routes = [(line["method"], line["route"]) for line in said if line["says"] == "answered"]
    assert ("GET", "/slips/{public_id}/{token}") in routes
    assert ("POST", "/wishes") in routes
    assert all(line["ms"] > 0 and line["status"] for line in said if "route" in line)
    text_ = json.dumps(said, ensure_ascii=False)
    assert not any(word in text_ for word in ("secret-token", "K7-44", RESIDENT_PHONE, "王秀英"))


async def test_an_error_in_the_log_does_not_quote_a_row(town: Town) -> None:
    mark = REQUEST.set("the-request")
    asked = {"name": "x" * 200, "phone": RESIDENT_PHONE}
    with pytest.raises(DBAPIError) as caught:
        async with transaction() as db:
            await db.execute(text("UPDATE person SET name = :name, username = :phone"), asked)
    error = caught.value
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("wishboard", logging.ERROR, "", 0, "fault", (), info)
    foreign = logging.LogRecord("arq", logging.ERROR, "", 0, "failed: %s", (error,), info)
    said = json.loads(Lines().format(record))
    REQUEST.reset(mark)
    assert RESIDENT_PHONE not in Lines().format(record) + Lines().format(foreign)
    assert said["error"] and said["request"] == "the-request"
    assert any("psycopg" in place or "cursor" in place for place in said["trace"]), said


def test_every_route_is_watched() -> None:
    assert isinstance(application().asgi_handler, Watched)
