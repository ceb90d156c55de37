"""The web server's process: `python -m wishboard.embedded.web TARGET HOST PORT WORKERS`.

Or `TARGET ORDER`, where ORDER is the descriptor by which place and environment follow. Granian by
its Python interface instead of its command line: on Linux the main process makes the application
while the database starts, and workers are forked from it, whatever this Python does by default. So
it is loaded once and shared; elsewhere each worker loads its own.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from wishboard.embedded.gate import wait_at_gate
from wishboard.embedded.leash import tie_to_parent
from wishboard.embedded.order import Order, await_order

KILL_TIMEOUT = 20

Application = Callable[..., Any]
_made: Application | None = None


def load(target: str) -> Application:
    """The application in a worker, which serves once the town may open.

    Until Granian listens to signals itself, a worker still holds its parent's handlers and would
    not stop; and it must go when its parent is killed. What is loaded stays for good, so the
    collector of garbage neither runs meanwhile nor looks at it later.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    tie_to_parent(signal.SIGTERM)
    gc.disable()
    application = _made or _factory(target)()
    gc.freeze()
    gc.enable()
    wait_at_gate()
    return application


def _factory(target: str) -> Callable[[], Application]:
    module, name = target.split(":")
    make: Callable[[], Application] = getattr(import_module(module), name)
    return make


def main() -> None:
    """Serves until SIGTERM; workers that die are started again."""
    global _made  # noqa: PLW0603 - what workers are forked with
    target, *place = sys.argv[1:]
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        gc.disable()
        make = _factory(target)
        order = _order(place)
        _made = make()
        gc.freeze()
    else:
        order = _order(place)
        tie_to_parent(signal.SIGTERM)
    Server(
        target,
        address=order.host,
        port=order.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=order.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=load)


def _order(place: list[str]) -> Order:
    """Where to serve, with the environment made ready."""
    if len(place) == 1:
        order = await_order(int(place[0]))
    else:
        host, port, workers = place
        order = Order(host, int(port), int(workers))
    os.environ.update(order.env)
    return order


if __name__ == "__main__":
    main()
