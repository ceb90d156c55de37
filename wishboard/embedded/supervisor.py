"""Keeps a town of processes alive: `python -m wishboard.embedded.supervisor TARGET PLANNER …`.

PLANNER … is a command that reads the settings and writes the plan: what stays in memory here is
small. TARGET is the application, which the web server begins to load before there is a plan.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO

from wishboard.embedded import gate, lock, port
from wishboard.embedded.home import make_home
from wishboard.embedded.order import Desk, Order
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
    """Starts the services of a town, keeps them up, and takes them down in order."""

    def __init__(self, target: str, planner: list[str]) -> None:
        self._target = target
        self._planner = planner
        self._desk = Desk()
        self._place: tuple[str, int] | None = None
        self._lock: IO[str] | None = None
        self._gate: gate.Gate | None = None
        self._asked = 0
        self._wake, self._waker = os.pipe()
        self._env = os.environ | THRIFT
        self._servers: list[Watch] = []
        self._town: list[Watch] = []

    def run(self) -> int:
        """Runs the town until it is told to stop; returns the exit status.

        Raises `Trouble` when the town cannot open; what was started is stopped again.
        """
        self._listen()
        try:
            self._add(self._town, self._web())
            self._open(self._planned())
            while True:
                self._pass_time()
        except Stopped:
            return 0
        finally:
            self._close()

    def _planned(self) -> Plan:
        """The plan; a planner that could not write it has said why."""
        found = subprocess.run(self._planner, stdout=subprocess.PIPE, check=False)  # noqa: S603
        if self._asked:
            raise Stopped
        if found.returncode != 0:
            raise Trouble("The town cannot open with these settings.")
        return Plan.read(found.stdout)

    def _open(self, plan: Plan) -> None:
        data_dir, self._place = Path(plan.data_dir), (plan.host, plan.port)
        address = port.address(*self._place)
        port.require_free(*self._place)
        self._lock = lock.take(data_dir, lock.RUN, address)
        self._gate = gate.Gate(data_dir)
        env = plan.env | self._start_servers(plan)
        self._env |= env
        at_gate = {gate.VARIABLE: str(self._gate.path)}
        self._desk.put(Order(plan.host, plan.port, plan.workers, env | at_gate))
        self._until(lambda: all(watch.ready for watch in self._servers))
        for command in plan.prepare:
            self._prepare(command)
        self._gate.open()
        self._until(lambda: self._town[0].ready)
        self._add(self._town, self._worker(plan))
        print(f"wishboard is open at {address}\n{plan.welcome}".rstrip(), flush=True)  # noqa: T201

    def _start_servers(self, plan: Plan) -> dict[str, str]:
        """Starts what the city has not, and returns where it is."""
        found: dict[str, str] = {}
        if not (plan.postgres or plan.valkey):
            return found
        home = make_home(Path(plan.data_dir))
        if plan.postgres:
            found["WISHBOARD_DATABASE_URL"] = home.postgres_url
            self._add(self._servers, postgres(home))
        if plan.valkey:
            found["WISHBOARD_REDIS_URL"] = home.valkey_url
            self._add(self._servers, valkey(home))
        return found

    def _web(self) -> Service:
        python = [sys.executable, "-m", "wishboard.embedded.web"]
        return Service(
            name="The web server",
            argv=[*python, self._target, str(self._desk.number)],
            env=self._env,
            ready=lambda: self._place is not None and port.answers(*self._place),
            inherits=(self._desk.number,),
        )

    def _worker(self, plan: Plan) -> Service:
        return Service(name="The worker", argv=plan.worker, env=self._env, ready=lambda: True)

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
        if self._gate:
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
    """Runs the application that is named first with the plan of the command after it."""
    target, *planner = sys.argv[1:]
    try:
        return Supervisor(target, planner).run()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
