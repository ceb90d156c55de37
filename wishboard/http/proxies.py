"""Where a request comes from, seen through the proxies that a town trusts."""

from wishboard.settings import settings


def behind_proxies(peer: str, forwarded: str) -> str:
    """The network address nearest to us that is no trusted proxy.

    Each proxy adds to X-Forwarded-For, on the right, whom it was asked by; so it is read from the
    right, and no further than the first address that is not trusted.
    """
    trusted = settings().trusted_proxies.split()
    hops = [peer, *(hop.strip() for hop in reversed(forwarded.split(",")))]
    return next((hop for hop in hops if hop and hop not in trusted), peer)
