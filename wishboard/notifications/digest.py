"""Mail: one digest for a person and a sweep, of what they have not read yet.

A gateway does not know a message it has had before. So a message is marked as being sent, in a
transaction of its own, before it goes out: a crash in between leaves it `uncertain` for a person
to look at, and it is not sent twice. So does a gateway that takes a message and does not say so.
What was refused is tried again with growing pauses, and in the end left to a person as well.
"""

import html
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import text

from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, reading, transaction
from wishboard.i18n import DEFAULT, ngettext, speaking
from wishboard.notifications.gateway import Gateway, Sent, open_gateway
from wishboard.notifications.models import Mail
from wishboard.notifications.queries import Item, notices_with
from wishboard.settings import settings

log = logging.getLogger("wishboard")

LEASE = timedelta(minutes=10)
"""How long a message may be under way before it counts as uncertain."""
MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=15)
MOST_LETTERS = 500
SWEEP = 300.0
"""Letters of one sweep, and seconds after which it takes no more: a slow gateway does not hold the
worker. The next sweep takes the rest."""
NOT_WRITTEN = "not_written"

_DUE = """n.mail = 'planned' AND n.read_at IS NULL
  AND (n.mail_lease_until IS NULL OR n.mail_lease_until <= :now)"""
_WAITING = text(f"SELECT EXISTS (SELECT 1 FROM notice n WHERE {_DUE})")  # noqa: S608 - own words
_NEXT = text(f"""
SELECT p.id, p.name, p.email, p.locale FROM person p
 WHERE p.email <> '' AND (p.left_on IS NULL OR p.left_on > :today)
   AND EXISTS (SELECT 1 FROM notice n WHERE n.person_id = p.id AND {_DUE})
 ORDER BY p.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
""")  # noqa: S608 - own words
_TAKE = text(f"""
UPDATE notice n SET mail = 'sending', mail_attempts = n.mail_attempts + 1, mail_lease_until = :lease
 WHERE n.person_id = :person AND {_DUE} RETURNING n.id, n.mail_attempts
""")  # noqa: S608 - own words
_SETTLE = text("""
UPDATE notice SET mail = :mail, mail_lease_until = :until, mail_why = nullif(:why, '')
 WHERE id = ANY(:ids) AND mail = 'sending' AND mail_lease_until = :lease
""")
_LOST = text("""
UPDATE notice SET mail = 'uncertain', mail_lease_until = NULL, mail_why = 'died'
 WHERE mail = 'sending' AND mail_lease_until <= :now
""")


@dataclass(frozen=True, slots=True)
class Letter:
    """The notices of one person that go out together, held until the lease ends."""

    person_id: int
    name: str
    address: str
    locale: str
    attempt: int
    notices: list[int]
    lease: datetime


async def send_digests() -> int:
    """Mail to everybody what they have not read. Returns how many letters went out."""
    await give_up_on_lost()
    if not settings().mail_urls or not await _anything_waits():
        return 0
    sent = 0
    async with open_gateway() as gateway:
        until = monotonic() + SWEEP
        while gateway and sent < MOST_LETTERS and monotonic() < until:
            letter = await next_letter()
            if letter is None:
                break
            result = await _send(gateway, letter)
            await settle(letter, result)
            if result.mail is Mail.uncertain:
                break
            sent += result.mail is Mail.sent
    return sent


async def give_up_on_lost() -> None:
    """Mark what was under way when its sender died: nobody knows whether it went out."""
    async with transaction() as db:
        await db.execute(_LOST, {"now": now()})


async def next_letter() -> Letter | None:
    """Take the unread notices of the next person, in a commit of its own."""
    moment, lease = now(), now() + LEASE
    async with transaction() as db:
        person = (await db.execute(_NEXT, {"now": moment, "today": today()})).first()
        if person is None:
            return None
        values = {"person": person.id, "now": moment, "lease": lease}
        taken = (await db.execute(_TAKE, values)).all()
    return Letter(
        person.id,
        person.name,
        person.email,
        person.locale or DEFAULT,
        max(row.mail_attempts for row in taken),
        [row.id for row in taken],
        lease,
    )


async def settle(letter: Letter, result: Sent) -> None:
    """Write down what became of a letter. What was refused waits, longer each time."""
    mail, until = result.mail, None
    if mail is Mail.failed and letter.attempt < MOST_ATTEMPTS:
        mail, until = Mail.planned, now() + FIRST_PAUSE * 2 ** (letter.attempt - 1)
    values = {
        "mail": mail,
        "why": result.why,
        "until": until,
        "ids": letter.notices,
        "lease": letter.lease,
    }
    async with transaction() as db:
        await db.execute(_SETTLE, values)


async def compose(db: AsyncSession, letter: Letter) -> tuple[str, str]:
    """Subject and body of a letter, in its reader's language."""
    with speaking(letter.locale):
        items = await notices_with(db, letter.person_id, letter.notices)
        title = ngettext(
            "%(num)s notice from %(town)s",
            "%(num)s notices from %(town)s",
            len(items),
            town=settings().town,
        )
        return title, _body(letter, items)


def _body(letter: Letter, items: list[Item]) -> str:
    from wishboard.core.templating import render  # noqa: PLC0415 - only where mail is sent

    base = settings().public_url
    drawn = render("notices/digest.txt", reader=letter.name, items=items, base=base)
    return html.unescape(drawn)


async def _send(gateway: Gateway, letter: Letter) -> Sent:
    try:
        async with transaction() as db:
            title, body = await compose(db, letter)
    except Exception:
        log.exception("mail: a digest could not be written")
        return Sent(Mail.failed, NOT_WRITTEN)
    return await gateway.send(letter.address, title, body)


async def _anything_waits() -> bool:
    async with reading() as connection:
        return bool((await connection.execute(_WAITING, {"now": now()})).scalar_one())
