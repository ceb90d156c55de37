"""Asking for many rows at once by their keys."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, String, any_, bindparam, cast
from sqlmodel import col


def among(column: Any, keys: Iterable[int | None]) -> ColumnElement[bool]:
    """The condition that a column holds one of these keys.

    They are sent as one array, so that the statement is the same for one key and for thousands:
    it is compiled once, and the database need not read it anew.
    """
    array = cast(bindparam(None, written(keys), String), ARRAY(BigInteger))
    held: ColumnElement[bool] = col(column) == any_(array)
    return held


def written(keys: Iterable[int | None]) -> str:
    """Keys as PostgreSQL writes an array of them; a driver takes far longer for a long list."""
    return f"{{{','.join([str(key) for key in keys if key is not None])}}}"
