"""A visit: one request as the pages see it. It is the one thing that a page is given."""

import secrets
from typing import Any, TypeVar

from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.response import Redirect
from litestar_htmx import HTMXRequest

from wishboard import i18n
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import NOBODY, Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.filled import BLANK, Filled
from wishboard.core.forms import Form, read
from wishboard.core.refusals import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded
from wishboard.core.templating import render
from wishboard.http import cookies, forgery
from wishboard.http.banners import banner_for
from wishboard.http.first import must_do_first
from wishboard.http.notices import notice_with
from wishboard.http.proxies import behind_proxies
from wishboard.http.repeats import told
from wishboard.http.sent import KEY_FIELD, Unreadable, Uploads, content_of, read_form
from wishboard.http.session import viewer_with, visitor
from wishboard.http.unit import Unit

F = TypeVar("F", bound=Form)
KEY_HEADER = "idempotency-key"
FOR_ANYBODY = "for_anybody"
"""Marks a deed that uses nobody's rights: its form stays good when its sender signs in, or follows
another wish, before it is sent."""


class Visit:
    """Viewer, language, what was sent and what to answer with."""

    def __init__(self, request: HTMXRequest, unit: Unit) -> None:
        self.request = request
        self.unit = unit
        self.viewer: Viewer = NOBODY
        self.locale = i18n.DEFAULT
        self.path: str = request.scope["path"]
        self.banner: str | None = None
        self.sent: dict[str, Any] = {}
        self.uploads: Uploads = {}
        self.refused: Refusal | None = None
        self._holder = ""
        self._cookies: list[Cookie] = []

    @property
    def unread(self) -> int:
        """How many notices the viewer has not read."""
        return self.viewer.unread

    @property
    def csrf(self) -> str:
        """The token that forms on this visit's pages carry."""
        return forgery.token_for(self._holder)

    @property
    def notice(self) -> str | None:
        """A sentence about what has just been done, shown once."""
        return notice_with(self.request.cookies.get(cookies.NOTICE, ""))

    @property
    def swapping(self) -> bool:
        """Whether htmx asks for a part of the page only."""
        return bool(self.request.htmx) and not self.request.htmx.history_restore_request

    @property
    def address(self) -> str:
        """The network address the request came from, behind the proxies that are trusted."""
        client = self.request.client
        forwarded = self.request.headers.get("x-forwarded-for", "")
        return behind_proxies(client.host if client else "", forwarded)

    async def db(self) -> AsyncSession:
        """The session of this request's transaction."""
        return await self.unit.session()

    @property
    def agent(self) -> str:
        """How the browser or program introduces itself."""
        return self.request.headers.get("user-agent", "")[:400]

    async def look(self) -> None:
        """Find out who is asking and in which language."""
        jar = self.request.cookies
        device = cookies.device_print(jar.get(cookies.DEVICE, ""))
        token = self.bearer or jar.get(cookies.SESSION, "")
        followed = jar.get(cookies.FOLLOWED, "")
        person = await viewer_with(token, device) if token else None
        self._holder = token if person else followed
        self.viewer = person or visitor(cookies.followed_wish(followed), device)
        self.locale = i18n.negotiate(
            jar.get(cookies.LANGUAGE) or self.viewer.locale,
            self.request.headers.get("accept-language"),
        )
        i18n.use_locale(self.locale)

    @property
    def bearer(self) -> str:
        """The token of a program that signs in by the Authorization header."""
        scheme, _, token = self.request.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    async def listen(self) -> None:
        """Read what was sent and refuse what another site has sent in the viewer's name."""
        if not self.bearer:
            forgery.refuse_other_sites(self.request.headers)
        self.sent, self.uploads = await read_form(self.request)
        holder = "" if self.request.route_handler.opt.get(FOR_ANYBODY) else self._holder
        if not self.bearer and holder:
            header = self.request.headers.get(forgery.HEADER, "")
            token = str(self.sent.get(forgery.FIELD, "")) or header
            forgery.refuse_wrong_token(token, holder)
        key = str(self.sent.get(KEY_FIELD, "")) or self.request.headers.get(KEY_HEADER, "")
        self.unit.key = key.replace("\0", "")[:64]
        content = await content_of(self.request, self.sent, self.uploads)
        self.unit.asked = told(holder, self.path, content)

    def form(self, form: type[F]) -> F:
        """What was sent, as a form. Raises Invalid with a sentence for each field."""
        return read(form, self.sent)

    def filled(self, action: str, **defaults: Any) -> Filled:
        """What a form on the page shows: what was just sent to its action, or its defaults."""
        if self.refused is None or action != self.path:
            return Filled(values=defaults) if defaults else BLANK
        errors = {"": self.refused.sentence()}
        if isinstance(self.refused, Invalid):
            errors = self.refused.errors
        return Filled(values=self.sent, errors=errors)

    def must_sign_in(self) -> Viewer:
        """The signed-in viewer. Raises SignInNeeded."""
        if not self.viewer.signed_in:
            raise SignInNeeded
        return self.viewer

    def must_hold(self, *rights: Right) -> Viewer:
        """The viewer, who holds one of these rights somewhere. Raises NotAllowed."""
        viewer = self.must_sign_in()
        if not any(viewer.may_somewhere(right) for right in rights):
            raise NotAllowed
        return viewer

    def come_in(self, token: str) -> None:
        """Go on with a new session; the forms of this very answer belong to it already."""
        self._holder = token
        self.keep(cookies.session_cookie(token))

    def keep(self, cookie: Cookie) -> None:
        """Send a cookie along with the answer."""
        self._cookies.append(cookie)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response[str]:
        """A page, or a part of one."""
        self.banner = banner_for(self.viewer, self.path)
        return self.answer(self.draw(template, **context), status=status)

    def draw(self, template: str, **context: Any) -> str:
        """A template's text for this visit."""
        return render(template, visit=self, **context)

    def answer(self, html: str, *, status: int = 200, cache: str = "") -> Response[str]:
        """What was drawn, as an answer; `cache` says for how long and for whom it is good."""
        if self.request.cookies.get(cookies.NOTICE):
            self.keep(cookies.gone(cookies.NOTICE))
        if self.refused is not None:
            status = self.refused.status
        headers = {"Vary": "HX-Request, Accept-Language, Cookie"}
        if cache:
            headers["Cache-Control"] = cache
        return Response(
            html,
            media_type=MediaType.HTML,
            status_code=status,
            cookies=self._cookies,
            headers=headers,
        )

    def redirect(self, path: str, notice: str = "") -> Redirect:
        """Go on to another page, with a notice there; a browser gets its device cookie by now."""
        if notice:
            self.keep(cookies.cookie(cookies.NOTICE, notice, seconds=60))
        if not self.request.cookies.get(cookies.DEVICE):
            self.keep(cookies.cookie(cookies.DEVICE, secrets.token_urlsafe(12), seconds=34_560_000))
        return Redirect(path, status_code=303, cookies=self._cookies)


async def open_visit(request: HTMXRequest) -> Visit:
    """Every handler's `visit`: the viewer is known, and a deed's form is read and trusted."""
    visit: Visit | None = request.scope["state"].get("visit")
    if visit is not None:
        return visit
    unit: Unit = request.scope["state"]["unit"]
    visit = Visit(request, unit)
    request.scope["state"]["visit"] = visit
    await visit.look()
    if "\x00" in visit.path:
        raise NotFound
    if b"%00" in request.scope["query_string"]:
        raise Unreadable
    must_do_first(visit.viewer, visit.path)
    if not unit.safe:
        await visit.listen()
    return visit
