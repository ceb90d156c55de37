"""Where in the database things hang on a key of the house, as plain words that cost nothing."""

MOVABLE = {"person": "wrapped_key", "wisher": "wrapped_key", "contact_export": "file"}
"""Tables and columns that begin with the id of their key and can be moved to another one."""

LEFT = "SELECT count(*) FROM {table} WHERE substring({column} FROM 1 FOR 8) <> {mark}"
"""Counts the rows of a movable column that hang on another key than the one given as a value."""

_BY_PREFIX = """
SELECT CASE WHEN substring({column} FROM 1 FOR 8) = ANY(:marks)
            THEN substring({column} FROM 1 FOR 8) END AS mark, count(*) AS many
  FROM {table} WHERE {column} IS NOT NULL GROUP BY 1
"""


def _begins(table: str, column: str) -> str:
    return _BY_PREFIX.format(table=table, column=column)


def _names(table: str, column: str, which: str) -> str:
    return f"SELECT {column} AS mark, count(*) AS many FROM {table} WHERE {which} GROUP BY 1"  # noqa: S608 - words of this module


HANGING = {
    "keys of people": _begins("person", "wrapped_key"),
    "keys of wishers": _begins("wisher", "wrapped_key"),
    "files with contact data": _begins("contact_export", "file"),
    "slips": _names("wish", "slip_key", "kind = 'micro_wish'"),
    "rows of imports": """
        SELECT CASE WHEN length(import_key) = 80 THEN decode(left(import_key, 16), 'hex') END
               AS mark, count(*) AS many
          FROM wish WHERE import_key IS NOT NULL GROUP BY 1
        """,
    "certificates": _names("certificate", "check_key", "serial IS NOT NULL"),
    "lines that trace a leak": _names("contact_export", "canary_key", "made_at IS NOT NULL"),
    "recovery codes": _begins("recovery_code", "digest"),
    "answers to forms, kept two days": _begins("repeat", "answer"),
}
"""What is counted by key: rows whose key is not named hang on the oldest."""
