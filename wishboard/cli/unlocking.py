"""What `wishboard doctor` finds about the keys: do they open what is stored, and is all moved?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wishboard.cli.findings import Finding, ok, warning, wrong
from wishboard.core.keyfile import written_ring
from wishboard.core.keyring import BadKeys, Ring
from wishboard.rotation.places import LEFT, MOVABLE
from wishboard.settings import Settings

if TYPE_CHECKING:
    import psycopg

    Database = psycopg.Connection[tuple[object, ...]]

SOME = """
(SELECT 'person', id, wrapped_key FROM person WHERE wrapped_key IS NOT NULL ORDER BY id LIMIT 3)
UNION (SELECT 'person', id, wrapped_key FROM person WHERE wrapped_key IS NOT NULL
        ORDER BY id DESC LIMIT 3)
UNION (SELECT 'wisher', id, wrapped_key FROM wisher WHERE wrapped_key IS NOT NULL
        ORDER BY id LIMIT 3)
UNION (SELECT 'wisher', id, wrapped_key FROM wisher WHERE wrapped_key IS NOT NULL
        ORDER BY id DESC LIMIT 3)
"""


def unlocking(db: "Database", town: Settings) -> Iterator[Finding]:
    """The oldest and the newest open with the keys here, and nothing movable hangs on a former."""
    try:
        known = written_ring(town)
    except BadKeys:
        return
    yield _opening(db, known)
    if known and known.waiting:
        remedy = "When every process knows it: `wishboard rotate-key --use`."
        yield warning("new key", f"{known.waiting.id.hex()} waits to be used", remedy)
    elif known and len(known.keys) > 1:
        yield _moving(db, known)


def _opening(db: "Database", known: Ring | None) -> Finding:
    from wishboard.core.crypto import Unreadable, open_by  # noqa: PLC0415 - `--help` stays quick

    some, shut = db.execute(SOME).fetchall(), 0
    for table, number, wrapped in some:
        assert isinstance(wrapped, bytes)
        try:
            if known is None:
                raise Unreadable
            open_by(known, "wrap", f"{table}:{number}", wrapped)
        except Unreadable:
            shut += 1
    if shut:
        says = f"{shut} of {len(some)} people looked at cannot be opened with the keys here"
        remedy = "Put back the key that sealed them, behind the current one: docs/operations.md."
        return wrong("sealed data", says, remedy)
    return ok("sealed data", "opens with the keys here" if some else "none yet")


def _moving(db: "Database", known: Ring) -> Finding:
    left = 0
    for table, column in MOVABLE.items():
        query = LEFT.format(table=table, column=column, mark="%s")
        (count,) = db.execute(query.encode(), (known.current.id,)).fetchone() or (0,)
        left += int(str(count))
    if left:
        remedy = "`wishboard rotate-key --go-on`, or leave it to the worker within the hour."
        return warning("key change", f"not finished: {left} hang on a former key", remedy)
    return ok("key change", "all that can be moved hangs on the current key")
