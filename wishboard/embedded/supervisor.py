"""Keeps a town of processes alive: `python -m wishboard.embedded.supervisor PLAN`.

It replaces the command that read the settings, so that what stays in memory is small. PLAN is the
descriptor of a pipe with the plan.
"""

import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from wishboard.embedded import gate, port
from wishboard.embedded.home import make_home
from wishboard.embedded.plan import Plan
from wishboard.embedded.postgres import postgres
from wishboard.embedded.service import Service, stop
from wishboard.embedded.trouble import Trouble
from wishboard.embedded.valkey import valkey
from wishboard.embedded.watch import Watch

BUSY_PAUSE = 0.03
# glibc gives every thread its own arena, which a mostly single-threaded process only wastes.
THRIFT = {"MALLOC_ARENA_MAX": "2"}


class Stopped(Exception):
    """Somebody asked the town to stop."""


class Supervisor:
    """Starts the services of a plan, keeps them up, and takes them down in order."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._gate = gate.Gate(Path(plan.data_dir))
        self._asked = 0
        self._wake, self._waker = os.pipe()
        self._env = os.environ | THRIFT | plan.env
        self._servers: list[Watch] = []
        self._town: list[Watch] = []

    def run(self) -> int:
        """Runs the town until it is told to stop; returns the exit status.

        Raises `Trouble` when the town cannot open; what was started is stopped again.
        """
        self._listen()
        try:
            self._open()
            while True:
                self._pass_time()
        except Stopped:
            return 0
        finally:
            self._close()

    def _open(self) -> None:
        port.require_free(self._plan.host, self._plan.port)
        self._start_servers()
        web = self._web()
        self._add(self._town, web)
        self._until(lambda: all(watch.ready for watch in self._servers))
        for command in self._plan.prepare:
            self._prepare(command)
        self._gate.open()
        self._until(lambda: self._town[0].ready)
        self._add(self._town, self._worker())
        address = port.address(self._plan.host, self._plan.port)
        print(f"wishboard is open at {address}\n{self._plan.welcome}".rstrip(), flush=True)  # noqa: T201

    def _start_servers(self) -> None:
        if not (self._plan.postgres or self._plan.valkey):
            return
        home = make_home(Path(self._plan.data_dir))
        if self._plan.postgres:
            self._env["WISHBOARD_DATABASE_URL"] = home.postgres_url
            self._add(self._servers, postgres(home))
        if self._plan.valkey:
            self._env["WISHBOARD_REDIS_URL"] = home.valkey_url
            self._add(self._servers, valkey(home))

    def _web(self) -> Service:
        return Service(
            name="The web server",
            argv=self._plan.web,
            env=self._env | {gate.VARIABLE: str(self._gate.path)},
            ready=lambda: port.answers(self._plan.host, self._plan.port),
        )

    def _worker(self) -> Service:
        return Service(name="The worker", argv=self._plan.worker, env=self._env, ready=lambda: True)

    def _add(self, group: list[Watch], service: Service) -> None:
        watch = Watch(service)
        group.append(watch)
        watch.start()

    def _prepare(self, command: list[str]) -> None:
        service = Service("Preparing the town", command, self._env, ready=lambda: True)
        step = service.start()
        try:
            self._until(lambda: step.poll() is not None)
        finally:
            stop(step, service, service.patience)
        if step.returncode != 0:
            raise Trouble(f"The town could not be prepared: {' '.join(command)} failed.")

    def _until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._pass_time(BUSY_PAUSE)

    def _pass_time(self, pause: float | None = None) -> None:
        """Tends everybody once, then sleeps until a child dies, a signal comes or time is up."""
        if self._asked:
            raise Stopped
        everybody = self._servers + self._town
        for watch in everybody:
            watch.tend()
        if any(watch.restless for watch in everybody):
            pause = BUSY_PAUSE
        if select.select([self._wake], [], [], pause)[0]:
            os.read(self._wake, 512)

    def _close(self) -> None:
        """Web and worker first, since they need the others; PostgreSQL last."""
        for group in (self._town, *([watch] for watch in reversed(self._servers))):
            for watch in group:
                watch.tell_to_stop()
            for watch in group:
                watch.stop(watch.service.patience)
        self._gate.close()

    def _listen(self) -> None:
        for end in (self._wake, self._waker):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._ask)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        """A second request hurries: web and worker are not waited for any longer."""
        self._asked += 1
        if self._asked > 1:
            for watch in self._town:
                if watch.process and watch.process.poll() is None:
                    watch.process.kill()


def main() -> int:
    """Runs the plan whose descriptor is the only argument."""
    plan = Plan.received(int(sys.argv[1]))
    if plan.lock >= 0:
        os.set_inheritable(plan.lock, False)
    try:
        return Supervisor(plan).run()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
