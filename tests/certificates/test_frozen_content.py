"""What is frozen says all that the rules ask for, stays as it is, and knows any change."""

import copy
import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from wishboard.accounts.models import Organization, OrganizationKind, Person
from wishboard.certificates.content import (
    check_code,
    content_of,
    is_check_code,
    is_unchanged,
    masked_name,
    plain_serial,
)
from wishboard.certificates.models import Certificate, Standing
from wishboard.certificates.paper import page_of
from wishboard.certificates.service import Deed
from wishboard.core.canonical import digest_of

KEEPER = Organization(
    id=7,
    public_id="keeper",
    name="柳荫社区党委",
    name_en="Willow committee",
    path="/1/7/",
    kind=OrganizationKind.party_committee,
    area_id=1,
)
GOLDEN = {
    "address": "http://127.0.0.1:8000",
    "deeds": [
        {
            "minutes": 150,
            "on": "2026-03-05",
            "outcome": "outcome1",
            "recorded_by": "柳荫社区党委",
            "title": "想要一盏护眼台灯",
            "wish": "wish1",
        }
    ],
    "form": 1,
    "holder": {"hint": "12X4", "name": "苏叶", "person": "holder"},
    "issued_on": "2026-04-01",
    "issuer": {"name": "柳荫社区党委", "organization": "keeper", "signed_by": "林静"},
    "language": "zh",
    "minutes": 150,
    "serial": "2026-000123",
    "since": "2026-01-01",
    "town": "桐川市",
    "until": "2026-03-31",
}
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])


def deed(title: str = "想要一盏护眼台灯", minutes: int = 150, number: int = 1) -> Deed:
    day = date(2026, 3, 5)
    return Deed(f"outcome{number}", f"wish{number}", title, day, minutes, KEEPER, True, None)


def certificate(deeds: list[Deed], name: str = "苏叶") -> Certificate:
    one = Certificate(
        id=123,
        holder_id=1,
        issuer_id=7,
        since=date(2026, 1, 1),
        until=date(2026, 3, 31),
        hint="12X4",
    )
    holder = Person(public_id="holder", name=name)
    one.content = content_of(
        one, holder, KEEPER, deeds, signed_by="林静", issued_on=date(2026, 4, 1)
    )
    one.serial, one.digest = one.content["serial"], digest_of(one.content)
    one.standing = Standing.issued
    return one


def test_it_says_what_the_rules_ask_for() -> None:
    one = certificate([deed()])
    assert one.content == GOLDEN
    assert one.digest == "97b5d4e24f180c85e6bdd1b5dc5c43c92ff09a89cf206114045a1a1717f17b9c"


def test_in_english_bodies_have_their_english_names() -> None:
    one = certificate([deed()])
    one.language = "en"
    holder = Person(public_id="holder", name="Su Ye")
    content = content_of(one, holder, KEEPER, [deed()], signed_by="", issued_on=date(2026, 4, 1))
    assert content["issuer"]["name"] == content["deeds"][0]["recorded_by"] == "Willow committee"


def test_a_wish_that_is_not_public_is_not_told() -> None:
    one = certificate([deed()._replace(public=False)])
    assert "台灯" not in page_of(one) and "wish1" not in str(one.content)
    assert "未公开的心愿" in page_of(one) and one.content["minutes"] == 150


@settings(deadline=None, max_examples=50)
@given(
    st.text(LETTERS, min_size=1, max_size=60),
    st.lists(
        st.tuples(st.text(LETTERS, max_size=60), st.integers(1, 60_000)), min_size=1, max_size=12
    ),
)
def test_it_survives_the_database_and_stands_on_the_page(
    name: str, done: list[tuple[str, int]]
) -> None:
    deeds = [deed(title, minutes, number) for number, (title, minutes) in enumerate(done)]
    one = certificate(deeds, name)
    one.content = json.loads(json.dumps(one.content))
    assert is_unchanged(one)
    assert one.content["minutes"] == sum(minutes for _title, minutes in done)
    page = page_of(one)
    assert page == page_of(one)
    assert all(str(escape(said)) in page for said in [name, *(title for title, _ in done)])


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_any_change_is_noticed_and_no_code_fits_it(data: st.DataObject) -> None:
    one = certificate([deed(), deed("陪老人体检", 60, 2)])
    code, before = check_code(one), one.content
    one.content = copy.deepcopy(before)
    place, key = data.draw(st.sampled_from(_leaves(one.content)))
    place[key] = f"{place[key]}!" if isinstance(place[key], str) else place[key] + 1
    assert not is_unchanged(one)
    one.digest = digest_of(one.content)
    assert not is_check_code(one, code)


def test_a_check_code_is_typed_in_many_ways() -> None:
    one = certificate([deed()])
    code = check_code(one)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        assert is_check_code(one, typed)
    assert not is_check_code(one, "AAA-AAA-AAA") and not is_check_code(one, "")
    assert plain_serial(" 2026－000123 ".replace("－", "-")) == "2026-000123"


def test_names_are_masked_but_for_the_first_character() -> None:
    assert [masked_name(name) for name in ("苏叶", "欧阳小叶", "")] == ["苏*", "欧***", ""]


def _leaves(found: Any) -> list[tuple[Any, Any]]:
    """Every plain value of a document, as what holds it and its key."""
    pairs = found.items() if isinstance(found, dict) else enumerate(found)
    leaves: list[tuple[Any, Any]] = []
    for key, value in pairs:
        leaves += _leaves(value) if isinstance(value, dict | list) else [(found, key)]
    return leaves
