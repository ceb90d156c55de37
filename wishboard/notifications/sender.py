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

_MEGABYTES, _SECONDS = 600, 120


def main() -> None:
    """Send message after message until standard input ends."""
    confine(megabytes=_MEGABYTES, seconds=_SECONDS)
    logging.disable(logging.CRITICAL)
    import apprise  # noqa: F401, PLC0415 - loaded before anything is taken on

    _answer({"ready": True})
    for line in sys.stdin:
        _answer(send(json.loads(line)))


def send(message: dict[str, Any]) -> dict[str, Any]:
    """Send one message through the first gateway that takes it. `ok`, or `why` not."""
    from apprise import Apprise, NotifyFormat  # noqa: PLC0415

    why = "no gateway is set"
    for url in message["gateways"]:
        gateway = Apprise.instantiate(addressed(url, message["to"]))
        if gateway is None or message["to"] not in _reached_by(gateway):
            why = "a gateway cannot write to a single address"
        elif gateway.notify(
            body=message["body"], title=message["title"], body_format=NotifyFormat.TEXT
        ):
            return {"ok": True}
        else:
            why = f"the {urlsplit(url).scheme} gateway refused it"
    return {"ok": False, "why": why}


def addressed(url: str, to: str) -> str:
    """A gateway's address with one recipient in place of those it was set up with."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "to"]
    path = "" if parts.scheme in ("mailto", "mailtos") else parts.path
    return urlunsplit(parts._replace(path=path, query=urlencode([*query, ("to", to)])))


def _reached_by(gateway: Any) -> str:
    """A gateway's own account of itself, recipients included."""
    return unquote(gateway.url())


def _answer(words: dict[str, Any]) -> None:
    print(json.dumps(words), flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
