"""A program does what people do on the pages, and is refused for the same reasons."""

from datetime import timedelta

import pytest

from tests.cast import PASSWORD, RESIDENT_PHONE, Town, at_the_door, signed_in
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.http import cookies
from wishboard.wishes import flood
from wishboard.wishes.queries import find_wish


def a_wish(town: Town) -> dict[str, object]:
    """A wish as a program sends it."""
    return {
        "text": "楼下王奶奶想要一副老花镜，看报纸费劲。",
        "area": town.areas["柳荫社区"].public_id,
        "name": "王秀英",
        "phone": RESIDENT_PHONE,
        "may_contact": True,
        "may_publish": True,
    }


async def test_a_program_walks_a_wish_from_the_board_to_its_year(town: Town) -> None:
    wish = await town.published()
    async with at_the_door() as client:
        signed = await client.post(
            "/api/v1/sessions", json={"username": "member", "password": PASSWORD}
        )
        assert signed.status_code == 201
        client.headers["Authorization"] = f"Bearer {signed.json()['token']}"
        board = (await client.get("/api/v1/wishes")).json()
        assert [card["id"] for card in board["wishes"]] == [wish.public_id]
        day = str(today() + timedelta(days=5))
        claimed = await client.post(
            f"/api/v1/wishes/{wish.public_id}/claims", json={"promised_on": day}
        )
        assert claimed.status_code == 201
        assert claimed.json()["promised_on"] == day
        done = await client.post(
            f"/api/v1/claims/{claimed.json()['id']}/outcome", json={"done": "送去台灯"}
        )
        assert done.status_code == 201
        shown = (await client.get(f"/api/v1/wishes/{wish.public_id}")).json()
        assert shown["stage"] == "delivered"
        year = (await client.get(f"/api/v1/years/{today().year}")).json()
        assert (year["owed"], year["done"]) == (1, 0)
        for never in (-5, 0, 1999, 10_000, 10**12):
            answer = await client.get(f"/api/v1/years/{never}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_promise_is_handed_back(town: Town) -> None:
    wish = await town.published()
    async with at_the_door() as client:
        signed = await client.post(
            "/api/v1/sessions", json={"username": "comrade", "password": PASSWORD}
        )
        client.headers["Authorization"] = f"Bearer {signed.json()['token']}"
        day = str(today() + timedelta(days=5))
        path = f"/api/v1/wishes/{wish.public_id}/claims"
        claim = (await client.post(path, json={"promised_on": day})).json()
        back = await client.post(f"/api/v1/claims/{claim['id']}/release", json={"reason": "出差"})
        assert back.status_code == 200
        assert (back.json()["living"], back.json()["ending"]) == (False, "handed_back")


async def test_making_a_wish_twice_with_one_key_makes_one(town: Town) -> None:
    async with at_the_door() as client:
        key = {"Idempotency-Key": "2f0c"}
        first = await client.post("/api/v1/wishes", json=a_wish(town), headers=key)
        again = await client.post("/api/v1/wishes", json=a_wish(town), headers=key)
        assert first.status_code == again.status_code == 201
        assert first.json() == again.json()
        slip = {name: first.json()[name] for name in ("code", "pin")}
        tracked = (await client.post("/api/v1/tracking", json=slip)).json()
        assert tracked["stage"] == "collected"
        assert [step["kind"] for step in tracked["steps"]] == ["wish.collected"]
        assert all(step["sentence"] for step in tracked["steps"])


async def test_who_may_not_collect_makes_a_wish_of_their_own(town: Town) -> None:
    for part, collector in (("member", None), ("collector", town.people["collector"].id)):
        async with signed_in(town, part) as browser:
            token = browser.client.cookies[cookies.SESSION]
            browser.client.headers["Authorization"] = f"Bearer {token}"
            made = await browser.client.post("/api/v1/wishes", json=a_wish(town))
        async with transaction() as db:
            assert (await find_wish(db, made.json()["id"])).collector_id == collector


async def test_nobody_floods_the_town(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "AT_ONCE", 1)
    async with at_the_door() as client:
        assert (await client.post("/api/v1/wishes", json=a_wish(town))).status_code == 201
        answer = await client.post("/api/v1/wishes", json=a_wish(town))
    assert (answer.status_code, answer.json()["code"]) == (429, "too_often")


async def test_a_refusal_has_a_code_a_sentence_and_its_fields(town: Town) -> None:
    async with at_the_door() as client:
        incomplete = a_wish(town) | {"text": "灯", "may_contact": False}
        english = await client.post(
            "/api/v1/wishes", json=incomplete, headers={"Accept-Language": "en"}
        )
        assert english.status_code == 422
        assert english.json()["code"] == "invalid"
        assert english.json()["errors"].keys() == {"text", "may_contact"}
        assert english.json()["errors"]["text"] == "Please write at least 4 characters."
        chinese = await client.post("/api/v1/wishes", json=incomplete)
        assert chinese.json()["errors"]["text"] != english.json()["errors"]["text"]


async def test_a_stranger_is_told_what_is_missing(town: Town) -> None:
    wish = await town.published()
    async with at_the_door() as client:
        path = f"/api/v1/wishes/{wish.public_id}/claims"
        answer = await client.post(path, json={"promised_on": str(today())})
        assert answer.status_code == 401
        assert answer.json()["code"] == "sign_in_needed"
        broken = await client.post(path, content=b"{", headers={"Content-Type": "application/json"})
        assert broken.status_code == 400
        assert (await client.get("/api/v1/wishes/nothing")).status_code == 404


async def test_the_api_describes_itself(town: Town) -> None:
    async with at_the_door() as client:
        schema = (await client.get("/schema")).json()
    assert schema["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in schema["paths"])
    for path, deeds in schema["paths"].items():
        for method, deed in deeds.items():
            if "requestBody" in deed:
                media = next(iter(deed["requestBody"]["content"].values()))
                assert media["schema"].get("examples"), f"{method} {path} has no example"
