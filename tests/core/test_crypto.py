"""What is sealed opens in one place only, and not at all once its key is gone."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import environment
from wishboard.core.crypto import Unreadable, blind_index, keyed, new_person_key, seal, unseal

PLACE = "wisher:7/contact:3.phone"


@given(st.text())
def test_what_was_sealed_can_be_read_in_its_place(text: str) -> None:
    key = new_person_key("wisher:7")
    assert unseal(key, PLACE, seal(key, PLACE, text)) == text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "wisher:7/contact:4.phone",
        "wisher:7/contact:3.name",
        "wisher:8/contact:3.phone",
        "wisher:7/answer:3.phone",
        "person:7/contact:3.phone",
    ],
)
def test_moved_to_another_row_or_column_it_does_not_open(elsewhere: str) -> None:
    key = new_person_key("wisher:7")
    sealed = seal(key, PLACE, "13812345678")
    with pytest.raises(Unreadable):
        unseal(key, elsewhere, sealed)


def test_somebody_elses_key_does_not_open_it() -> None:
    sealed = seal(new_person_key("wisher:7"), PLACE, "13812345678")
    with pytest.raises(Unreadable):
        unseal(new_person_key("wisher:7"), PLACE, sealed)


def test_a_key_moved_to_another_person_is_of_no_use() -> None:
    key = new_person_key("wisher:7")
    with pytest.raises(Unreadable):
        seal(key, "wisher:8/contact:3.phone", "13812345678")


def test_a_changed_byte_is_noticed() -> None:
    key = new_person_key("wisher:7")
    sealed = seal(key, PLACE, "13812345678")
    for at in (0, 12, len(sealed) - 1):
        changed = bytes([*sealed[:at], sealed[at] ^ 1, *sealed[at + 1 :]])
        with pytest.raises(Unreadable):
            unseal(key, PLACE, changed)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    key = new_person_key("wisher:7")
    assert seal(key, PLACE, "王秀英") != seal(key, PLACE, "王秀英")
    assert "王秀英".encode() not in seal(key, PLACE, "王秀英")


def test_the_index_finds_without_telling() -> None:
    assert blind_index("wisher.phone", "138") == blind_index("wisher.phone", "138")
    assert blind_index("wisher.phone", "138") != blind_index("wisher.phone", "139")
    assert blind_index("wisher.phone", "138") != blind_index("person.phone", "138")
    assert len(blind_index("wisher.phone", "138")) == 16
    assert keyed("pin", "x") != keyed("slip", "x")


def test_another_installation_opens_nothing() -> None:
    key = new_person_key("wisher:7")
    sealed, index = seal(key, PLACE, "13812345678"), blind_index("wisher.phone", "138")
    with environment(secret_key=base64.b64encode(os.urandom(32)).decode()):
        assert blind_index("wisher.phone", "138") != index
        with pytest.raises(Unreadable):
            unseal(key, PLACE, sealed)
    assert unseal(key, PLACE, sealed) == "13812345678"
