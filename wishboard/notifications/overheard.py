"""What a gateway's library keeps to itself: it says only that a message is not out, not why.

It speaks to its log while it handles the error, so that the error is overheard there. An error
before the message was handed over is a no; one after it leaves open whether the message is out.
"""

import logging
import smtplib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

LIBRARY = "apprise"
_BEFORE = {"ConnectTimeout", "NewConnectionError", "ConnectTimeoutError", "NameResolutionError"}


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.errors: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - the error is what counts
        error = sys.exc_info()[1]
        if error is not None and error not in self.errors:
            self.errors.append(error)


@contextmanager
def overheard() -> Iterator[list[BaseException]]:
    """The errors that the library handles during the block; nothing of it is written anywhere."""
    library, ear = logging.getLogger(LIBRARY), _Ear()
    before = library.level, library.propagate
    library.addHandler(ear)
    library.setLevel(logging.DEBUG)
    library.propagate = False
    try:
        yield ear.errors
    finally:
        library.removeHandler(ear)
        library.setLevel(before[0])
        library.propagate = before[1]


def may_be_taken(error: BaseException) -> bool:
    """Whether the message may be out although this error came."""
    if isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
        return False
    if any("requests" in kind.__module__.split(".") for kind in type(error).__mro__):
        return not _BEFORE & {type(cause).__name__ for cause in _inside(error)}
    called = {frame.f_code.co_name for frame, _ in walk_tb(error.__traceback__)}
    return "data" in called


def refusal_code(error: BaseException) -> str:
    """The three digits with which a mail gateway said no, if it did."""
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return str(next(iter(error.recipients.values()))[0])
    return ""


def _inside(error: object) -> Iterator[BaseException]:
    """An error and those it wraps."""
    while isinstance(error, BaseException):
        yield error
        error = getattr(error, "reason", None) or (error.args[0] if error.args else None)
