"""Headers on every answer, errors included: nothing foreign is loaded, framed or sniffed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar.types import Message, Scope

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: list[tuple[bytes, bytes]] = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]


async def put_on_headers(message: "Message", _scope: "Scope") -> None:
    """Put the headers on any answer, also to an address that is not there.

    An answer that brings its own policy keeps it.
    """
    if message["type"] == "http.response.start":
        given = list(message["headers"])
        own_policy = any(name == HEADERS[0][0] for name, _ in given)
        message["headers"] = [*given, *(HEADERS[1:] if own_policy else HEADERS)]
