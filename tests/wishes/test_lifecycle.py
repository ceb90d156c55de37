"""The way of a wish is one table, and nothing else writes where a wish is."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deeds import refused
from wishboard.core.clock import frozen, now
from wishboard.wishes.lifecycle import WAY, Deed, NotNow, advance, can, must
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import SPINE, Ending, Stage

DESIGN = {
    "register": ("collected", "registered"),
    "publish": ("registered", "published"),
    "claim": ("published claimed", "claimed"),
    "extend": ("claimed", "claimed"),
    "hand_back": ("claimed", "published claimed"),
    "lapse": ("claimed", "published claimed"),
    "deliver": ("claimed raised", "delivered"),
    "answer": ("delivered", "answered claimed published raised"),
    "silence": ("delivered", "answered"),
    "close": ("answered", "closed"),
    "reopen": ("closed", "published raised"),
    "send_up": ("registered published", "raised"),
    "come_back": ("raised", "registered published"),
    "mediate": ("registered", "closed"),
    "defer": ("registered published raised", "deferred"),
    "resume": ("deferred", "registered published raised"),
}
BEFORE_DELIVERED = "collected registered published claimed raised deferred"


def wish_at(stage: Stage) -> Wish:
    wish = Wish(area_id=1, keeper_id=1)
    wish.stage = stage
    wish.ending = Ending.fulfilled if stage is Stage.closed else None
    return wish


@pytest.mark.parametrize("deed", DESIGN)
def test_the_table_is_that_of_the_design(deed: str) -> None:
    start, to = DESIGN[deed]
    assert {*WAY[Deed(deed)].start} == {Stage(stage) for stage in start.split()}
    assert {*WAY[Deed(deed)].to} == {Stage(stage) for stage in to.split()}


@pytest.mark.parametrize("deed", ["decline", "transfer", "merge", "withdraw"])
def test_the_other_ways_out_begin_anywhere_before_delivery(deed: str) -> None:
    assert {*WAY[Deed(deed)].start} == {Stage(stage) for stage in BEFORE_DELIVERED.split()}
    assert {*WAY[Deed(deed)].to} == {Stage.closed}


def test_every_deed_has_a_way() -> None:
    assert set(WAY) == set(Deed)


def test_a_merge_can_be_undone_to_where_it_began() -> None:
    assert WAY[Deed.unmerge].start == WAY[Deed.merge].to
    assert WAY[Deed.unmerge].to == WAY[Deed.merge].start


def test_every_stage_can_be_reached_and_left() -> None:
    for stage in Stage:
        assert stage is Stage.collected or any(stage in move.to for move in WAY.values())
        assert any(stage in move.start for move in WAY.values())


def test_the_seven_steps_follow_each_other() -> None:
    for before, after in itertools.pairwise(SPINE):
        assert any(before in move.start and after in move.to for move in WAY.values())


@given(st.sampled_from(Deed), st.sampled_from(Stage), st.sampled_from(Stage))
def test_only_what_the_table_allows_is_done(deed: Deed, stage: Stage, to: Stage) -> None:
    wish = wish_at(stage)
    assert can(wish, deed) == (stage in WAY[deed].start)
    if stage in WAY[deed].start and to in WAY[deed].to:
        ending = Ending.fulfilled if to is Stage.closed else None
        advance(wish, deed, to, ending=ending)
        assert wish.stage is to
        assert (wish.ending is None) == (wish.closed_at is None) == (to is not Stage.closed)
    else:
        with refused("not_now", stage=stage):
            advance(wish, deed, to)
        assert wish.stage is stage


def test_a_refused_start_says_where_the_wish_is() -> None:
    with pytest.raises(NotNow):
        must(wish_at(Stage.collected), Deed.publish)


def test_the_moments_of_the_way_are_kept() -> None:
    wish = wish_at(Stage.collected)
    with frozen(date(2025, 11, 21)):
        first = now()
        advance(wish, Deed.register, Stage.registered)
        advance(wish, Deed.publish, Stage.published)
    assert wish.registered_at == wish.published_at == first
    with frozen(first + timedelta(days=1)):
        advance(wish, Deed.defer, Stage.deferred)
        advance(wish, Deed.resume, Stage.published)
    assert wish.published_at == first, "the first time counts"
    with frozen(first + timedelta(days=2)):
        advance(wish, Deed.claim, Stage.claimed)
        advance(wish, Deed.deliver, Stage.delivered)
        assert wish.delivered_at == now()
        advance(wish, Deed.answer, Stage.answered)
        advance(wish, Deed.close, Stage.closed, ending=Ending.fulfilled)
        assert (wish.closed_at, wish.ending) == (now(), Ending.fulfilled)
    advance(wish, Deed.reopen, Stage.published)
    assert (wish.closed_at, wish.ending) == (None, None)


def test_every_step_makes_a_new_version_for_caches() -> None:
    wish = wish_at(Stage.published)
    before = wish.version
    advance(wish, Deed.claim, Stage.claimed)
    advance(wish, Deed.extend, Stage.claimed)
    assert wish.version == before + 2
