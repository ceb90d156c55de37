"""Handing messages to the child that sends them."""

import asyncio
import json
import logging
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from wishboard.core.confined import child
from wishboard.notifications.models import Mail
from wishboard.settings import settings

PATIENCE = 60.0
"""Seconds that one message may take."""

SILENT = "silent"
LONGEST = 40

log = logging.getLogger("wishboard")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message, and the code of why it is not out."""

    mail: Mail
    why: str = ""


class Gateway:
    """An open way out of the house."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def send(self, to: str, title: str, body: str) -> Sent:
        """Send a message: `sent`; `failed` when the gateway said no; `uncertain` when it took the
        message and then fell silent, or the sender did.

        After that nothing more is sent through this way.
        """
        gateways = settings().mail_urls.split()
        words = {"gateways": gateways, "to": to, "title": title, "body": body}
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(words).encode() + b"\n")
            await self._process.stdin.drain()
            answer = await _answer_of(self._process)
        except (OSError, EOFError, ValueError, TimeoutError):
            log.warning("mail: no answer from the sender, the message may or may not be out")
            return Sent(Mail.uncertain, SILENT)
        if answer.get("ok"):
            return Sent(Mail.sent)
        why = str(answer.get("why", ""))[:LONGEST]
        log.warning("mail: not sent, %s", why)
        return Sent(Mail.uncertain if answer.get("taken") else Mail.failed, why)


@asynccontextmanager
async def open_gateway() -> AsyncIterator[Gateway | None]:
    """A way out for the length of the block, or None when it does not open."""
    async with child("wishboard.notifications.sender", fed=True) as process:
        try:
            await _answer_of(process)
        except (OSError, EOFError, ValueError, TimeoutError):
            log.exception("mail: the sender does not start")
            yield None
        else:
            yield Gateway(process)


async def _answer_of(process: Process) -> dict[str, object]:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
    if not line:
        raise EOFError
    answer: dict[str, object] = json.loads(line)
    return answer
