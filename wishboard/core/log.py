"""What a process says of itself, as one JSON object a line where the town wants it so.

No line holds what somebody typed or who they are: addresses are those of routes, and of an error
its kind and its place in the code are told, never its words, which may quote a row.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from wishboard.settings import settings

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""
OWN = "wishboard"
DEEPEST = 3
"""Places of libraries that are told of a trace, the innermost ones."""
_HOME = Path(__file__).parents[2]
_PACKAGES = ("wishboard", "workers")


class Lines(logging.Formatter):
    """Writes a record as a line of JSON.

    A record's `facts` are told as they are. Other libraries' sentences are told without what they
    put into them.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        own = record.name.split(".")[0] == OWN
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "of": record.name,
            "says": record.getMessage() if own else str(record.msg),
        }
        if request := REQUEST.get():
            line["request"] = request
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["trace"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def speak_in_lines() -> bool:
    """Have this process write JSON lines to standard error, if the setting says so."""
    if settings().log != "json":
        return False
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OWN).setLevel(logging.INFO)
    return True


def _places(error: BaseException) -> list[str]:
    """Where an error came by: every place of the house, and the innermost of the libraries."""
    places, trace = [], list(walk_tb(error.__traceback__))
    for number, (frame, line) in enumerate(trace, start=1):
        path = Path(frame.f_code.co_filename)
        own = any(path.is_relative_to(_HOME / package) for package in _PACKAGES)
        if own or number > len(trace) - DEEPEST:
            where = path.relative_to(_HOME) if own else path.name
            places.append(f"{where}:{line} {frame.f_code.co_name}")
    return places
