"""One unit of work for each request: one connection, one session, one transaction.

A safe request (GET, HEAD) reads in AUTOCOMMIT. Every other request is one transaction, committed
before the first byte of a good answer leaves and rolled back behind a bad one.
"""

import logging
from typing import TYPE_CHECKING

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from sqlalchemy.ext.asyncio import AsyncConnection

from wishboard import i18n
from wishboard.core.database import AsyncSession, engine
from wishboard.core.refusals import Refusal
from wishboard.core.stored_calendar import look_at_calendar
from wishboard.core.wake import wake
from wishboard.events.history import RECORDED, TELL
from wishboard.http.repeats import Answer, keep_answer, kept_answer
from wishboard.http.troubles import Away, NotKnown, trouble_in

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("wishboard")

FAULT = i18n.lazy("Something went wrong on our side. Nothing was changed. Please try again later.")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Unit:
    """The database side of one request. The connection is taken when it is first needed.

    `writing` is set once the commit has been sent: from then on a lost line leaves it open.
    """

    __slots__ = ("_connection", "_session", "asked", "key", "safe", "writing")

    def __init__(self, *, safe: bool) -> None:
        self.safe = safe
        self.key = ""
        self.asked = ""
        self.writing = False
        self._connection: AsyncConnection | None = None
        self._session: AsyncSession | None = None

    async def connection(self) -> AsyncConnection:
        """The request's one connection."""
        if self._connection is None:
            connection = await engine().connect()
            if self.safe:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            self._connection = connection
        return self._connection

    async def session(self) -> AsyncSession:
        """The request's one session, on the same connection."""
        if self._session is None:
            connection = await self.connection()
            await look_at_calendar()
            self._session = AsyncSession(
                connection,
                expire_on_commit=False,
                join_transaction_mode="control_fully",
            )
        return self._session

    async def start_over(self) -> None:
        """Undo what a refused deed has done, so that its page can be shown again."""
        if self._session is not None:
            await self._session.rollback()

    async def finish(self, answer: Answer) -> Answer:
        """Commit behind a good answer, roll back behind a bad one; repeat an earlier answer."""
        if self.safe or self._session is None:
            return answer
        if answer.status >= 400:
            await self._session.rollback()
            return await self._earlier_answer() or answer
        if self.key and not await keep_answer(self._session, self.key, self.asked, answer):
            await self._session.rollback()
            return await self._earlier_answer() or answer
        self.writing = True
        await self._session.commit()
        if RECORDED in self._session.info:
            wake(TELL)
        return answer

    async def close(self) -> None:
        """Give the connection back."""
        if self._session is not None:
            await self._session.close()
        if self._connection is not None:
            await self._connection.close()

    async def _earlier_answer(self) -> Answer | None:
        if not self.key:
            return None
        assert self._session is not None
        try:
            return await kept_answer(self._session, self.key, self.asked)
        except Refusal as refused:
            text = refused.sentence().encode()
            return Answer(refused.status, [(b"content-type", b"text/plain; charset=utf-8")], text)


class OneUnit(ASGIMiddleware):
    """Gives each request its unit of work and holds the answer until it is finished.

    Speaks the browser's language until the visit knows what its viewer chose.
    """

    scopes = (ScopeType.HTTP,)

    async def handle(
        self, scope: "Scope", receive: "Receive", send: "Send", next_app: "ASGIApp"
    ) -> None:
        """Pass a request on with its unit, which is closed whatever happens."""
        asked = Headers.from_scope(scope).get("accept-language")
        i18n.use_locale(i18n.negotiate(None, asked))
        unit = Unit(safe=scope.get("method") in SAFE)
        scope["state"]["unit"] = unit
        try:
            await next_app(scope, receive, _Gate(unit, send))
        finally:
            await unit.close()


class _Gate:
    """Holds the head of an answer until its whole body is known and the unit is finished."""

    __slots__ = ("_body", "_send", "_start", "_unit")

    def __init__(self, unit: Unit, send: "Send") -> None:
        self._unit, self._send = unit, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: "Message") -> None:
        if self._unit.safe:
            await self._send(message)
        elif message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._let_through()
        else:
            await self._send(message)

    async def _finish(self, given: Answer) -> Answer:
        """The answer that may leave: what cannot be committed was not done."""
        try:
            return await self._unit.finish(given)
        except Exception as error:
            log.error("not committed", exc_info=error)
            trouble = trouble_in(error)
            if isinstance(trouble, Away) and self._unit.writing:
                trouble = NotKnown()
            status, says = (503, trouble.sentence()) if trouble else (500, str(FAULT))
            return Answer(status, [(b"content-type", b"text/plain; charset=utf-8")], says.encode())

    async def _let_through(self) -> None:
        assert self._start is not None
        start, self._start = self._start, None
        given = Answer(start["status"], list(start["headers"]), self._body)  # type: ignore[typeddict-item]
        answer = await self._finish(given)
        headers = answer.headers
        if answer is not given:
            headers = [*headers, (b"content-length", str(len(answer.body)).encode())]
        await self._send(
            {"type": "http.response.start", "status": answer.status, "headers": headers}
        )
        await self._send({"type": "http.response.body", "body": answer.body, "more_body": False})
