"""An organization offers a community task, and it goes its way like a wish."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Town, signed_in
from wishboard.core.clock import frozen, now, today


def task_form(town: Town, **fields: Any) -> dict[str, Any]:
    """A task as a clerk fills it in."""
    return {
        "host": town.organizations["柳荫社区党委"].public_id,
        "title": "周末义务理发",
        "summary": "给行动不便的老人理发。",
        "category": "tidy",
        "area": town.areas["柳荫社区"].public_id,
        "meeting_point": "社区活动室",
        "bring": "理发工具",
        "day": str(today() + timedelta(days=4)),
        "starts": "9:00",
        "ends": "11:00",
        "places": "4",
        "expected": "20",
    } | fields


async def test_the_form_knows_the_host_and_its_area(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get("/tasks/new")).text
    host = town.organizations["柳荫社区党委"].public_id
    area = town.areas["柳荫社区"].public_id
    assert f'<option value="{host}" selected>' in page
    assert f'<option value="{area}" selected>' in page


async def test_a_registered_task_waits_on_the_desk(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        made = await browser.post("/tasks", task_form(town))
        assert made.status_code == 303
        assert made.headers["location"].startswith("/desk/wishes/")
        assert "周末义务理发" not in (await browser.get("/")).text


async def test_a_published_task_says_when_and_where(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        made = await browser.post("/tasks", task_form(town, publish="yes"))
        path = made.headers["location"]
    async with signed_in(town, "volunteer") as browser:
        assert "周末义务理发" in (await browser.get("/?kind=community_task")).text
        page = (await browser.get(path)).text
        assert "社区活动室" in page and "理发工具" in page and "other_day" not in page
        claimed = await browser.post(f"{path}/claims", {"promised_on": str(today())})
        assert claimed.status_code == 303
        promise = (await browser.get(claimed.headers["location"])).text
        assert "社区活动室" in promise


async def test_a_task_that_is_over_cannot_be_promised(town: Town) -> None:
    task = await town.published_task()
    with frozen(now() + timedelta(days=5)):
        async with signed_in(town, "volunteer") as browser:
            path = f"/wishes/{task.public_id}"
            answer = await browser.post(f"{path}/claims", {"promised_on": str(today())})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ends", "8:30"),
        ("starts", "25:00"),
        ("day", "2020-01-01"),
        ("title", ""),
        ("places", "0"),
        ("category", "nothing"),
        ("area", "nowhere"),
    ],
)
async def test_what_does_not_fit_is_said_and_nothing_is_lost(
    town: Town, field: str, value: str
) -> None:
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post("/tasks", task_form(town, **{field: value}))
    assert answer.status_code == 422
    assert "error-summary" in answer.text and "理发工具" in answer.text


async def test_where_people_meet_minors_two_come(town: Town) -> None:
    fields = {"risks": "minors", "places": "1"}
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post("/tasks", task_form(town, **fields))
        assert answer.status_code == 422 and "未成年" in answer.text
        answer = await browser.post("/tasks", task_form(town, **fields | {"places": "2"}))
        assert answer.status_code == 303


async def test_nobody_makes_a_task_in_somebody_elses_name(town: Town) -> None:
    async with signed_in(town, "other_clerk") as browser:
        answer = await browser.post("/tasks", task_form(town))
        assert answer.status_code == 403 and "周末义务理发" in answer.text
    for part in ("member", "volunteer", "collector"):
        async with signed_in(town, part) as browser:
            assert (await browser.post("/tasks", task_form(town))).status_code == 403
