"""What a proxy, a service manager and a monitor ask: alive, ready, and how things stand.

None of the three says anything of anybody. The first two are for everybody; the measures are for
this machine, for addresses that the town names, and for who brings the token.
"""

import hmac
from ipaddress import ip_address
from typing import Any

import psycopg
from litestar import Request, Response, get

from wishboard.core.refusals import NotAllowed
from wishboard.http.measures import Measures, book, lines, sample
from wishboard.http.proxies import behind_proxies
from wishboard.http.state import Backlog, State, backlog, state
from wishboard.settings import settings

Asked = Request[Any, Any, Any]
NEVER_KEPT = {"Cache-Control": "no-store"}


@get("/health")
async def show_health() -> Response[dict[str, bool]]:
    """The process lives; nothing else is asked."""
    return Response({"alive": True}, headers=NEVER_KEPT)


@get("/ready")
async def show_ready() -> Response[dict[str, object]]:
    """Pages can be served. A queue that is away is told, and no reason to send people elsewhere."""
    found = await state()
    told = {
        "ready": found.ready,
        "database": found.database,
        "queue": "answers" if found.queue else "away",
    }
    return Response(told, status_code=200 if found.ready else 503, headers=NEVER_KEPT)


@get("/metrics")
async def show_metrics(request: Asked) -> Response[str]:
    """The measures in Prometheus's text format."""
    _refuse_strangers(request)
    found = await state()
    text = _of_requests(book().added_up()) + _of_the_town(found)
    if found.ready:
        try:
            text += _of_the_backlog(await backlog())
        except (psycopg.Error, OSError, TimeoutError):
            text += "# the database did not answer in time\n"
    return Response(text, media_type="text/plain; version=0.0.4", headers=NEVER_KEPT)


def _refuse_strangers(request: Asked) -> None:
    """Raises NotAllowed. What came through a proxy nobody named is never of this machine."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = settings().metrics_token.get_secret_value()
    if token and scheme.lower() == "bearer":
        if hmac.compare_digest(given.strip().encode(), token.encode()):
            return
        raise NotAllowed
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "")
    address = behind_proxies(peer, forwarded)
    if address in settings().metrics_from.split():
        return
    if forwarded or not _is_here(address):
        raise NotAllowed


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _of_requests(seen: Measures) -> str:
    requests: list[tuple[dict[str, Any], float]] = [
        ({"method": method, "route": route, "status": status}, times)
        for (method, route, status), times in sorted(seen.requests.items())
    ]
    name = "wishboard_request_seconds"
    return (
        lines("wishboard_requests_total", "counter", "Answered requests.", requests)
        + lines(name, "histogram", "Seconds until a request was answered.", [])
        + "".join(sample(f"{name}_bucket", {"le": le}, times) for le, times in seen.up_to())
        + sample(f"{name}_sum", {}, seen.seconds)
        + sample(f"{name}_count", {}, sum(seen.speeds))
        + _gauge("pool_connections_in_use", "Database connections in use.", seen.connections)
        + _gauge("pool_size", "Database connections a web process may use.", settings().pool_size)
    )


def _of_the_town(found: State) -> str:
    return _gauge("database_ready", "Whether the database answers.", found.ready) + _gauge(
        "queue_reachable", "Whether Redis or Valkey answers.", found.queue
    )


def _of_the_backlog(found: Backlog) -> str:
    waiting = found.waiting
    runs = [({"job": run.name}, run) for run in found.runs]
    return (
        _gauge("events_untold", "Events nobody has been told of.", waiting.untold)
        + _gauge("events_untold_seconds", "Age of the oldest of them.", waiting.untold_seconds)
        + _gauge("events_unsealed", "Events not linked into the chain.", waiting.unsealed)
        + _gauge("events_unsealed_seconds", "Age of the oldest.", waiting.unsealed_seconds)
        + _gauge("mail_undelivered", "Notices on their way to a gateway.", waiting.unsent)
        + _gauge("mail_dead", "Notices refused for good, or nobody knows.", waiting.dead)
        + lines(
            "wishboard_job_ended_timestamp_seconds",
            "gauge",
            "When a job last ended.",
            [(job, run.ended) for job, run in runs],
        )
        + lines(
            "wishboard_job_due_timestamp_seconds",
            "gauge",
            "When a job is due again.",
            [(job, run.due) for job, run in runs],
        )
        + lines(
            "wishboard_job_failed",
            "gauge",
            "Whether a job's last run failed.",
            [(job, run.failed) for job, run in runs],
        )
    )


def _gauge(name: str, says: str, value: float) -> str:
    return lines(f"wishboard_{name}", "gauge", says, [({}, value)])


ROUTES = [show_health, show_ready, show_metrics]
