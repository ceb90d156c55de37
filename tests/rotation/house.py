"""A town whose key is changed: everything that hangs on a key, and what was seen before."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from tests.accounts.telephone import Telephone, set_up
from tests.cast import RESIDENT_PHONE, Town
from tests.certificates.scene import issued
from tests.deeds import done
from tests.disclosure.asking import approve, ask, fetch
from tests.endings.deciding import withdraw
from wishboard.accounts.importing.roster import keep_phone
from wishboard.accounts.models import Person
from wishboard.accounts.viewer import wisher_of
from wishboard.certificates.content import check_code
from wishboard.certificates.models import Certificate
from wishboard.cli import main
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.keyfile import key_file, newer_ring, ring, write_ring
from wishboard.core.keyring import HouseKey, Ring, new_key
from wishboard.disclosure.erasing import erase_wisher
from wishboard.disclosure.exports.models import ContactExport
from wishboard.events.chain import seal_history
from wishboard.settings import settings
from wishboard.wishes.codes import pin_of, slip_token
from wishboard.wishes.models import Wish
from wishboard.wishes.wishers import contact_of, wisher_with

OTHER_PHONE = "13900001111"


@dataclass
class Before:
    """What was seen under the old key."""

    key: HouseKey
    wish: Wish
    erased: Wish
    export: ContactExport
    file: bytes
    certificate: Certificate
    telephone: Telephone
    pin: str
    token: str
    check: str


def own_keys(source: Path, folder: Path) -> None:
    """A data folder with a copy of the key under which the cast's people are sealed."""
    shutil.copy(key_file(settings()), folder / source.name)


def begin() -> None:
    """A new key that is used at once, by this process too."""
    write_ring(key_file(settings()), Ring((new_key(), *ring().keys)))
    assert newer_ring()


async def furnish(town: Town) -> Before:
    """People, wishers, contact data, a file, slips, a certificate and sealed history."""
    certificate = await issued(town)
    wish = await town.collected()
    erased = await withdraw(await town.collected(phone=OTHER_PHONE))
    await done(erase_wisher, erased.key, by=wisher_of(erased.key))
    async with transaction() as db:
        keep_phone(await db.get_one(Person, town.people["member"].key), RESIDENT_PHONE)
    export = await approve(town, await ask(town))
    file = await fetch(town, export)
    async with transaction() as db:
        export = await db.get_one(ContactExport, export.key)
    telephone = await set_up(town, "neighbour")
    await seal_history()
    return Before(
        ring().current,
        wish,
        erased,
        export,
        file,
        certificate,
        telephone,
        pin_of(wish),
        slip_token(wish),
        check_code(certificate),
    )


async def nothing_is_missed(town: Town, before: Before) -> None:
    """Everything opens and is found as it was before, whoever hangs on which key."""
    async with transaction() as db:
        wish = await db.get_one(Wish, before.wish.key)
        assert (await contact_of(db, wish)).phone == RESIDENT_PHONE
        assert (await wisher_with(db, RESIDENT_PHONE)).id == wish.wisher_id
        certificate = await db.get_one(Certificate, before.certificate.key)
        assert (await contact_of(db, await db.get_one(Wish, before.erased.key))).phone == ""
    assert (pin_of(wish), slip_token(wish)) == (before.pin, before.token), "printed alike"
    assert check_code(certificate) == before.check
    assert await fetch(town, before.export) == before.file


async def rotate(town: Town, *words: str) -> Result:
    """`wishboard rotate-key` with these words, in this process."""
    await disconnect()
    try:
        return await asyncio.to_thread(CliRunner().invoke, main, ["rotate-key", *words])
    finally:
        connect(town.url)
        newer_ring()
