"""`wishboard doctor` finds what is wrong and says what to do."""

import base64
import os
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from tests.servers import environment, new_database, sandbox
from wishboard.cli import connections, doctor, findings, main, upkeep
from wishboard.cli.findings import Finding, Level
from wishboard.core import paper
from wishboard.core.typeset import Ended
from wishboard.embedded import lock
from wishboard.settings import Settings


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder for one test."""
    with sandbox() as path:
        yield path


def town(folder: Path, **changes: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **changes})


def one(found: Iterator[Finding], subject: str) -> Finding:
    return next(finding for finding in found if finding.subject == subject)


def test_a_new_installation_has_nothing_wrong(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number = probe.getsockname()[1]
    with environment(data_dir=str(folder), port=str(number)):
        result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0
    assert "wrong" not in result.output
    assert "will be made at the first start" in result.output
    assert not (folder / "servers").exists()


def test_every_finding_that_is_not_ok_says_what_to_do(folder: Path) -> None:
    broken = town(
        folder, database_url="postgresql://127.0.0.1:1/x", redis_url="redis://127.0.0.1:1"
    )
    (folder / "secret.key").write_text("short")
    found = list(doctor.examine(broken))
    assert {f.subject for f in found if f.level is Level.wrong} >= {"key", "database", "queue"}
    assert all(f.remedy for f in found if f.level is not Level.ok)


@pytest.mark.parametrize("key", ["", "not base64!", base64.b64encode(b"16 bytes of data").decode()])
def test_a_broken_key_is_wrong(folder: Path, key: str) -> None:
    (folder / "secret.key").write_text(key)
    assert one(findings.secret_key(town(folder)), "key").level is Level.wrong


def test_a_key_that_others_can_read_is_wrong(folder: Path) -> None:
    path = folder / "secret.key"
    path.write_bytes(base64.b64encode(os.urandom(32)))
    path.chmod(0o644)
    assert one(findings.secret_key(town(folder)), "key").remedy == f"chmod 600 {path}"
    path.chmod(0o600)
    assert one(findings.secret_key(town(folder)), "key").level is Level.ok


@pytest.mark.parametrize(
    ("ended", "says"), [(Ended.without_pango, "Pango"), (Ended.without_font, "Chinese")]
)
def test_what_papers_need_is_missed(
    monkeypatch: pytest.MonkeyPatch, ended: Ended, says: str
) -> None:
    async def ends() -> Ended:
        return ended

    monkeypatch.setattr(paper, "how_it_ends", ends)
    found = one(findings.paper(), "paper")
    assert found.level is Level.warning and says in found.says
    assert found.remedy.startswith("apt install")


def test_a_port_in_use_by_somebody_else_is_wrong(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        here = town(folder, port=other.getsockname()[1])
        assert one(findings.web_port(here), "port").level is Level.wrong


def test_a_port_in_use_by_this_town_is_fine(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = town(folder, port=server.getsockname()[1])
        with lock.take(folder, lock.RUN, "http://127.0.0.1"):
            assert one(findings.web_port(here), "web server").level is Level.ok


def test_an_unknown_time_zone_is_wrong(folder: Path) -> None:
    assert next(findings.time_zone(town(folder, time_zone="Mars/Base"))).level is Level.wrong


@pytest.mark.parametrize(
    ("day", "known", "level"),
    [
        (date(2026, 6, 1), {2026}, Level.ok),
        (date(2026, 12, 20), {2026}, Level.warning),
        (date(2026, 12, 20), {2026, 2027}, Level.ok),
        (date(2027, 1, 2), {2026}, Level.warning),
    ],
)
def test_the_calendar_is_known_for_this_year_and_in_december_for_the_next(
    day: date, known: set[int], level: Level
) -> None:
    assert next(findings.working_days(known.__contains__, day)).level is level


def test_cookies_of_a_public_https_town_should_be_secure(folder: Path) -> None:
    public = town(folder, public_url="https://wishes.example")
    assert next(findings.public_address(public)).level is Level.warning
    safe = town(folder, public_url="https://wishes.example", secure_cookies=True)
    assert next(findings.public_address(safe)).level is Level.ok


def test_an_old_schema_is_wrong_and_an_empty_database_is_not(
    folder: Path, postgres_server: str
) -> None:
    with new_database(postgres_server) as url:
        city = town(folder, database_url=url)
        assert one(connections.database(city), "schema").level is Level.ok
        with psycopg.connect(url) as db:
            db.execute("CREATE TABLE alembic_version (version_num text)")
            db.execute("INSERT INTO alembic_version VALUES ('long ago')")
        assert one(connections.database(city), "schema").remedy == "Run `wishboard migrate`."


WORKER_IS_GONE = """
INSERT INTO event (at, kind, subject, subject_id, doer, facts)
VALUES (now() - interval '1 hour', 'wish.collected', 'wish', 1, 'clock', '{}');
INSERT INTO person (public_id, name, email, must_change_password, created_at)
VALUES ('p', '林静', '', false, now());
INSERT INTO notice (event_id, person_id, kind, audience, at, times, mail, mail_attempts)
SELECT n, id, 'wish.collected', 'keeper', now(), 1, m, 1
  FROM person, (VALUES (1, 'uncertain'), (2, 'sent')) AS v (n, m);
INSERT INTO job_run (name, began_at, ended_at, failed, due_at)
VALUES ('tell', now(), now(), '', now() - interval '1 hour'),
       ('learn', now(), now(), 'MemoryError', now() + interval '1 day')
"""


def test_what_a_worker_leaves_undone_is_noticed(
    folder: Path, postgres_server: str, template_database: str
) -> None:
    with new_database(postgres_server, template_database) as url:
        city = town(folder, database_url=url)
        fresh = list(connections.database(city))
        assert {finding.level for finding in fresh if finding.subject != "calendar"} == {Level.ok}
        assert one(iter(fresh), "clock").says.endswith("as the database has it")
        with psycopg.connect(url) as db:
            db.execute(WORKER_IS_GONE)
        found = list(connections.database(city))
    told = {
        (finding.subject, finding.says.partition(",")[0]) for finding in found if finding.remedy
    }
    assert told >= {
        ("messages", "1 events wait to be told"),
        ("history", "1 events wait to be sealed"),
        ("mail", "digests to 1 people are uncertain"),
        ("jobs", "1 have not run when they were due: tell"),
        ("jobs", "failed last time: learn (MemoryError)"),
    }
    assert "worker" in one(iter(found), "messages").remedy


def test_groups_that_give_nothing_are_named(
    folder: Path, postgres_server: str, peopled_template: str
) -> None:
    lines = "a=leader@桐川市; b=committee@没有这个地方; c=committee@柳荫社区"
    with new_database(postgres_server, peopled_template) as url:
        with psycopg.connect(url) as db:
            db.execute("UPDATE organization SET name = '柳荫社区' WHERE name = '柳荫第一支部'")
        whole, lost, wrong = (
            [f for f in connections.database(city) if f.subject == "groups"]
            for city in (
                town(folder, database_url=url, sso_groups=lines.partition(";")[0]),
                town(folder, database_url=url, sso_groups=lines),
                town(folder, database_url=url, sso_groups="a=king@桐川市"),
            )
        )
    assert [finding.level for finding in whole] == [Level.ok]
    assert [finding.level for finding in lost] == [Level.warning] * 2
    assert "“没有这个地方”" in lost[0].says and "import the place" in lost[0].remedy
    assert "2 organizations and areas" in lost[1].says and "public id" in lost[1].remedy
    assert [finding.level for finding in wrong] == [Level.wrong]
    assert "no role in “a=king@桐川市”; there are collector" in wrong[0].says


def test_a_clock_that_is_off_is_wrong(
    folder: Path, postgres_server: str, template_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "OFF", timedelta(seconds=-1))
    with new_database(postgres_server, template_database) as url:
        found = connections.database(town(folder, database_url=url))
        assert one(found, "clock").level is Level.wrong


def test_the_queue_answers(folder: Path, valkey_server: str) -> None:
    finding = next(connections.queue(town(folder, redis_url=valkey_server)))
    assert finding.level is Level.ok
    assert "answers" in finding.says
