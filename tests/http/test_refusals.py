"""Every no has a status, a sentence and the headers of the house; no fault shows its inside."""

import json

import pytest
from httpx import Response
from litestar import get, post
from litestar.di import NamedDependency
from litestar.testing import AsyncTestClient

from tests.cast import Town, signed_in
from tests.web.resident import wish_form
from wishboard.app import BODY_LIMIT, create_app
from wishboard.http.answers import log
from wishboard.http.headers import HEADERS
from wishboard.http.visit import Visit

HOUSE = {name.decode() for name, _ in HEADERS}


def is_of_the_house(answer: Response) -> bool:
    return set(answer.headers) >= HOUSE and "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/here",
        "/心愿",
        "/wishes/nothing",
        "/wishes/%00",
        "/slips/a/%00",
        "/wishes/%F0%9F%8E%81",
        "/claims/%00",
        "/photos/%00",
        "/desk/wishes/nothing",
        "/api/v1/wishes/%00",
    ],
)
async def test_what_is_not_there_is_not_there(town: Town, path: str) -> None:
    async with signed_in(town, "clerk") as browser:
        answer = await browser.get(path)
    assert answer.status_code == 404
    assert is_of_the_house(answer)


@pytest.mark.parametrize("path", ["/slips/nothing/x", "/slips/%E4%BD%A0/%E5%A5%BD"])
async def test_a_broken_slip_leads_to_code_and_pin(town: Town, path: str) -> None:
    async with signed_in(town) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 422
    assert 'action="/track"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%27%20OR%201=1--",
        "q=" + "灯" * 3000,
        "area=%00",
        "area=nothing&category=nothing&kind=nothing",
        "page=-1",
        "page=99999999999999999999999",
        "after=%00",
        "after=nonsense",
        "q=1&q=2&q=3",
        "%00=%00",
    ],
)
async def test_nothing_in_an_address_breaks_the_board(town: Town, query: str) -> None:
    await town.published()
    async with signed_in(town) as browser:
        for path in (f"/?{query}", f"/api/v1/wishes?{query}"):
            answer = await browser.get(path)
            assert answer.status_code < 500, path
            assert is_of_the_house(answer)


async def test_the_wrong_kind_of_request_is_refused(town: Town) -> None:
    async with signed_in(town) as browser:
        answer = await browser.client.put("/wishes")
    assert answer.status_code == 405
    assert is_of_the_house(answer)


async def test_who_is_not_signed_in_comes_back_after_signing_in(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town) as browser:
        page = await browser.get("/desk")
        deed = await browser.post(f"/wishes/{wish.public_id}/claims", {})
        program = await browser.client.get("/api/v1/years/2026")
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in?next=/desk")
    assert (deed.status_code, deed.headers["location"]) == (303, "/sign-in?next=/")
    assert (program.status_code, program.json()["code"]) == (401, "sign_in_needed")


async def test_a_program_is_told_code_sentence_and_fields(town: Town) -> None:
    form = wish_form(town, phone="12", name=None)
    async with signed_in(town) as browser:
        answer = await browser.client.post("/api/v1/wishes", json=form)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "invalid")
    assert set(told["errors"]) >= {"phone", "name"} and told["sentence"]
    assert is_of_the_house(answer)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"text": "\\ud800"}', b"[" * 9000]
)
async def test_no_body_of_a_program_breaks_anything(town: Town, body: bytes) -> None:
    async with signed_in(town) as browser:
        answer = await browser.client.post(
            "/api/v1/wishes", content=body, headers={"Content-Type": "application/json"}
        )
    assert answer.status_code in (400, 422)
    assert json.loads(answer.text)["sentence"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b""),
        ("application/x-www-form-urlencoded", b"%%%=%zz&text=%FF%FE"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"text=a"),
        ("text/plain", b"text=a"),
        ("", b"text=a"),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(town: Town, kind: str, body: bytes) -> None:
    async with signed_in(town) as browser:
        answer = await browser.client.post(
            "/wishes", content=body, headers={"Content-Type": kind}, follow_redirects=False
        )
    assert answer.status_code in (400, 422)
    assert is_of_the_house(answer)


async def test_what_is_too_large_is_refused(town: Town) -> None:
    async with signed_in(town) as browser:
        answer = await browser.post("/track", {"code": "x" * (BODY_LIMIT + 1), "pin": "1"})
    assert answer.status_code == 413


async def test_a_character_no_database_keeps_is_no_fault(town: Town) -> None:
    async with signed_in(town) as browser:
        sent = await browser.post("/wishes", wish_form(town, name="王\x00秀英"))
        track = await browser.post("/track", {"code": "\x00", "pin": "１２３４５６"})
    assert sent.status_code == 303
    assert track.status_code == 422


@get("/fault")
async def fault(visit: NamedDependency[Visit]) -> str:
    """A page that breaks."""
    await visit.db()
    raise RuntimeError("a secret inside")


@post("/fault")
async def broken_deed(visit: NamedDependency[Visit]) -> str:
    """A deed that breaks."""
    await visit.db()
    raise RuntimeError("a secret inside")


async def test_a_fault_is_logged_and_not_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[str] = []
    monkeypatch.setattr(log, "error", lambda *_words, exc_info: logged.append(str(exc_info)))
    app = create_app()
    app.register(fault)
    app.register(broken_deed)
    async with AsyncTestClient(app, base_url="http://127.0.0.1:8000") as client:
        answers = [await client.get("/fault"), await client.post("/fault")]
    for answer in answers:
        assert answer.status_code == 500
        assert "secret" not in answer.text and is_of_the_house(answer)
    assert logged == ["a secret inside"] * 2
