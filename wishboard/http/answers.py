"""Refusals and faults as answers: a page for people, JSON for programs, always with a sentence."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from wishboard.core.forms import misfit
from wishboard.core.refusals import Invalid, Refusal, SignInNeeded
from wishboard.core.templating import render
from wishboard.http.first import FirstThing
from wishboard.http.troubles import AGAIN_AFTER, Trouble, trouble_in
from wishboard.http.unit import FAULT, SAFE
from wishboard.http.visit import Visit
from wishboard.http.watched import route_of
from wishboard.i18n import lazy

log = logging.getLogger("wishboard")

_SENTENCES = {
    400: lazy("What was sent could not be read. Please load the page and send it again."),
    404: lazy("There is nothing here. The address may be mistyped, or the wish is not public."),
    405: lazy("This address does not take that kind of request."),
    413: lazy("What was sent is too large. Photos may have up to 10 MB each."),
    500: FAULT,
}
_CUT_OFF = "client disconnected prematurely"
"""What the framework says, as a fault, of a body whose chunks cannot be read to their end."""


def refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[Any]:
    """A rule said no. Without a session a page leads to the sign-in and back; with something to do
    before anything else, to that."""
    if isinstance(refusal, SignInNeeded) and not wants_json(request):
        back = request.scope["path"] if request.method in SAFE else "/"
        return Redirect(f"/sign-in?next={quote(back)}", status_code=303)
    if isinstance(refusal, FirstThing) and not wants_json(request):
        return Redirect(refusal.leads_to, status_code=303)
    errors = refusal.errors if isinstance(refusal, Invalid) else {}
    headers = {"Retry-After": AGAIN_AFTER} if isinstance(refusal, Trouble) else None
    return answer(request, refusal.status, refusal.code, refusal.sentence(), errors, headers)


def failed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """The framework said no: no such address, wrong method, too large, unreadable."""
    if details := getattr(error.__cause__, "errors", None):
        return refused(request, misfit(details))
    status = 400 if error.detail == _CUT_OFF else error.status_code
    sentence = str(_SENTENCES.get(status) or _SENTENCES[400 if status < 500 else 500])
    return answer(request, status, f"http_{status}", sentence, {}, error.headers)


def unreadable(request: Request[Any, Any, Any], _error: Exception) -> Response[Any]:
    """A body that nests deeper than anything we ask for, or is no text."""
    return answer(request, 400, "http_400", str(_SENTENCES[400]), {})


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A trouble of the house, or a fault of ours: logged with its trace, answered without it."""
    if trouble := trouble_in(error):
        log.warning("%s at %s %s", trouble.code, request.method, route_of(request.scope))
        return refused(request, trouble)
    log.error("fault at %s %s", request.method, route_of(request.scope), exc_info=error)
    return answer(request, 500, "fault", str(_SENTENCES[500]), {})


def answer(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    sentence: str,
    errors: dict[str, str],
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """One no, as JSON or as a page."""
    if wants_json(request):
        told = {"code": code, "sentence": sentence, "errors": errors}
        return Response(told, status_code=status, media_type=MediaType.JSON, headers=headers)
    visit: Visit | None = request.scope["state"].get("visit")
    if visit is None:
        return Response(sentence, status_code=status, media_type=MediaType.TEXT, headers=headers)
    content = render("pages/refused.html", visit=visit, status=status, sentence=sentence)
    return Response(content, status_code=status, media_type=MediaType.HTML, headers=headers)


def wants_json(request: Request[Any, Any, Any]) -> bool:
    """Whether the asker is a program."""
    return request.scope["path"].startswith("/api/")


HANDLERS: dict[int | type[Exception], Any] = {
    Refusal: refused,
    HTTPException: failed,
    RecursionError: unreadable,
    UnicodeDecodeError: unreadable,
    Exception: broken,
}
