"""Files with contact data: two people, made once, for a time, logged, and leading back."""

from datetime import timedelta

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, refused
from tests.disclosure.asking import approve, ask, fetch, hand, read
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, now
from wishboard.core.crypto import key_mark
from wishboard.core.database import transaction
from wishboard.core.templating import render
from wishboard.disclosure.exports.canary import canary_of
from wishboard.disclosure.exports.commands import forget_files, refuse_export, trace
from wishboard.disclosure.exports.forms import RefuseForm, TraceForm
from wishboard.disclosure.exports.models import ContactExport
from wishboard.disclosure.exports.queries import asked_for, exports_for
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveals_of
from wishboard.disclosure.sight import sight_of
from wishboard.disclosure.timeline import timeline
from wishboard.events.history import history_of
from wishboard.i18n import speaking


async def kinds(export: ContactExport) -> list[str]:
    return [event.kind for event in await done(history_of, "contact_export", export.key)]


async def test_a_file_needs_two_people(town: Town) -> None:
    await town.collected()
    export = await ask(town)
    with refused("not_to_fetch"):
        await fetch(town, export)
    with refused("your_own_request"):
        await approve(town, export, "clerk")
    with refused("not_found"):
        await approve(town, export, "other_clerk")
    await approve(town, export, "street_clerk")
    with refused("decided"):
        await approve(town, export, "supervisor")
    await fetch(town, export)
    assert await kinds(export) == ["export.asked", "export.approved", "export.fetched"]


async def test_a_role_that_the_asker_handed_on_is_no_second_person(town: Town) -> None:
    await town.collected()
    export = await ask(town)
    await hand(town, "clerk", "stranger")
    with refused("your_own_request"):
        await approve(town, export, "stranger")
    await town.appoint("stranger", Role.supervisor, area="柳荫社区")
    await approve(town, export, "stranger")


@pytest.mark.parametrize("part", ["collector", "leader", "supervisor", "administrator", "member"])
async def test_who_keeps_nothing_asks_for_nothing(town: Town, part: str) -> None:
    await town.collected()
    with refused("not_allowed"):
        await ask(town, part)


async def test_nobody_asks_for_wishes_of_elsewhere(town: Town) -> None:
    await town.collected()
    with refused("not_allowed"):
        await ask(town, "clerk", body="河东社区党委")
    with refused("not_allowed"):
        await ask(town, "clerk", body="柳荫街道党工委")


async def test_nothing_is_asked_for_where_there_is_nothing(town: Town) -> None:
    with refused("nothing_to_export"):
        await ask(town, stage="delivered")


async def test_each_line_is_a_look_in_its_wishers_log(town: Town) -> None:
    wish, later = await town.collected(), await town.collected(name="=1+1", phone="13900001111")
    export = await approve(town, await ask(town))
    assert await done(reveals_of, wish) == [], "nothing is opened before it is fetched"
    lines = read(await fetch(town, export))
    assert ["王秀英", RESIDENT_PHONE, "柳荫路8号2单元301室"] in [line[4:7] for line in lines]
    assert "=1+1" in [line[4] for line in lines], "text, and no formula"
    for one in (wish, later):
        (look,) = await done(reveals_of, one)
        assert (look.person_id, look.export_id) == (town.people["clerk"].id, export.id)
        assert look.purpose is Purpose.arrange_visit
        newest = (await events_of(one))[-1]
        assert (newest.kind, newest.facts["export"]) == ("contact.revealed", export.id)
        async with transaction() as db:
            line, *_older = await timeline(db, await sight_of(db, one, wisher_of(one.key)))
        with speaking("zh"):
            assert "林同志（柳荫社区党委）将联系方式导出到文件中" in render(
                line.template, line=line
            )


async def test_it_is_made_once_and_stays_the_same(town: Town) -> None:
    wish = await town.collected()
    export = await approve(town, await ask(town))
    first = await fetch(town, export)
    await town.collected(phone="13900002222")
    assert await fetch(town, export) == first
    assert len(await done(reveals_of, wish)) == 1
    assert (await kinds(export)).count("export.fetched") == 2, "each fetching is written down"


async def test_only_the_asker_fetches_it_and_only_for_a_time(town: Town) -> None:
    await town.collected()
    export = await approve(town, await ask(town))
    for part in ("street_clerk", "supervisor", "administrator", "stranger"):
        with refused("not_found"):
            await fetch(town, export, part)
    await fetch(town, export)
    with frozen(now() + timedelta(hours=25)):
        with refused("not_to_fetch"):
            await fetch(town, export)
        await done(forget_files)
    async with transaction() as db:
        kept = await db.get_one(ContactExport, export.key)
    assert kept.file is None and kept.made_at is not None


async def test_the_file_is_sealed_where_it_lies(town: Town) -> None:
    await town.collected()
    export = await approve(town, await ask(town))
    content = await fetch(town, export)
    async with transaction() as db:
        stored = (await db.get_one(ContactExport, export.key)).file
    assert stored is not None and content[:4] == b"PK\x03\x04"
    assert content[:64] not in stored and stored[:2] != b"PK"


async def test_who_lost_the_role_fetches_nothing(town: Town) -> None:
    await town.collected()
    export = await approve(town, await ask(town))
    viewer = await town.viewer("clerk")
    async with transaction() as db:
        asked = await asked_for(db, export.public_id, viewer)
        assert asked.export.id == export.id
    await town.recruit("new")
    with refused("not_found"):
        await fetch(town, export, "new")


async def test_a_refusal_has_its_reason(town: Town) -> None:
    await town.collected()
    export = await ask(town)
    form, by = RefuseForm(words="请逐条查看。"), await town.viewer("supervisor")
    refused_one = await done(refuse_export, export.public_id, form, by=by)
    assert refused_one.decision_words == "请逐条查看。"
    with refused("not_to_fetch"):
        await fetch(town, export)


async def test_a_leaked_line_leads_back_to_its_file_and_no_other(town: Town) -> None:
    await town.collected()
    files = [await approve(town, await ask(town)) for _ in range(2)]
    first, other = [read(await fetch(town, export)) for export in files]
    canary = canary_of(files[0].public_id, key_mark())
    assert canary.phone in [line[5] for line in first]
    assert canary.phone not in [line[5] for line in other]
    assert canary == canary_of(files[0].public_id, key_mark()), "always the same"
    administrator = await town.viewer("administrator")
    for leaked in (
        f"群里转的：{canary.phone[:3]} {canary.phone[3:7]}-{canary.phone[7:]}",
        f"{canary.name}，住{canary.address}",
        "\n".join(" ".join(map(str, line)) for line in first),
    ):
        (found,) = await done(trace, TraceForm(leaked=leaked), by=administrator)
        assert found.export.id == files[0].id
    assert await done(trace, TraceForm(leaked=RESIDENT_PHONE), by=administrator) == []
    assert (await kinds(files[0]))[-1] == "export.traced"


async def test_who_sees_a_request(town: Town) -> None:
    await town.collected()
    export = await ask(town)
    seen = {
        part
        for part in town.people
        if export.id in [one.export.id for one in await done(exports_for, await town.viewer(part))]
    }
    assert seen == {"clerk", "street_clerk", "leader", "supervisor", "administrator"}
