"""When the house itself cannot: no room on the disk, a database that is away or only read.

Nothing is half done, since a deed is one transaction; what people read is true and says what to do.
"""

import errno
from collections.abc import Iterator

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy

AGAIN_AFTER = "30"
"""Seconds after which a program may ask again."""
_READ_ONLY = {"25006"}
_FULL = {"53100", "58030"}
_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}


class Trouble(Refusal):
    """Not the asker's fault, and over by itself or by an operator's hand."""

    status = 503


class OnlyReading(Trouble):
    """The database takes no writes, as while it is moved or repaired."""

    code = "only_reading"
    says = lazy(
        "The town can only be read at the moment. Nothing was changed. Please send this again in "
        "a few minutes."
    )


class NoRoom(Trouble):
    """A disk is full."""

    code = "no_room"
    says = lazy(
        "There is no room left to store this. Nothing was changed, and whoever runs the town has "
        "to make room. Please send it again later."
    )


class Away(Trouble):
    """The database does not answer, or has no connection to spare."""

    code = "database_away"
    says = lazy(
        "The town's database does not answer at the moment. Nothing was changed. Please try again "
        "in a minute."
    )


class NotKnown(Trouble):
    """The line was lost while a deed was being written down."""

    code = "not_known"
    says = lazy(
        "The line was lost at the last moment, and it is not known whether this was done. Please "
        "send the same form again: it is never done twice."
    )


def trouble_in(error: BaseException) -> Trouble | None:
    """The trouble behind an error, or None when it is a fault of ours."""
    for cause in _causes(error):
        if isinstance(cause, psycopg.Error):
            return _of_the_database(cause)
        if isinstance(cause, NoConnection):
            return Away()
        if isinstance(cause, OSError) and cause.errno in _FULL_DISK:
            return NoRoom()
    return None


def _of_the_database(error: psycopg.Error) -> Trouble | None:
    state = error.sqlstate or ""
    if state in _READ_ONLY:
        return OnlyReading()
    if state in _FULL:
        return NoRoom()
    return Away() if isinstance(error, psycopg.OperationalError) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what lies behind it."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.orig if isinstance(cause, DBAPIError) else cause.__cause__
