"""Who did what, for the administrator: without contact data, through a sieve, and itself logged."""

import csv
import io

import pytest

from tests.cast import PASSWORD, RESIDENT_PHONE, Town, signed_in
from tests.deeds import done
from tests.disclosure.asking import approve, ask, fetch, hand
from tests.events.kinds import kinds
from tests.web.reading import shown
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now, today
from wishboard.core.throttle import QUARTER, throttle
from wishboard.events.history import history_of
from wishboard.reports.audit.extract import FAMILIES

HERE = "/desk/audit"


async def test_it_says_who_did_what_to_what(town: Town) -> None:
    wish, _claim = await town.claimed("member")
    text = await shown(town, HERE, "administrator")
    assert "林静" in text and "陈向阳" in text and wish.public_id in text
    assert "已认领" in text and "/desk/audit?of=" in text


async def test_no_contact_data_and_nobodys_own_words_are_in_it(town: Town) -> None:
    await town.closed()
    await fetch(town, await approve(town, await ask(town, stage=(await town.collected()).stage)))
    text = await shown(town, HERE, "administrator")
    async with signed_in(town, "administrator") as browser:
        text += (await browser.get(f"{HERE}/table")).text
    for secret in (RESIDENT_PHONE, "王秀英", "柳荫路8号", "孩子晚上写作业看不清，想要一盏护眼"):
        assert secret not in text


async def test_the_reading_is_written_down_with_what_was_asked_for(town: Town) -> None:
    administrator = town.people["administrator"]
    async with signed_in(town, "administrator") as browser:
        await browser.get(f"{HERE}?person=clerk&kind=contact&from={today()}")
        await browser.get(f"{HERE}/table")
        page = await browser.get(HERE)
    read, taken, again = await done(history_of, "person", administrator.key)
    assert [read.kind, taken.kind, again.kind] == [
        "account.audit_read",
        "account.audit_taken",
        "account.audit_read",
    ]
    assert read.doer_id == administrator.id
    assert read.facts == {
        "family": "contact",
        "first_day": today().isoformat(),
        "whose": town.people["clerk"].id,
    }
    assert "查阅了操作审计" in page.text and "下载了操作审计" in page.text


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("person=clerk", "林静", "陈向阳</a>"),
        ("kind=claim", "陈向阳", ">林静<"),
        ("person=who", "没有人做过这样的操作", "林静"),
        ("from=2190-01-01", "没有", "林静"),
        ("to=2000-01-01", "没有", "林静"),
        ("of=nowhere", "没有", "林静"),
    ],
)
async def test_the_sieve(town: Town, query: str, there: str, gone: str) -> None:
    await town.claimed("member")
    text = await shown(town, f"{HERE}?{query}", "administrator")
    table = text[text.index('id="audit"') :]
    assert (there in table or "这些日子里" in table) and gone not in table


async def test_of_one_thing_only_its_own_history_is_shown(town: Town) -> None:
    wish, other = await town.registered(), await town.registered()
    text = await shown(town, f"{HERE}?of={wish.public_id}", "administrator")
    assert wish.public_id in text and other.public_id not in text


async def test_pages_turn_by_key_and_the_sieve_stays_in_the_address(town: Town) -> None:
    for _ in range(18):
        await town.registered()
    text = await shown(town, f"{HERE}?kind=wish&person=clerk", "administrator")
    assert "before=" not in text
    text = await shown(town, f"{HERE}?kind=wish&to={today()}", "administrator")
    assert "before=" not in text
    for _ in range(8):
        await town.registered()
    first = await shown(town, f"{HERE}?kind=wish", "administrator")
    onward = first.split('class="pager"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert onward.startswith(f"{HERE}?kind=wish&before=")
    second = await shown(town, onward, "administrator")
    assert second.count('role="rowheader"') == 2


async def test_an_administrator_of_one_place_reads_of_that_place(town: Town) -> None:
    await town.registered()
    await hand(town, "other_clerk", "comrade")
    await town.appoint("collector", Role.administrator, area="柳荫社区")
    text = await shown(town, HERE, "collector")
    table = text[text.index('id="audit"') :]
    assert "林静" in table and "何东" not in table


async def test_sign_ins_and_lock_outs_are_read_sieved_and_taken_home(town: Town) -> None:
    await town.registered()
    with frozen(now()):
        for _ in range(10):
            await throttle("sign-in:leader", most=10, per=QUARTER)
        for username in ("leader", "clerk"):
            async with signed_in(town) as browser:
                sent = {"username": username, "password": PASSWORD}
                await browser.post("/sign-in", sent)
    text = await shown(town, f"{HERE}?kind=sign_in", "administrator")
    table = text[text.index('id="audit"') :]
    assert "林静" in table and "通过用户名和密码登录" in table and "发布" not in table
    assert "高远" in table and "密码尝试次数过多" in table and "身份不明" in table
    leader, clerk = (town.people[part].public_id for part in ("leader", "clerk"))
    alone = await shown(town, f"{HERE}?kind=sign_in&of={leader}", "administrator")
    assert "密码尝试次数过多" in alone and "登录。" not in alone[alone.index('id="audit"') :]
    async with signed_in(town, "administrator") as browser:
        answer = await browser.get(f"{HERE}/table?kind=sign_in")
    _header, *lines = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))
    assert [line[1:] for line in lines] == [
        ["person", clerk, "sign_in.opened", "password", "person", clerk],
        ["person", "", "sign_in.locked_out", "password", "person", leader],
    ]


async def test_the_file_names_people_by_number(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "administrator") as browser:
        answer = await browser.get(f"{HERE}/table?kind=wish")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    _header, *lines = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")))
    assert [line[1:] for line in lines] == [
        ["person", town.people["clerk"].public_id, "wish.registered", "", "wish", wish.public_id],
        ["wisher", "", "wish.collected", "", "wish", wish.public_id],
    ]
    assert "林静" not in answer.text


def test_every_kind_of_event_belongs_to_a_family_of_the_sieve() -> None:
    assert {kind.split(".")[0] for kind in kinds()} == set(FAMILIES)
