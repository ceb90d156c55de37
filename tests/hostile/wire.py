"""Words sent to the real web server as they are, and what is heard back."""

import asyncio
import itertools
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from wishboard.http.headers import HEADERS

PATIENCE = 20.0
HOST = ("Host", "127.0.0.1:8000")
MARK = b"<xq7"
"""What the table's nasty words contain; no page may write it as it came."""
SMUGGLED = b"x-smuggled"
"""A header that nasty words try to add to an answer."""
SHOWN_TO_PEOPLE = (b"text/html", b"image/svg+xml", b"text/xml", b"application/xml")

Header = tuple[str, str | bytes]
_callers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer: its status, its headers in small letters, its body."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name: str) -> bytes:
        """The first header of a name."""
        return next((value for key, value in self.headers if key == name.encode()), b"")

    @property
    def from_the_house(self) -> bool:
        """Whether the house spoke; what is no HTTP at all the server refuses without a word."""
        return bool(self.body) or len(self.headers) > 3


def ask(
    method: str,
    path: str | bytes,
    headers: Iterable[Header] = (),
    body: bytes | None = None,
    *,
    host: Header | None = HOST,
) -> bytes:
    """A request that ends with its answer, from a caller nobody has heard of before."""
    number = next(_callers)
    known = [("X-Forwarded-For", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")]
    if body is not None:
        known.append(("Content-Length", str(len(body))))
    lines = [*([host] if host else []), ("Connection", "close"), *known, *headers]
    head = b"\r\n".join(_bytes(name) + b": " + _bytes(value) for name, value in lines)
    return b"%s %s HTTP/1.1\r\n%s\r\n\r\n%s" % (_bytes(method), _bytes(path), head, body or b"")


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


async def shout(port: int, words: bytes) -> Heard | None:
    """Send words and listen; None when the other side hangs up without one.

    Raises TimeoutError when it neither answers nor hangs up.
    """
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            with suppress(ConnectionError):
                writer.write(words)
                await writer.drain()
            return await _hear(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        finally:
            writer.close()


async def _hear(reader: asyncio.StreamReader) -> Heard:
    first, *lines = (await reader.readuntil(b"\r\n\r\n"))[:-4].split(b"\r\n")
    headers = [
        (name.lower(), value) for name, _, value in (line.partition(b": ") for line in lines)
    ]
    status = int(first.split()[1])
    if status < 200:
        return await _hear(reader)
    length = dict(headers).get(b"content-length")
    if length is not None:
        body = await reader.readexactly(int(length)) if status not in (204, 304) else b""
    else:
        body = await reader.read()
    return Heard(status, headers, body)


def complaints(heard: Heard | None) -> list[str]:
    """What is wrong with an answer: a fault, a missing header, something said back raw."""
    if heard is None or not heard.from_the_house:
        return [] if heard is None or heard.status < 500 else [f"fault {heard.status}"]
    given = {name for name, _ in heard.headers}
    wrong = [f"without {name.decode()}" for name, _ in HEADERS if name not in given]
    if heard.status >= 500:
        wrong.append(f"fault {heard.status}")
    if SMUGGLED in given:
        wrong.append("takes over a header")
    kind = heard.header("content-type").split(b";")[0]
    if MARK in heard.body and kind in (*SHOWN_TO_PEOPLE, b""):
        wrong.append(f"says back raw as {kind.decode() or 'anything'}")
    if b"Traceback" in heard.body:
        wrong.append("shows its inside")
    onward = heard.header("location")
    if onward and (not onward.startswith(b"/") or onward.startswith((b"//", b"/\\"))):
        wrong.append(f"leads to {onward!r}")
    return wrong
