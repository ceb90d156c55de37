"""Issues for programs: the same public words, the same rules."""

import httpx

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import MEASURE, dispatched, opened, replied, several
from tests.reports.test_quantities import closed_with
from wishboard.catalogue.seed import seed_catalogue

JOINER = {"name": "孙巧云", "phone": "13900001111", "may_contact": True}


async def asked(town: Town, path: str) -> httpx.Response:
    """What anybody is answered."""
    async with signed_in(town) as browser:
        return await browser.get(f"/api/v1{path}")


async def test_issues_are_listed_and_sieved(town: Town) -> None:
    issue = await dispatched(town, *await several(town, 2))
    found = (await asked(town, "/issues?q=路灯")).json()
    assert found["older"] is None
    (card,) = found["issues"]
    assert (card["id"], card["lead"], card["wishes"]) == (issue.public_id, "城市管理局", 2)
    assert (await asked(town, "/issues?kind=legacy")).json()["issues"] == []


async def test_one_issue_is_told_in_public_words(town: Town) -> None:
    issue = await replied(town, *await several(town, 2, text="李奶奶家门口没有灯。"))
    answer = await asked(town, f"/issues/{issue.public_id}")
    told = answer.json()
    assert (told["people"], told["places"]) == (2, 1)
    assert told["measures"][0]["measure"] == MEASURE
    assert "李奶奶" not in answer.text
    assert (await asked(town, "/issues/nowhere")).status_code == 404


async def test_it_tells_what_was_brought_beside_people(town: Town) -> None:
    await done(seed_catalogue)
    issue = await closed_with(town, {"road": 300}, {"road": 250})
    told = (await asked(town, f"/issues/{issue}")).json()
    assert told["quantities"] == [
        {
            "code": "road",
            "name": "修路",
            "unit": "米",
            "expected": None,
            "reported": "300.00",
            "confirmed": "250.00",
        }
    ]


async def test_a_program_joins_for_somebody(town: Town) -> None:
    issue = await opened(town)
    path = f"/api/v1/issues/{issue.public_id}/joiners"
    async with signed_in(town) as browser:
        receipt = await browser.client.post(path, json=JOINER)
        assert receipt.status_code == 201
        assert receipt.json()["code"]
        again = await browser.client.post(path, json=JOINER)
        assert (again.status_code, again.json()["code"]) == (409, "joined_before")
        lacking = await browser.client.post(path, json={"name": "孙巧云"})
        assert lacking.status_code in (400, 422)
