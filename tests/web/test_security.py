"""The page of one's own account: where one is signed in, and ending it."""

from tests.cast import Town, signed_in
from wishboard.http.session import viewer_with


async def public_id_of(token: str) -> str:
    viewer = await viewer_with(token, "")
    assert viewer is not None
    return viewer.session


async def test_one_session_is_ended_then_all_others(town: Town) -> None:
    async with (
        signed_in(town, "clerk") as here,
        signed_in(town, "clerk") as there,
        signed_in(town, "clerk") as elsewhere,
        signed_in(town, "leader") as foreign,
    ):
        page = (await here.get("/me/security")).text
        assert page.count("/me/security/sessions/") == 3 and "就是这里" in page
        address = f"/me/security/sessions/{await public_id_of(there.holder)}/end"
        assert address in page
        assert (await here.post(address)).headers["location"] == "/me/security"
        assert (await there.get("/me")).status_code == 303
        assert (await elsewhere.get("/me")).status_code == 200
        theirs = f"/me/security/sessions/{await public_id_of(foreign.holder)}/end"
        assert (await here.post(theirs)).status_code == 404
        assert (await here.post("/me/security/sessions/end")).status_code == 303
        assert (await elsewhere.get("/me")).status_code == 303
        assert (await here.get("/me")).status_code == 200
        assert (await foreign.get("/me")).status_code == 200


async def test_nobody_has_no_such_page(town: Town) -> None:
    async with signed_in(town) as browser:
        for path in ("/me/security", "/me/second-factor"):
            assert (await browser.get(path)).headers["location"] == f"/sign-in?next={path}"


async def test_the_way_there_is_on_my_own_page(town: Town) -> None:
    async with signed_in(town, "stranger") as browser:
        assert 'href="/me/security"' in (await browser.get("/me")).text
        assert 'href="/password"' in (await browser.get("/me/security")).text
