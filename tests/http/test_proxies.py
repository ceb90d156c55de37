"""Behind a proxy everybody keeps an address of their own, and nobody can borrow another's."""

import pytest

from tests.cast import Town, signed_in
from tests.servers import environment
from wishboard.http.proxies import behind_proxies

HOME, OFFICE = "203.0.113.7", "198.51.100.9"


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "found"),
    [
        ("", HOME, "", HOME),
        ("", HOME, OFFICE, HOME),
        ("10.0.0.1", HOME, OFFICE, HOME),
        ("10.0.0.1", "10.0.0.1", HOME, HOME),
        ("10.0.0.1", "10.0.0.1", f"{OFFICE}, {HOME}", HOME),
        ("10.0.0.1 10.0.0.2", "10.0.0.1", f"{OFFICE},{HOME}, 10.0.0.2", HOME),
        ("10.0.0.1", "10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1", " , ", "10.0.0.1"),
        ("10.0.0.1 10.0.0.2", "10.0.0.1", "10.0.0.2", "10.0.0.1"),
        ("10.0.0.1", "", HOME, HOME),
    ],
)
def test_the_address_behind_the_proxies(
    trusted: str, peer: str, forwarded: str, found: str
) -> None:
    with environment(trusted_proxies=trusted):
        assert behind_proxies(peer, forwarded) == found


async def test_guessing_from_one_home_does_not_lock_the_town_out(town: Town) -> None:
    wrong = {"code": "ABC-DEF-GHJ", "pin": "123456"}
    with environment(trusted_proxies="127.0.0.1 testclient"):
        async with signed_in(town) as browser:

            async def guess(n: int, home: str) -> int:
                form = wrong | {"code": f"{n:09d}"}
                sent = await browser.post("/track", form, headers={"X-Forwarded-For": home})
                return sent.status_code

            assert {await guess(n, HOME) for n in range(40)} == {422}
            assert await guess(41, HOME) == 429
            assert await guess(42, f"{OFFICE}, {HOME}") == 429, "what the guesser wrote itself"
            assert await guess(43, OFFICE) == 422
