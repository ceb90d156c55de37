"""What hangs on the board, in which order, and what a search finds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Town
from wishboard.accounts.models import Area, AreaLevel
from wishboard.accounts.trees import add_area
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.i18n import speaking
from wishboard.wishes.board import (
    CARDS,
    BoardFilter,
    BoardPage,
    board_page,
    early_page,
    filter_from,
)
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish


async def board(_town: Town, asked: BoardFilter | None = None) -> BoardPage:
    return await board_page(asked or BoardFilter())


async def early(town: Town, to: str) -> Sequence[Any]:
    return (await early_page((await town.viewer(to)).member_within)).rows


def titles(rows: Sequence[Any]) -> list[str]:
    return [row.title for row in rows]


async def hang(town: Town, title: str, *, minutes_ago: int = 1, **changes: Any) -> Wish:
    """A wish on the board for so many minutes."""
    wish = await town.published(title=title)
    async with transaction() as db:
        held = await hold_wish(db, wish.key)
        held.board_at = now() - timedelta(minutes=minutes_ago)
        for name, value in changes.items():
            setattr(held, name, value)
    return wish


async def test_the_newest_stands_first(town: Town) -> None:
    await hang(town, "第一个心愿", minutes_ago=3)
    await hang(town, "第二个心愿", minutes_ago=2)
    page = await board(town)
    assert titles(page.rows) == ["第二个心愿", "第一个心愿"]


async def test_what_is_not_published_or_has_no_place_does_not_hang_there(town: Town) -> None:
    await town.collected()
    await town.registered()
    await town.claimed()
    assert (await board(town)).rows == []


async def test_a_joint_wish_hangs_there_until_its_last_place_is_taken(town: Town) -> None:
    wish, _claim = await town.claimed(places=2)
    assert len((await board(town)).rows) == 1
    await town.claim(wish, "neighbour")
    assert (await board(town)).rows == []


async def test_a_withdrawn_consent_takes_it_off_the_board(town: Town) -> None:
    await hang(town, "不想公开了", may_publish=False)
    assert (await board(town)).rows == []


async def test_a_new_wish_is_for_members_of_its_keeper_first(town: Town) -> None:
    await town.published(to_all=False)
    assert not (await board(town)).rows
    for part in ("nobody", "comrade", "volunteer"):
        assert not await early(town, part)
    for part in ("neighbour", "member"):
        assert len(await early(town, part)) == 1


async def test_after_three_days_it_is_for_everybody(town: Town) -> None:
    await town.published(to_all=False)
    with frozen(now() + timedelta(days=4)):
        assert not await early(town, "neighbour")
        assert len((await board(town)).rows) == 1


async def test_a_task_that_is_over_hangs_there_no_longer(town: Town) -> None:
    await town.published_task()
    assert len((await board(town)).rows) == 1
    with frozen(now() + timedelta(days=5)):
        assert (await board(town)).rows == []


async def test_pages_turn_forth_and_back_without_losing_any(town: Town) -> None:
    names = [f"第{n}个心愿" for n in range(2 * CARDS + 3)]
    await hang_many(town, names)
    first = await board(town)
    second = await board(town, BoardFilter(before=first.older))
    third = await board(town, BoardFilter(before=second.older))
    assert titles([*first.rows, *second.rows, *third.rows]) == names
    assert not first.newer and not third.older
    back = await board(town, BoardFilter(after=third.newer))
    assert titles(back.rows) == titles(second.rows) and back.newer and back.older
    home = await board(town, BoardFilter(after=back.newer))
    assert titles(home.rows) == titles(first.rows) and not home.newer


async def test_a_page_goes_on_behind_a_wish_that_has_left_the_board(town: Town) -> None:
    names = [f"第{n}个心愿" for n in range(CARDS + 5)]
    made = await hang_many(town, names)
    first = await board(town)
    await town.claim(made[CARDS - 1], "member")
    second = await board(town, BoardFilter(before=first.older))
    assert titles(second.rows) == names[CARDS:]


async def hang_many(town: Town, names: list[str]) -> list[Wish]:
    """Copies of one wish under so many names, the first of them the newest."""
    pattern = await hang(town, "样子")
    taken_over = pattern.model_dump(exclude={"id", "public_id", "code", "on_board"})
    made = []
    async with transaction() as db:
        for n, name in enumerate(names):
            at = now() - timedelta(hours=1, minutes=n)
            made.append(Wish(**taken_over | {"title": name, "board_at": at}))
        db.add_all(made)
        (await hold_wish(db, pattern.key)).may_publish = False
    return made


async def test_an_area_holds_everything_below_it(town: Town) -> None:
    await hang(town, "柳荫的心愿")
    for name, there in (("柳荫社区", 1), ("柳荫街道", 1), ("桐川市", 1), ("河东社区", 0)):
        asked = BoardFilter(area=town.areas[name].public_id)
        assert len((await board(town, asked)).rows) == there


async def test_a_category_and_a_kind_can_be_chosen(town: Town) -> None:
    await hang(town, "想要一盏台灯")
    await town.published_task()
    assert titles((await board(town, BoardFilter(category="study"))).rows) == ["想要一盏台灯"]
    tasks = await board(town, BoardFilter(kind="community_task"))
    assert titles(tasks.rows) == ["周六一起打扫楼道"]


async def test_what_nobody_knows_is_found_nowhere(town: Town) -> None:
    await hang(town, "想要一盏台灯")
    for asked in (BoardFilter(area="nowhere"), BoardFilter(category="nothing")):
        assert (await board(town, asked)).rows == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("轮椅", True),
        ("旧轮椅", True),
        ("椅", True),
        ("轮椅 刹车", True),
        ("wifi", True),
        ("ＷｉＦｉ", True),
        ("轮车", False),
        ("刹椅", False),
        ("wi", False),
        ("'; drop table wish; --", False),
        ("% _ \\ & | ! :* ()", False),
    ],
)
async def test_words_are_found_wherever_they_stand(town: Town, words: str, found: bool) -> None:
    await town.published(title="旧轮椅换一副刹车", summary="WiFi 旁边的轮椅，车轮也松了。")
    assert bool((await board(town, BoardFilter(text=words))).rows) is found


async def test_pieces_that_stand_apart_are_not_the_word(town: Town) -> None:
    await town.published(title="阳光小屋要扫一扫", summary="光小的那一间，台阳光也进不来。")
    assert (await board(town, BoardFilter(text="台阳光小屋"))).rows == []


async def test_a_search_goes_on_behind_what_it_has_looked_through(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hang_many(town, [*(f"阳光{n}光小" for n in range(6)), "阳光小屋"])
    monkeypatch.setattr("wishboard.wishes.board.LOOKS", (2, 2))
    asked = BoardFilter(text="小")
    seen = []
    while True:
        page = await board(town, asked)
        seen += titles(page.rows)
        if not page.older:
            break
        asked = replace(asked, before=page.older)
    assert seen[-1] == "阳光小屋" and len(seen) == len(set(seen)) == 7


async def test_a_name_that_is_new_is_known_at_once(town: Town) -> None:
    await board(town)
    async with transaction() as db:
        home = await db.get_one(Area, town.areas["柳荫社区"].key)
        grid = await add_area(db, "第三网格", AreaLevel.grid, home)
    await hang(town, "网格里的心愿", area_id=grid.key)
    (card,) = (await board(town)).cards
    assert card.area == "柳荫社区 第三网格"


async def test_a_card_says_when_it_opens_and_when_a_task_is(town: Town) -> None:
    opens = now() + timedelta(days=2)
    await hang(town, "后天开放", opens_at=opens)
    await town.published_task()
    with speaking("en"):
        due = {card.title: card.due for card in (await board(town)).cards}
    assert due["后天开放"].startswith("Opens ")
    assert due["周六一起打扫楼道"].endswith("09:00")


@pytest.mark.parametrize(
    "mark", ["x", "-", "1-", "99999999999999999999999-abc", "１-abc", "-5-abc", "1e9-a"]
)
async def test_a_mark_that_cannot_be_read_shows_the_first_page(town: Town, mark: str) -> None:
    await hang(town, "想要一盏台灯")
    for asked in (BoardFilter(before=mark), BoardFilter(after=mark)):
        page = await board(town, asked)
        assert len(page.rows) <= 1


def test_an_address_is_read_with_care() -> None:
    given = {"text": "  台灯\0 ", "kind": "sold", "area": "a" * 200, "colour": "red"}
    asked = filter_from(given)
    assert asked.text == "台灯" and asked.kind == "" and len(asked.area) == 80
    assert filter_from({}) == BoardFilter()
