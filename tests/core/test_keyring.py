"""One key seals, those before it still open; which is which stands in a setting or a file."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from tests.servers import environment
from wishboard.core import keyfile
from wishboard.core.crypto import (
    Unreadable,
    blind_index,
    blind_indexes,
    every_keyed,
    every_marked,
    is_keyed,
    key_mark,
    keyed,
    keyed_by,
    marked,
    new_person_key,
    rewrapped,
    seal,
    seal_file,
    unseal,
    unseal_file,
)
from wishboard.core.keyfile import key_file, ring, write_ring
from wishboard.core.keyring import BadKeys, HouseKey, Ring, new_key, parse_ring
from wishboard.http import cookies, forgery
from wishboard.settings import settings

OLD, NEW = HouseKey(b"old " * 8), HouseKey(b"new " * 8)
PLACE = "wisher:7/contact:3.phone"


@contextmanager
def house(*keys: object) -> Iterator[None]:
    """A house with these keys, the current one first."""
    with environment(secret_key=" ".join(map(str, keys))):
        yield


def test_what_a_former_key_sealed_is_opened_and_wrapped_anew() -> None:
    with house(OLD):
        wrapped, file = new_person_key("wisher:7"), seal_file("export:1", b"table")
        sealed = seal(wrapped, PLACE, "13812345678")
    with house(NEW, OLD):
        assert unseal(wrapped, PLACE, sealed) == "13812345678"
        assert unseal_file("export:1", file) == b"table"
        fresh = rewrapped(wrapped, "wisher:7")
        assert fresh.startswith(NEW.id) and wrapped.startswith(OLD.id)
        with pytest.raises(Unreadable):
            rewrapped(wrapped, "wisher:8")
    with house(NEW):
        assert unseal(fresh, PLACE, sealed) == "13812345678"
        with pytest.raises(Unreadable):
            unseal(wrapped, PLACE, sealed)
    with house(OLD), pytest.raises(Unreadable):
        unseal(fresh, PLACE, sealed)


def test_what_was_sealed_before_keys_had_names_is_opened() -> None:
    with house(OLD):
        nameless = new_person_key("wisher:7")[8:]
        sealed = seal(nameless, PLACE, "王秀英")
    with house(NEW, new_key(), OLD):
        assert unseal(nameless, PLACE, sealed) == "王秀英"
        assert unseal(rewrapped(nameless, "wisher:7"), PLACE, sealed) == "王秀英"


def test_fingerprints_and_digests_are_found_under_every_key() -> None:
    with house(OLD):
        index, digest, kept = blind_index("x", "138"), keyed("x", "138"), marked("x", "138")
    with house(NEW, OLD):
        assert blind_index("x", "138") != index
        assert blind_indexes("x", "138") == [blind_index("x", "138"), index]
        assert every_keyed("x", "138")[0] == keyed("x", "138")
        assert is_keyed(digest, "x", "138") and not is_keyed(digest, "x", "139")
        assert {kept, digest} < set(every_marked("x", "138"))
        assert keyed_by(OLD.id, "x", "138") == keyed_by(None, "x", "138") == digest
        assert keyed_by(key_mark(), "x", "138") == keyed("x", "138")
    with house(NEW), pytest.raises(Unreadable):
        keyed_by(OLD.id, "x", "138")


def test_cookies_and_forms_from_before_are_taken_while_the_key_is_known() -> None:
    with house(OLD):
        cookie, token = cookies.followed_cookie(7).value or "", forgery.token_for("her")
    with house(NEW, OLD):
        assert cookies.followed_wish(cookie) == 7
        forgery.refuse_wrong_token(token, "her")
        assert forgery.token_for("her") != token
        fresh = cookies.followed_cookie(8).value or ""
    with house(OLD):
        assert cookies.followed_wish(fresh) is None
    with house(NEW):
        assert cookies.followed_wish(cookie) is None and cookies.followed_wish(fresh) == 8
        with pytest.raises(forgery.Forged):
            forgery.refuse_wrong_token(token, "her")


def test_a_key_that_waits_opens_and_does_not_seal() -> None:
    with house(NEW, OLD):
        wrapped, cookie = new_person_key("wisher:7"), cookies.followed_cookie(7).value or ""
        sealed, index = seal(wrapped, PLACE, "138"), blind_index("x", "138")
    with house(f"next:{NEW}", OLD):
        assert unseal(wrapped, PLACE, sealed) == "138"
        assert cookies.followed_wish(cookie) == 7
        assert blind_indexes("x", "138") == [blind_index("x", "138"), index]
        assert key_mark() == OLD.id == ring().oldest.id
        assert new_person_key("wisher:8").startswith(OLD.id)


@pytest.mark.parametrize("apart", [",", " ", "\n", ", ", "\r\n"])
def test_keys_stand_apart_by_commas_blanks_or_lines(apart: str) -> None:
    assert parse_ring(f"{NEW}{apart}{OLD}") == Ring((NEW, OLD))
    assert parse_ring(f"next:{NEW}{apart}{OLD}{apart}") == Ring((OLD,), waiting=NEW)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no key"),
        (f"next:{NEW}", "no key"),
        ("not base64!", "32 bytes"),
        (base64.b64encode(b"short").decode(), "32 bytes"),
        (f"{NEW} {NEW}", "twice"),
        (f"next:{NEW} {NEW}", "twice"),
        (f"next:{NEW} next:{OLD} {HouseKey(bytes(32))}", "more than one"),
    ],
)
def test_what_is_no_ring_is_refused_without_telling_a_key(text: str, says: str) -> None:
    with pytest.raises(BadKeys, match=says) as refused:
        parse_ring(text)
    assert str(NEW) not in str(refused.value)
    assert str(NEW) not in repr(Ring((NEW,))) and NEW.secret not in NEW.id


def test_a_key_may_begin_with_any_letter() -> None:
    plus = HouseKey(b"\xfb" + bytes(31))
    assert str(plus).startswith("+")
    assert parse_ring(f"{plus} {OLD}") == Ring((plus, OLD))
    assert parse_ring(f"next:{plus} {OLD}") == Ring((OLD,), waiting=plus)


def test_a_ring_is_written_as_it_is_read() -> None:
    for known in (Ring((NEW,)), Ring((NEW, OLD)), Ring((OLD,), waiting=NEW)):
        assert parse_ring(str(known)) == known


def test_a_key_file_from_before_is_read(tmp_path: Path) -> None:
    secret = os.urandom(32)
    (tmp_path / "secret.key").write_bytes(base64.b64encode(secret))
    with environment(data_dir=str(tmp_path)):
        assert ring() == Ring((HouseKey(secret),))


def test_the_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    with environment(data_dir=str(tmp_path)):
        made = ring()
        settings.cache_clear()
        assert ring() == made
        assert key_file(settings()).stat().st_mode & 0o777 == 0o600


def test_a_running_process_reads_a_new_key_when_it_meets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfile, "LOOK_AGAIN", 600)
    with environment(data_dir=str(tmp_path)):
        before = ring()
        write_ring(key_file(settings()), Ring((NEW, *before.keys)))
        assert ring() == before, "it looks again after some seconds only"
        with house(NEW):
            wrapped = new_person_key("wisher:7")
            sealed = seal(wrapped, PLACE, "138")
    with environment(data_dir=str(tmp_path)):
        write_ring(key_file(settings()), before)
        assert ring() == before
        write_ring(key_file(settings()), Ring((NEW, *before.keys)))
        assert unseal(wrapped, PLACE, sealed) == "138"
        assert ring().current == NEW
        assert [path.name for path in tmp_path.iterdir()] == ["secret.key"], "no draft is left"
        assert key_file(settings()).stat().st_mode & 0o777 == 0o600


def test_a_running_process_seals_under_a_new_key_within_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with environment(data_dir=str(tmp_path)):
        before = ring()
        write_ring(key_file(settings()), Ring((NEW, *before.keys)))
        later = monotonic() + keyfile.LOOK_AGAIN + 0.1
        monkeypatch.setattr(keyfile, "monotonic", lambda: later)
        assert key_mark() == NEW.id
        key_file(settings()).write_text("broken")
        monkeypatch.setattr(keyfile, "monotonic", lambda: later + 5)
        assert key_mark() == NEW.id, "who has read the keys goes on with them"
        key_file(settings()).unlink()
        monkeypatch.setattr(keyfile, "monotonic", lambda: later + 10)
        assert key_mark() == NEW.id and not key_file(settings()).exists()
