"""Asking for many rows at once by their keys."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    String,
    any_,
    bindparam,
    cast,
)
from sqlmodel import col


def among(column: Any, keys: Iterable[int | None]) -> ColumnElement[bool]:
    """The condition that a column holds one of these keys.

    They are sent as one array, so that the statement is the same for one key and for thousands:
    it is compiled once, and the database need not read it anew.
    """
    return _among(column, bindparam(None, written(keys), String))


def among_sent(column: Any, name: str) -> ColumnElement[bool]:
    """The same in a statement made once: the keys are sent under a name, as `written`."""
    return _among(column, bindparam(name, type_=String))


def written(keys: Iterable[int | None]) -> str:
    """Keys as PostgreSQL writes an array of them; a driver takes far longer for a long list."""
    return f"{{{','.join([str(key) for key in keys if key is not None])}}}"


def _among(column: Any, keys: BindParameter[str]) -> ColumnElement[bool]:
    held: ColumnElement[bool] = col(column) == any_(cast(keys, ARRAY(BigInteger)))
    return held
