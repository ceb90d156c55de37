"""Photos are shown to whoever may see them, and to nobody else."""

from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.web.resident import follow, photo
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.disclosure.photos import OF_OUTCOME, OF_WISH
from wishboard.disclosure.retention import purge_words
from wishboard.files.commands import add_photo
from wishboard.outcomes.queries import outcome_of
from wishboard.settings import settings
from wishboard.wishes.models import Wish


async def picture(kind: str, key: int, *, publishable: bool = False) -> str:
    async with transaction() as db:
        content = photo()[1]
        kept = await add_photo(db, content, owner_kind=kind, owner_id=key, publishable=publishable)
        return f"/photos/{kept.public_id}"


async def evidence(wish: Wish, *, agreed: bool) -> str:
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome
        wish.may_photograph = agreed
        db.add(wish)
    return await picture(OF_OUTCOME, outcome.key, publishable=True)


async def seen_by(town: Town, path: str) -> dict[str, int]:
    found = {}
    for part in ("nobody", "stranger", "member", "clerk", "other_clerk", "supervisor"):
        async with signed_in(town, part) as browser:
            found[part] = (await browser.get(path)).status_code
    return found


async def test_the_wisher_sees_own_photos_large_and_small(town: Town) -> None:
    wish = await town.collected()
    path = await picture(OF_WISH, wish.key)
    async with signed_in(town) as browser:
        assert (await browser.get(path)).status_code == 404
        follow(browser, wish)
        large, small = await browser.get(path), await browser.get(f"{path}?small")
        assert path in (await browser.get("/track/wish")).text
    for shown in (large, small):
        assert shown.status_code == 200
        assert shown.headers["content-type"] == "image/webp"
        assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert shown.headers.get_list("x-content-type-options") == ["nosniff"]
        assert "private" in shown.headers["cache-control"]


@pytest.mark.parametrize(("agreed", "claimer"), [(False, 404), (True, 200)])
async def test_photos_of_a_wish_are_for_the_keeper_and_with_consent_for_the_claimer(
    town: Town, agreed: bool, claimer: int
) -> None:
    wish, _claim = await town.claimed("member")
    path = await picture(OF_WISH, wish.key, publishable=agreed)
    assert await seen_by(town, path) == {
        "nobody": 404,
        "stranger": 404,
        "member": claimer,
        "clerk": 200,
        "other_clerk": 404,
        "supervisor": 200,
    }


@pytest.mark.parametrize(("agreed", "everybody"), [(False, 404), (True, 200)])
async def test_evidence_is_public_only_with_the_wishers_consent(
    town: Town, agreed: bool, everybody: int
) -> None:
    wish = await town.delivered("member")
    path = await evidence(wish, agreed=agreed)
    assert await seen_by(town, path) == {
        "nobody": everybody,
        "stranger": everybody,
        "member": 200,
        "clerk": 200,
        "other_clerk": everybody,
        "supervisor": 200,
    }


async def test_a_photo_of_nothing_known_and_a_missing_one_are_answered_alike(town: Town) -> None:
    path = await picture("secret", 1)
    async with signed_in(town, "administrator") as browser:
        assert (await browser.get(path)).status_code == 404
        assert (await browser.get("/photos/nothing")).status_code == 404


async def test_photos_are_deleted_with_the_words(town: Town) -> None:
    wish = await town.closed()
    path = await picture(OF_WISH, wish.key)
    with frozen(now() + timedelta(days=settings().words_kept_days + 1)):
        async with signed_in(town) as browser:
            follow(browser, wish)
            assert (await browser.get(path)).status_code == 200
            async with transaction() as db:
                await purge_words(db)
            assert (await browser.get(path)).status_code == 404
