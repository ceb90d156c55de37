"""Before a town opens its database is looked at, without loading a model."""

from pathlib import Path

import psycopg
from alembic.script import ScriptDirectory

from tests.servers import new_database
from wishboard.core.migrate import configuration
from wishboard.embedded.opening import is_empty, known_revisions, present_heads, wanted_heads


def write(folder: Path, name: str, below: str) -> None:
    text = f'"""A step."""\n\nrevision: str = "{name}"\ndown_revision: str | None = {below}\n'
    (folder / f"{name}.py").write_text(text)


def test_the_wanted_heads_are_those_alembic_finds() -> None:
    script = ScriptDirectory.from_config(configuration("postgresql://nowhere/town"))
    assert wanted_heads() == set(script.get_heads())
    assert known_revisions() == {step.revision for step in script.walk_revisions()}


def test_a_merge_joins_two_heads(tmp_path: Path) -> None:
    write(tmp_path, "a1", "None")
    write(tmp_path, "b2", '"a1"')
    write(tmp_path, "c3", "'a1'")
    assert wanted_heads(tmp_path) == {"b2", "c3"}
    write(tmp_path, "d4", '(\n    "b2",\n    "c3",\n)')
    assert wanted_heads(tmp_path) == {"d4"}
    assert known_revisions(tmp_path) == {"a1", "b2", "c3", "d4"}


def test_a_new_database_is_at_no_revision(postgres_server: str) -> None:
    with new_database(postgres_server) as url:
        assert present_heads(url) == set()


def test_a_migrated_database_is_at_the_wanted_heads(fresh_database: str) -> None:
    assert present_heads(fresh_database) == wanted_heads()


def test_a_table_without_rows_is_empty(postgres_server: str) -> None:
    with new_database(postgres_server) as url:
        with psycopg.connect(url) as db:
            db.execute('CREATE TABLE "odd name" (id int)')
        assert is_empty(url, "odd name")
        with psycopg.connect(url) as db:
            db.execute('INSERT INTO "odd name" VALUES (1)')
        assert not is_empty(url, "odd name")
