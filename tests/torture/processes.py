"""Web servers and workers as a city runs them, and a client quick enough to make them race."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.towns import ROOT, descendants, free_port
from wishboard.core.ids import public_id
from wishboard.http import cookies, forgery

PATIENCE = 60.0
TORTURED = bool(os.environ.get("WISHBOARD_TORTURE"))


def times(full: int) -> int:
    """How often something is done: the full count under torture, else a tenth."""
    return full if TORTURED else max(1, full // 10)


@dataclass
class Service:
    """A process that is started again when it was killed."""

    command: list[str]
    env: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, with a group of its own."""
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, start_new_session=True
        )

    def children(self) -> list[int]:
        """The processes below it."""
        return sorted(descendants(self.process.pid)) if self.process else []

    def kill(self) -> None:
        """Kill it at once; what it started goes by itself or is swept away."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        sweep(self.process.pid)

    def revive(self) -> None:
        """Start it again if it is gone."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """Ask it to end, then insist; nobody of its group is left."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        sweep(self.process.pid)


def sweep(group: int) -> None:
    """End what a dead process left in its group."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def surroundings(**settings: str) -> dict[str, str]:
    """The present environment with some settings changed."""
    return dict(os.environ) | {
        f"WISHBOARD_{name.upper()}": value for name, value in settings.items()
    }


@contextmanager
def running_web(workers: int, **settings: str) -> Iterator[tuple[Service, int]]:
    """The real web server with so many worker processes; the service and its port."""
    port = free_port()
    command = [sys.executable, "-m", "wishboard.embedded.web", "wishboard.app:create_app"]
    place = ["127.0.0.1", str(port), str(workers)]
    web = Service([*command, *place], surroundings(**settings))
    web.start()
    try:
        yield web, port
    finally:
        web.stop()


@contextmanager
def running_worker(**settings: str) -> Iterator[Service]:
    """A real worker."""
    worker = Service([sys.executable, "-m", "arq", "workers.Worker"], surroundings(**settings))
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and where to go on."""

    status: int
    location: str = ""
    body: bytes = field(default=b"", repr=False)


@dataclass
class Line:
    """One kept-alive connection on which somebody speaks, opened when it is needed."""

    port: int
    token: str
    reader: StreamReader | None = field(default=None, repr=False)
    writer: StreamWriter | None = field(default=None, repr=False)

    async def post(self, path: str, data: Mapping[str, str], key: str = "") -> Answer:
        """Send a form. Raises OSError when nobody answers."""
        csrf = forgery.token_for(self.token)
        body = urlencode({"_csrf": csrf, "_key": key or public_id()} | dict(data)).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {cookies.SESSION}={self.token}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    async def call(self, path: str, data: Mapping[str, object], key: str = "") -> Answer:
        """Call as a program does. Raises OSError when nobody answers."""
        body = json.dumps(dict(data)).encode()
        head = (
            f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.token}\r\nIdempotency-Key: {key or public_id()}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    async def get(self, path: str) -> Answer:
        """Open a page. Raises OSError when nobody answers."""
        return await self._ask(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {cookies.SESSION}={self.token}\r\n\r\n".encode()
        )

    async def _ask(self, words: bytes) -> Answer:
        try:
            async with asyncio.timeout(PATIENCE):
                if self.writer is None:
                    opened = await asyncio.open_connection("127.0.0.1", self.port)
                    self.reader, self.writer = opened
                self.writer.write(words)
                await self.writer.drain()
                return await self._hear()
        except (OSError, EOFError, TimeoutError) as error:
            self.hang_up()
            raise ConnectionError from error

    async def _hear(self) -> Answer:
        assert self.reader is not None
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(head[0].split()[1]), headers.get("location", ""), body)

    def hang_up(self) -> None:
        """Close the connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def wait_until_open(port: int) -> None:
    """Returns when the web server answers."""
    deadline = time.monotonic() + PATIENCE
    line = Line(port, "")
    while True:
        try:
            assert (await line.get("/sign-in")).status == 200
        except ConnectionError:
            assert time.monotonic() < deadline, "the web server did not open"
            await asyncio.sleep(0.05)
        else:
            line.hang_up()
            return
