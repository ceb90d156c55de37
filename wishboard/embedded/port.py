"""The web server's address, and whether it can be had."""

import socket

from wishboard.embedded.trouble import Trouble

LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def address(host: str, port: int) -> str:
    """The address as one types it; a server that listens everywhere is shown on this machine."""
    host = LOCAL.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def require_free(host: str, port: int) -> None:
    """Raises `Trouble` when somebody listens there already.

    Granian shares a port with whoever else does so: two towns would answer in turns, in silence.
    """
    try:
        family, kind, number, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as reason:
        raise Trouble(f"WISHBOARD_HOST={host} is not an address: {reason.strerror}.") from None
    with socket.socket(family, kind, number) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as reason:
            raise Trouble(
                f"{host}:{port} cannot be used: {reason.strerror}. Stop the program that listens "
                "there, or choose another port with WISHBOARD_PORT."
            ) from None


def answers(host: str, port: int) -> bool:
    """Whether somebody takes connections there."""
    try:
        socket.create_connection((LOCAL.get(host, host), port), timeout=1.0).close()
    except OSError:
        return False
    return True
