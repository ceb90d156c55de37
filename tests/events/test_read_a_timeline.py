"""A wish's history, as the public, its wisher, a claimer and its keeper each read it."""

from datetime import timedelta

import pytest
from sqlalchemy import event as listening

from tests.cast import Town
from wishboard.accounts.viewer import NOBODY, Viewer, wisher_of
from wishboard.claims.commands import extend_claim, hand_back_claim
from wishboard.core.clock import today
from wishboard.core.database import engine, transaction
from wishboard.core.templating import environment
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.disclosure.timeline import Line, timeline
from wishboard.endings.commands import defer_wish
from wishboard.endings.forms import DeferForm
from wishboard.i18n import speaking
from wishboard.wishes.models import Wish

LINES = '{% from "events/lines.html" import lines %}{{ lines(timeline) }}'


async def read(wish: Wish, viewer: Viewer) -> list[Line]:
    async with transaction() as db:
        return await timeline(db, await sight_of(db, wish, viewer))


async def said(wish: Wish, viewer: Viewer) -> str:
    return environment().from_string(LINES).render(timeline=await read(wish, viewer))


def kinds(lines: list[Line]) -> list[str]:
    return [line.kind for line in lines]


async def test_the_newest_stands_first(town: Town) -> None:
    wish, _claim = await town.claimed()
    assert kinds(await read(wish, NOBODY)) == [
        "claim.made",
        "wish.published",
        "wish.registered",
        "wish.collected",
    ]


async def test_the_public_reads_of_organizations_only(town: Town) -> None:
    wish = await town.closed()
    text = await said(wish, NOBODY)
    assert "柳荫第一支部已认领" in text
    assert "柳荫社区党委核实后办结" in text
    for name in ("陈向阳", "陈同志", "林静", "王秀英"):
        assert name not in text


async def test_the_wisher_reads_who_will_come_from_where_and_by_when(town: Town) -> None:
    promised = today() + timedelta(days=5)
    wish, _claim = await town.claimed(promised_on=promised)
    line = (await read(wish, wisher_of(wish.key)))[0]
    assert line.who == "陈同志（柳荫第一支部）"
    assert line.facts["day"] == promised
    assert "陈向阳" not in await said(wish, wisher_of(wish.key))


async def test_the_keeper_reads_names_and_the_claimer_is_addressed(town: Town) -> None:
    wish, _claim = await town.claimed()
    assert (await read(wish, await town.viewer("clerk")))[0].who == "陈向阳（柳荫第一支部）"
    assert (await read(wish, await town.viewer("member")))[0].who == "您"


async def test_names_are_said_in_the_readers_language(town: Town) -> None:
    wish, _claim = await town.claimed(by="volunteer")
    async with transaction() as db:
        body = town.organizations["暖阳志愿队"]
        body.name_en = "Warm Sun Team"
        await db.merge(body)
    with speaking("en"):
        assert "Warm Sun Team promised to do it by" in await said(wish, NOBODY)


async def test_a_promise_keeps_the_day_it_was_made_for(town: Town) -> None:
    first, second = today() + timedelta(days=3), today() + timedelta(days=9)
    wish, claim = await town.claimed(promised_on=first)
    async with transaction() as db:
        by = await town.viewer("member")
        await extend_claim(db, claim.public_id, by=by, promised_on=second, reason="等一个零件")
    extended, made = (await read(wish, wisher_of(wish.key)))[:2]
    assert (made.facts["day"], extended.facts["day"]) == (first, second)
    assert extended.facts["explanation"] == "等一个零件"
    assert "explanation" not in (await read(wish, NOBODY))[0].facts


async def test_handing_back_is_no_shame_before_the_public(town: Town) -> None:
    wish, claim = await town.claimed()
    async with transaction() as db:
        by = await town.viewer("member")
        await hand_back_claim(db, claim.public_id, by=by, reason="家里有急事")
    public = (await read(wish, NOBODY))[0]
    assert (public.kind, public.who) == ("claim.handed_back", "")
    assert "explanation" not in public.facts
    keeper = (await read(wish, await town.viewer("clerk")))[0]
    assert keeper.facts["explanation"] == "家里有急事"


async def test_a_look_at_contact_data_is_for_wisher_and_keeper(town: Town) -> None:
    wish, _claim = await town.claimed()
    async with transaction() as db:
        by = await town.viewer("member")
        await reveal_contact(db, await sight_of(db, wish, by), Purpose.arrange_visit, by=by)
    assert "陈同志（柳荫第一支部）为约定上门时间，查看了联系方式" in await said(
        wish, wisher_of(wish.key)
    )
    assert "contact.revealed" in kinds(await read(wish, await town.viewer("clerk")))
    assert "contact.revealed" not in kinds(await read(wish, NOBODY))
    assert "contact.revealed" not in kinds(await read(wish, by))


async def test_the_explanation_of_a_deferral_is_read_by_its_wisher(town: Town) -> None:
    wish = await town.registered()
    until = today() + timedelta(days=40)
    async with transaction() as db:
        form = DeferForm(explanation="要等开春才能动工。", review_on=until)
        await defer_wish(db, wish.key, form, by=await town.viewer("clerk"))
    line = (await read(wish, wisher_of(wish.key)))[0]
    assert line.facts == {"day": until, "explanation": "要等开春才能动工。"}
    assert (await read(wish, NOBODY))[0].facts == {"day": until}


async def test_an_answer_by_phone_says_so(town: Town) -> None:
    wish = await town.answered()
    own = next(x for x in await read(wish, wisher_of(wish.key)) if x.kind == "outcome.confirmed")
    assert (own.who, "by_phone" in own.facts) == ("您", False)


@pytest.mark.parametrize("part", ["nobody", "clerk", "member"])
async def test_the_number_of_queries_is_bounded(town: Town, part: str) -> None:
    wish = await town.closed()
    viewer = await town.viewer(part)
    sent: list[str] = []
    async with transaction() as db:
        sight = await sight_of(db, wish, viewer)
        listening.listen(
            engine().sync_engine, "before_cursor_execute", lambda *a: sent.append(a[2])
        )
        await timeline(db, sight)
    assert len(sent) <= 7
