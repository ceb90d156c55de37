"""Loading millions of rows: indexes are built behind them, and no row is checked by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = ANY(%s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
 ORDER BY 1
"""
_ROOM = """
SET maintenance_work_mem = '768MB';
SET work_mem = '256MB';
SET session_replication_role = replica
"""


@contextmanager
def in_bulk(url: str, *tables: str) -> Iterator[psycopg.Connection]:
    """A connection to fill tables by, in one transaction; at the end it vacuums all of them.

    What was emptied in a transaction is written into it without a log of its own. Indexes, but
    for those of keys, are built when all rows are there.
    """
    with psycopg.connect(url) as db:
        db.execute(_ROOM)
        db.execute(f"TRUNCATE {', '.join(tables)} CASCADE".encode())
        found = db.execute(_INDEXES, (list(tables),)).fetchall()
        for name, _definition in found:
            db.execute(f"DROP INDEX {name}".encode())
        yield db
        for _name, definition in found:
            db.execute(definition.encode())
        db.commit()
        db.autocommit = True
        db.execute("VACUUM (FREEZE, ANALYZE)")
