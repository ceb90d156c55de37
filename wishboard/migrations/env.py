"""How migrations run: one connection, under limits, so that a busy city is not held up."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlmodel.sql.sqltypes import AutoString

from wishboard.tables import METADATA

LIMITS = "SET lock_timeout = '5s'; SET statement_timeout = '15min'"


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """SQLModel's own types by the names of the plain ones they stand for."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Take the steps inside one transaction."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        render_item=plain_type,
    )
    with context.begin_transaction():
        context.execute(LIMITS)
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        run(connection)
    engine.dispose()
