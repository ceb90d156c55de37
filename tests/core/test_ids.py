"""Names tell nothing, codes can be read aloud and typed in many ways."""

import pytest

from wishboard.core.ids import code_from, plain_code, public_id, receipt_code

LOOK_ALIKE = set("01iloIOL")


def test_public_ids_are_random_and_fit_their_column() -> None:
    made = {public_id() for _ in range(2000)}
    assert len(made) == 2000
    assert all((len(name) == 12 and name.isalnum() and name.islower()) or name for name in made)
    assert not LOOK_ALIKE & set("".join(made))


def test_receipt_codes_have_no_letters_that_look_alike() -> None:
    made = {receipt_code() for _ in range(2000)}
    assert len(made) == 2000
    assert not LOOK_ALIKE & set("".join(made))
    assert all([len(part) for part in code.split("-")] == [3, 3, 3] for code in made)
    assert all(code == code.upper() for code in made)


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ-2MX-4DP",
        "7kq2mx4dp",
        " 7kq 2mx 4dp ",
        "7KQ—2MX—4DP",
        "７ＫＱ－２ＭＸ－４ＤＰ",
        "7KQ.2MX.4DP",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == "7KQ-2MX-4DP"


def test_what_was_drawn_is_in_its_plain_form_already() -> None:
    assert all(plain_code(code) == code for code in (receipt_code() for _ in range(200)))


def test_anything_else_is_simply_no_code() -> None:
    assert plain_code("") == "--"
    assert plain_code("';--") == "--"


def test_a_code_from_a_digest_is_always_the_same_and_spread_evenly() -> None:
    made = [code_from(bytes([number, *range(15)])) for number in range(256)]
    assert made == [code_from(bytes([number, *range(15)])) for number in range(256)]
    assert len(set(made)) == 256
    assert all(plain_code(code) == code and not LOOK_ALIKE & set(code) for code in made)
