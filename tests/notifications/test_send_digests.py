"""Mail: one digest a person, through a real Apprise in its child, to a real socket."""

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.servers import environment
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.notifications.commands import read_notices
from wishboard.notifications.digest import (
    LEASE,
    MOST_ATTEMPTS,
    next_letter,
    send_digests,
    settle,
)
from wishboard.notifications.gateway import Sent
from wishboard.notifications.models import Mail, Notice
from wishboard.notifications.sender import addressed
from wishboard.notifications.telling import NEWS, tell_everything

ADDRESS = "lin@example.org"


@dataclass
class PostOffice:
    """A small mail server: what it was handed, and whether it refuses."""

    port: int = 0
    refuses: bool = False
    letters: list[tuple[str, str, str]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to = ""
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip():
            word = line.upper()
            if word.startswith("RCPT"):
                to = line.partition("<")[2].rstrip(">")
                writer.write(b"550 no\r\n" if self.refuses else b"250 ok\r\n")
            elif word == "DATA":
                writer.write(b"354 go\r\n")
                self._keep(to, await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 ok\r\n")
            else:
                writer.write(b"221 bye\r\n" if word == "QUIT" else b"250 ok\r\n")
            await writer.drain()
        writer.close()

    def _keep(self, to: str, raw: bytes) -> None:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        assert body is not None
        self.letters.append((to, str(message["Subject"]), body.get_content()))


@asynccontextmanager
async def post_office(*, refuses: bool = False) -> AsyncIterator[PostOffice]:
    """A mail server that the town is told of."""
    office = PostOffice(refuses=refuses)
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    gateway = f"mailto://127.0.0.1:{port}?from=town@example.org&to=everybody@example.org&name=T"
    async with server:
        with environment(mail_urls=gateway, public_url="https://wishes.example.org"):
            yield office


async def told(town: Town, wishes: int = 1) -> None:
    """The clerk has an address, and something to be told."""
    async with transaction() as db:
        clerk = town.people["clerk"]
        clerk.email = ADDRESS
        await db.merge(clerk)
    for _number in range(wishes):
        wish = await town.delivered(reported=9)
        del wish
    await tell_everything()


async def mails() -> list[Mail]:
    async with transaction() as db:
        query = select(Notice.mail).where(Notice.mail != Mail.none)
        return sorted(Mail(mail) for mail in (await db.exec(query)).all())


async def test_everything_new_goes_out_in_one_letter(town: Town) -> None:
    async with post_office() as office:
        await told(town, wishes=2)
        assert await mails() == [Mail.planned]
        assert await send_digests() == 1
        (letter,) = office.letters
    assert letter[0] == ADDRESS
    assert letter[1] == "桐川市心愿墙：您有 1 条新消息"
    assert "林静同志，您好" in letter[2]
    assert "收到 2 个新心愿" in letter[2]
    assert "https://wishes.example.org/desk" in letter[2]
    assert await mails() == [Mail.sent]


async def test_nothing_is_mailed_twice(town: Town) -> None:
    async with post_office() as office:
        await told(town)
        assert [await send_digests(), await send_digests()] == [1, 0]
        assert len(office.letters) == 1


async def test_without_a_gateway_or_an_address_nothing_is_planned(town: Town) -> None:
    await town.collected()
    await tell_everything()
    assert await mails() == []
    assert await send_digests() == 0


async def test_what_was_read_meanwhile_is_not_mailed(town: Town) -> None:
    async with post_office() as office:
        await told(town)
        async with transaction() as db:
            await read_notices(db, by=await town.viewer("clerk"))
        assert await send_digests() == 0
        assert office.letters == []
    assert await mails() == []


async def test_old_news_is_not_mailed(town: Town) -> None:
    async with post_office():
        with frozen(now() - NEWS - timedelta(hours=1)):
            await town.collected()
        await told(town, wishes=0)
    assert await mails() == []


async def test_a_refused_letter_is_tried_again_later_and_given_up_in_the_end(town: Town) -> None:
    async with post_office(refuses=True) as office:
        await told(town)
        assert await send_digests() == 0
        assert await mails() == [Mail.planned]
        office.refuses = False
        assert await send_digests() == 0
        with frozen(now() + timedelta(hours=1)):
            assert await send_digests() == 1
    assert await mails() == [Mail.sent]


async def test_the_last_refusal_is_final(town: Town) -> None:
    async with post_office():
        await told(town)
        moment = now()
        for _attempt in range(MOST_ATTEMPTS):
            moment += timedelta(days=1)
            with frozen(moment):
                letter = await next_letter()
                assert letter is not None
                await settle(letter, Sent(Mail.failed, "refused:mailto:550"))
        assert await mails() == [Mail.failed]


async def test_a_sender_that_died_leaves_its_letter_uncertain(town: Town) -> None:
    async with post_office() as office:
        await told(town)
        assert await next_letter() is not None
        assert await mails() == [Mail.sending]
        assert await send_digests() == 0
        with frozen(now() + LEASE + timedelta(seconds=1)):
            assert await send_digests() == 0
        assert office.letters == []
    assert await mails() == [Mail.uncertain]


async def test_a_late_answer_does_not_settle_what_was_given_up(town: Town) -> None:
    async with post_office():
        await told(town)
        letter = await next_letter()
        assert letter is not None
        with frozen(now() + LEASE + timedelta(seconds=1)):
            await send_digests()
        await settle(letter, Sent(Mail.sent))
    assert await mails() == [Mail.uncertain]


async def test_two_senders_do_not_take_the_same_letter(town: Town) -> None:
    async with post_office() as office:
        await told(town)
        assert sorted(await asyncio.gather(send_digests(), send_digests())) == [0, 1]
        assert len(office.letters) == 1


@pytest.mark.parametrize(
    ("url", "one"),
    [
        (
            "mailtos://me:secret@mail.example.org/a@b.c?from=me@b.c&to=x@y.z",
            "mailtos://me:secret@mail.example.org?from=me%40b.c&cto=20&rto=20&to=lin%40example.org",
        ),
        (
            "mailgun://town@example.org/a-key/?rto=7",
            "mailgun://town@example.org/a-key/?rto=7&cto=20&to=lin%40example.org",
        ),
    ],
)
def test_a_letter_goes_to_one_address_alone(url: str, one: str) -> None:
    assert addressed(url, ADDRESS) == one
