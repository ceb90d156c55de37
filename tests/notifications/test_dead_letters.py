"""Gateways that are slow, refuse and lie; what did not arrive is for the administrator."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import text
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.notifications.test_send_digests import ADDRESS, PostOffice, mails, told
from tests.servers import environment
from wishboard.accounts.refusals import OutsideYourScope
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.notifications import digest
from wishboard.notifications.dead_letters import NothingDead, dead_letters, give_up, send_again
from wishboard.notifications.digest import (
    FIRST_PAUSE,
    MOST_ATTEMPTS,
    next_letter,
    send_digests,
    settle,
)
from wishboard.notifications.gateway import Sent
from wishboard.notifications.models import Mail
from wishboard.notifications.overheard import may_be_taken
from wishboard.notifications.sender import send
from wishboard.settings import settings

ANOTHER = text("""
INSERT INTO notice (event_id, person_id, kind, audience, at, times, mail, mail_attempts)
SELECT n.event_id, p.id, n.kind, n.audience, n.at, 1, 'planned', 0
  FROM notice n, person p WHERE n.mail = 'planned' AND p.name = '方正'
""")


class Lying(PostOffice):
    """Takes a letter and says nothing any more, or hangs up."""

    hangs_up = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip():
            if line.upper() == "DATA":
                writer.write(b"354 go\r\n")
                self._keep(ADDRESS, await reader.readuntil(b"\r\n.\r\n"))
                if not self.hangs_up:
                    await reader.read()
                break
            writer.write(b"250 ok\r\n")
        writer.close()


@asynccontextmanager
async def office_of(office: PostOffice, more: str = "") -> AsyncIterator[PostOffice]:
    """A mail server of some character that the town is told of."""
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        url = f"mailto://127.0.0.1:{port}?from=town@example.org&name=T{more}"
        with environment(mail_urls=url):
            yield office


async def refused_for_good(town: Town) -> None:
    """A letter to the clerk that was refused as often as it was tried."""
    with environment(mail_urls="mailto://127.0.0.1:1?from=town@example.org&name=T"):
        await told(town)
    moment = now()
    for _attempt in range(MOST_ATTEMPTS):
        moment += timedelta(days=1)
        await refuse_at(moment)


async def refuse_at(moment: datetime) -> None:
    with frozen(moment):
        letter = await next_letter()
        assert letter is not None
        await settle(letter, Sent(Mail.failed, "refused:mailto:550"))


async def handed_to(office: PostOffice) -> dict[str, Any]:
    """What the sender makes of a gateway, in this process."""
    async with office_of(office, "&cto=1&rto=1"):
        words = {"gateways": settings().mail_urls.split(), "to": ADDRESS, "title": "t", "body": "b"}
        return await asyncio.to_thread(send, words)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_what_the_sender_makes_of_gateways() -> None:
    hanging_up = Lying()
    hanging_up.hangs_up = True
    assert await handed_to(PostOffice()) == {"ok": True}
    assert await handed_to(PostOffice(refuses=True)) == {"ok": False, "why": "refused:mailto:550"}
    for lying in (Lying(), hanging_up):
        told = await handed_to(lying)
        assert told == {"ok": False, "taken": True, "why": "silent:mailto"}
        assert len(lying.letters) == 1
    nowhere = {"gateways": ["mailto://127.0.0.1:1?from=town@example.org&name=T"], "to": ADDRESS}
    unreached = await asyncio.to_thread(send, nowhere | {"title": "t", "body": "b"})
    assert unreached == {"ok": False, "why": "refused:mailto"}
    several = await asyncio.to_thread(send, nowhere | {"gateways": ["json://127.0.0.1:1"]})
    assert several == {"ok": False, "why": "not_single:json"}


def test_of_a_web_gateway_only_an_error_while_connecting_is_a_no() -> None:
    assert not may_be_taken(requests.ConnectTimeout())
    assert may_be_taken(requests.ReadTimeout())
    assert may_be_taken(requests.ConnectionError("Connection aborted"))
    refused = NewConnectionError(HTTPConnection("127.0.0.1"), "refused")
    reason = MaxRetryError(HTTPConnectionPool("127.0.0.1"), "/", refused)
    assert not may_be_taken(requests.ConnectionError(reason))


async def test_a_gateway_that_takes_and_says_nothing_is_not_asked_twice(town: Town) -> None:
    async with office_of(Lying(), "&cto=1&rto=1") as office:
        await told(town)
        assert [await send_digests(), await send_digests()] == [0, 0]
        with frozen(now() + timedelta(days=1)):
            assert await send_digests() == 0
        assert len(office.letters) == 1
    assert await mails() == [Mail.uncertain]
    (letter,) = await done(dead_letters, await town.viewer("administrator"))
    assert (letter.name, letter.uncertain, letter.why) == ("林静", True, "silent:mailto")


class SlowGateway:
    """Takes its time before it takes a letter."""

    async def send(self, _to: str, _title: str, _body: str) -> Sent:
        await asyncio.sleep(0.02)
        return Sent(Mail.sent)


@asynccontextmanager
async def slow_gateway() -> AsyncIterator[SlowGateway]:
    yield SlowGateway()


async def test_a_slow_gateway_does_not_hold_the_worker(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "SWEEP", 0.01)
    monkeypatch.setattr(digest, "open_gateway", slow_gateway)
    async with office_of(PostOffice()):
        await told(town)
        async with transaction() as db:
            await db.execute(text("UPDATE person SET email = 'all@example.org'"))
            await db.execute(ANOTHER)
        assert await send_digests() == 1
        assert await mails() == [Mail.planned, Mail.sent]
        assert await send_digests() == 1
        assert await mails() == [Mail.sent, Mail.sent]


async def test_pauses_grow_after_each_refusal(town: Town) -> None:
    async with office_of(PostOffice()):
        await told(town)
    moment, pauses = now(), []
    for _attempt in range(3):
        await refuse_at(moment)
        async with transaction() as db:
            query = text("SELECT mail_lease_until FROM notice WHERE mail = 'planned'")
            until = (await db.execute(query)).scalar_one()
        pauses.append(until - moment)
        moment = until
    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]


async def test_the_administrator_reads_why_and_has_it_sent_again(town: Town) -> None:
    await refused_for_good(town)
    clerk = town.people["clerk"].public_id
    async with signed_in(town, "administrator") as browser:
        page = (await browser.get("/desk/mail")).text
        assert "林静" in page and "代码 550" in page and "已试 6 次" in page
        assert ADDRESS not in page
        again = await browser.post(f"/desk/mail/{clerk}/again")
        assert again.headers["location"] == "/desk/mail"
        assert "邮件都已发出" in (await browser.get("/desk/mail")).text
        late = await browser.post(f"/desk/mail/{clerk}/again")
        assert late.status_code == 409 and "没有待处理的邮件" in late.text
    assert await mails() == [Mail.planned]
    letter = await next_letter()
    assert letter is not None and (letter.address, letter.attempt) == (ADDRESS, 1)


async def test_what_is_given_up_is_not_sent_and_stays_to_be_read(town: Town) -> None:
    await refused_for_good(town)
    administrator, clerk = await town.viewer("administrator"), town.people["clerk"].public_id
    assert await done(give_up, clerk, by=administrator) == 1
    with pytest.raises(NothingDead):
        await done(send_again, clerk, by=administrator)
    assert await next_letter() is None
    assert await mails() == [Mail.given_up]
    async with signed_in(town, "clerk") as browser:
        assert "还没有消息" not in (await browser.get("/notices")).text
    async with transaction() as db:
        kinds = text("SELECT kind, facts ->> 'notices' FROM event WHERE subject = 'person'")
        assert [tuple(row) for row in await db.execute(kinds)] == [("account.mail_given_up", "1")]


async def test_an_administrator_of_elsewhere_sees_and_decides_nothing(town: Town) -> None:
    await refused_for_good(town)
    async with transaction() as db:
        await db.execute(text("DELETE FROM appointment WHERE role = 'administrator'"))
    await town.appoint("administrator", Role.administrator, area="河东社区")
    elsewhere = await town.viewer("administrator")
    assert await done(dead_letters, elsewhere) == []
    with pytest.raises(OutsideYourScope):
        await done(give_up, town.people["clerk"].public_id, by=elsewhere)
