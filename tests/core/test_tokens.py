"""Chinese is found by two neighbouring characters, everything else by whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from tests.deeds import done
from wishboard.core.database import AsyncSession
from wishboard.core.tokens import any_token, every_token, plain, quoted, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("，。！ ", []),
        ("灯", ["灯"]),
        ("台灯", ["台灯"]),
        ("护眼台灯", ["护眼", "眼台", "台灯"]),
        ("柳荫路8号", ["柳荫", "荫路", "8", "号"]),
        ("LED台灯", ["led", "台灯"]),
        ("ＬＥＤ", ["led"]),
        ("想要，想要", ["想要"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_the_tokens_of_a_text(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_compatible_forms_are_the_same() -> None:
    assert plain("ＡＢＣ１２３") == "abc123"
    assert tokens("①号楼") == tokens("1号楼")


@given(st.text())
def test_tokens_are_distinct_and_never_empty(text: str) -> None:
    found = tokens(text)
    assert len(set(found)) == len(found)
    assert all(found)


@given(st.text(alphabet="台灯想要护眼", min_size=2))
def test_every_pair_of_neighbours_is_found(text: str) -> None:
    assert {text[i : i + 2] for i in range(len(text) - 1)} == set(tokens(text))


async def _matches(db: AsyncSession, vector: str, query: str) -> bool:
    asked = sql("SELECT CAST(:vector AS tsvector) @@ CAST(:query AS tsquery)")
    return bool((await db.execute(asked, {"vector": vector, "query": query})).scalar_one())


async def test_a_text_is_found_by_what_it_contains(fresh_database: str) -> None:
    vector = " ".join(quoted(token) for token in tokens("孩子晚上写作业看不清，想要一盏LED台灯"))
    assert await done(_matches, vector, every_token("台灯 led"))
    assert not await done(_matches, vector, every_token("台灯 轮椅"))
    assert await done(_matches, vector, any_token(["轮椅", "台灯"]))


@pytest.mark.parametrize("typed", ["it's", "a\\b", "' & '", "a | !b", "<->", "'; DROP TABLE wish"])
async def test_nothing_typed_breaks_the_query(fresh_database: str, typed: str) -> None:
    vector = " ".join(quoted(token) for token in tokens(typed))
    if vector:
        assert await done(_matches, vector, every_token(typed))


async def test_quotes_and_backslashes_stay_part_of_a_lexeme(fresh_database: str) -> None:
    for token in ("o'clock", "back\\slash", "''", "\\'"):
        assert await done(_matches, quoted(token), quoted(token))
