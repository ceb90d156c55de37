"""The tables that migrations make are the tables that the models describe."""

import psycopg
from sqlalchemy import create_engine

from tests.servers import new_database
from wishboard.core.database import driver_url
from wishboard.tables import METADATA

QUESTIONS = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, character_maximum_length,
               column_default, is_generated, generation_expression
          FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> 'alembic_version'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
           AND conrelid <> coalesce(to_regclass('alembic_version'), 0)""",
    "indexes": """
        SELECT tablename, indexname, indexdef FROM pg_indexes
         WHERE schemaname = 'public' AND tablename <> 'alembic_version'""",
}


def described(url: str) -> dict[str, set[tuple[object, ...]]]:
    """What a database says of its tables."""
    with psycopg.connect(url) as db:
        return {name: set(db.execute(sql.encode()).fetchall()) for name, sql in QUESTIONS.items()}


def test_migrations_make_what_models_describe(postgres_server: str, template_database: str) -> None:
    with (
        new_database(postgres_server, template_database) as migrated,
        new_database(postgres_server) as created,
    ):
        engine = create_engine(driver_url(created))
        METADATA.create_all(engine)
        engine.dispose()
        by_migrations, by_models = described(migrated), described(created)
    for name in QUESTIONS:
        assert by_migrations[name] == by_models[name], name
        assert len(by_models[name]) > 20
