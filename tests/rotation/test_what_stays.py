"""Who is at the pages while the key changes goes on as if nothing had been; papers stay good."""

import asyncio
import base64
import os
from datetime import date
from pathlib import Path

from tests.cast import Town, signed_in
from tests.importing.tables import take_in
from tests.quotas.scene import closed_year
from tests.rotation.house import begin, furnish
from tests.servers import environment
from wishboard.cli import connections
from wishboard.cli.backup import write_backup
from wishboard.cli.findings import Finding, Level
from wishboard.cli.restore import restore
from wishboard.core.clock import frozen, today
from wishboard.core.database import disconnect, transaction
from wishboard.core.keyfile import key_file, ring, write_ring
from wishboard.core.keyring import Ring
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.closing.statement import is_genuine
from wishboard.rotation.hanging import hanging
from wishboard.rotation.moving import move_everything
from wishboard.settings import Settings, settings

LEDGER = "编号 标题 内容 社区 姓名 手机号 用户"
ROWS = (
    "7 想要台灯 孩子晚上写作业看不清。 柳荫社区 王秀英 13812345678 甲",
    "8 想要收音机 想听戏。 柳荫社区 李四 _ 乙",
)


async def test_who_is_signed_in_stays_and_a_form_sent_twice_has_one_effect(house: Town) -> None:
    wish = await house.published(places=5)
    path, form = f"/wishes/{wish.public_id}/claims", {"promised_on": str(today())}
    async with signed_in(house, "member") as browser:
        first = await browser.post(path, form, key="before")
        begin()
        again = await browser.post(path, form, key="before")
        assert (again.status_code, again.headers["location"]) == (303, first.headers["location"])
        changed = await browser.post(path, {"promised_on": "2000-01-01"}, key="before")
        assert changed.status_code == 422
        assert (await browser.get("/me")).status_code == 200


async def test_a_ledger_that_was_taken_in_is_known_again(house: Town) -> None:
    await take_in(LEDGER, *ROWS)
    begin()
    await move_everything()
    again = await take_in(LEDGER, *ROWS)
    assert (again.taken, again.known) == (0, 2)
    more = await take_in(LEDGER, "9 想要花盆 阳台上用。 柳荫社区 李四 _ 乙")
    assert more.taken == 1
    async with transaction() as db:
        counts = await hanging(db)
    assert counts["rows of imports"] == {ring().oldest.id: 2, ring().current.id: 1}
    assert sum(counts["keys of wishers"].values()) == 2, "who had wished before is known again"


async def test_a_closed_year_stays_genuine(house: Town) -> None:
    with frozen(date(2026, 2, 3)):
        closing = await closed_year(house, 2025)
    before = ring().current
    begin()
    async with transaction() as db:
        kept = await db.get_one(YearClosing, closing.key)
        assert (await hanging(db))["closed years"] == {before.id: 1}
    assert is_genuine(kept)
    with environment(secret_key=str(ring().current)):
        assert not is_genuine(kept)


def about_keys(town: Settings) -> dict[str, Finding]:
    return {one.subject: one for one in connections.database(town)}


async def test_doctor_says_whether_the_keys_open_and_all_is_moved(house: Town) -> None:
    await house.collected()
    found = about_keys(settings())
    assert found["sealed data"].level is Level.ok and "key change" not in found
    begin()
    halfway = about_keys(settings())["key change"]
    assert halfway.level is Level.warning and "not finished" in halfway.says
    assert "--go-on" in halfway.remedy
    await move_everything()
    assert about_keys(settings())["key change"].level is Level.ok
    write_ring(key_file(settings()), Ring(ring().keys[1:], waiting=ring().current))
    assert "--use" in about_keys(settings())["new key"].remedy
    key_file(settings()).write_bytes(base64.b64encode(os.urandom(32)))
    assert about_keys(settings())["sealed data"].level is Level.wrong
    key_file(settings()).unlink()
    assert about_keys(settings())["sealed data"].level is Level.wrong


async def test_backups_from_before_and_after_open_with_the_ring(
    house: Town, tmp_path: Path
) -> None:
    await furnish(house)
    here = settings()
    old = write_backup(here, tmp_path / "before.tar", with_key=True)
    begin()
    await move_everything()
    new = write_backup(here, tmp_path / "after.tar", with_key=True)
    assert old.key in new.key.split(",") and len(new.key.split(",")) == 2
    both = ring()
    await disconnect()
    await asyncio.to_thread(restore, here, tmp_path / "before.tar", replace=True)
    assert ring() == both, "the older key of the backup does not take the newer one away"
    assert about_keys(here)["sealed data"].level is Level.ok
    assert "not finished" in about_keys(here)["key change"].says
    write_ring(key_file(here), Ring((both.oldest,)))
    await asyncio.to_thread(restore, here, tmp_path / "after.tar", replace=True)
    assert key_file(here).read_text() == str(both), "the backup's own keys are put here"
    assert about_keys(here)["sealed data"].level is Level.ok
