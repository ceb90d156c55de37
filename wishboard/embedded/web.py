"""The web server's process: `python -m wishboard.embedded.web HOST PORT WORKERS TARGET`.

Granian by its Python interface instead of its command line: on Linux the main process loads the
house's modules while the database starts, and workers are forked from it, whatever this Python does
by default. So modules are loaded once and shared; elsewhere each worker loads its own.
"""

import gc
import multiprocessing
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

KILL_TIMEOUT = 20


def load(target: str) -> Callable[..., Any]:
    """Makes the application in a worker, which serves once the town may open.

    Until Granian listens to signals itself, a worker still holds its parent's handlers and would
    not stop; and it must go when its parent is killed. What is loaded stays for good, so the
    collector of garbage neither runs meanwhile nor looks at it later.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    tie_to_parent(signal.SIGTERM)
    gc.disable()
    application = _factory(target)()
    gc.freeze()
    gc.enable()
    wait_at_gate()
    return application


def _factory(target: str) -> Callable[[], Callable[..., Any]]:
    module, name = target.split(":")
    make: Callable[[], Callable[..., Any]] = getattr(import_module(module), name)
    return make


def main() -> None:
    """Serves until SIGTERM; workers that die are started again."""
    host, port, workers, target = sys.argv[1:]
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        gc.disable()
        _factory(target)
        gc.freeze()
    else:
        tie_to_parent(signal.SIGTERM)
    Server(
        target,
        address=host,
        port=int(port),
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=int(workers),
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=load)


if __name__ == "__main__":
    main()
