"""The child that sends mail: `python -m wishboard.notifications.sender`.

Reads one message a line from standard input and answers each with a line, so that the gateways'
libraries are loaded here and gone when the sweep is over. It holds no key of the house.
"""

import json
import logging
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from wishboard.core.confined import confine
from wishboard.notifications.overheard import may_be_taken, overheard, refusal_code

_MEGABYTES, _SECONDS = 600, 120
PATIENCE = "20"
"""Seconds that a gateway may take for each of its answers, unless its address says otherwise."""


def main() -> None:
    """Send message after message until standard input ends."""
    confine(megabytes=_MEGABYTES, seconds=_SECONDS)
    import apprise  # noqa: F401, PLC0415 - loaded before anything is taken on

    logging.getLogger().addHandler(logging.NullHandler())
    _answer({"ready": True})
    for line in sys.stdin:
        _answer(send(json.loads(line)))


def send(message: dict[str, Any]) -> dict[str, Any]:
    """Send one message through the first gateway that takes it. `ok`, or `why` not.

    `taken` says that a gateway was handed the message and nobody knows what it did with it; no
    other gateway is tried then, or somebody would get it twice.
    """
    from apprise import Apprise, NotifyFormat  # noqa: PLC0415

    why = "no_gateway"
    for url in message["gateways"]:
        gateway = Apprise.instantiate(addressed(url, message["to"]))
        scheme = urlsplit(url).scheme
        if gateway is None or message["to"] not in _reached_by(gateway):
            why = f"not_single:{scheme}"
            continue
        with overheard() as errors:
            sent = gateway.notify(
                body=message["body"], title=message["title"], body_format=NotifyFormat.TEXT
            )
        if sent:
            return {"ok": True}
        if any(map(may_be_taken, errors)):
            return {"ok": False, "taken": True, "why": f"silent:{scheme}"}
        code = next(filter(None, map(refusal_code, errors)), "")
        why = ":".join(filter(None, ("refused", scheme, code)))
    return {"ok": False, "why": why}


def addressed(url: str, to: str) -> str:
    """A gateway's address with one recipient in place of those it was set up with, and patience."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "to"]
    named = {name for name, _ in query}
    query += [(name, PATIENCE) for name in ("cto", "rto") if name not in named]
    path = "" if parts.scheme in ("mailto", "mailtos") else parts.path
    return urlunsplit(parts._replace(path=path, query=urlencode([*query, ("to", to)])))


def _reached_by(gateway: Any) -> str:
    """A gateway's own account of itself, recipients included."""
    return unquote(gateway.url())


def _answer(words: dict[str, Any]) -> None:
    print(json.dumps(words), flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
