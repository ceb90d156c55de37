"""Community tasks on the desk: the host publishes and answers, the parent closes."""

from datetime import timedelta

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import REGISTER, deeds_in, desk_of, listed, onward
from wishboard.core.clock import frozen, now
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

YES = {"done": "yes", "rating": "5"}


async def test_the_host_publishes_without_contact_data_or_consent(town: Town) -> None:
    task = await town.task()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(task))
        assert "社区服务站门口" in page.text
        assert {"publication", "correction", "deferral", "decline"} == deeds_in(page)
        onward(await browser.post(desk_of(task, "publication")))
    assert (await town.fresh(task)).stage is Stage.published


async def test_the_host_puts_its_words_right(town: Town) -> None:
    task = await town.task()
    right = REGISTER | {"title": "周日一起打扫楼道", "category": "tidy", "places": "8"}
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(task, "correction"), right))
    task = await town.fresh(task)
    assert (task.title, task.places) == ("周日一起打扫楼道", 8)


async def test_the_host_answers_and_the_parent_closes(town: Town) -> None:
    task = await delivered_task(town)
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(task, query="?list=call"))
        assert "主办组织怎么评价" in page.text
        onward(await browser.post(desk_of(task, "answer"), YES))
        page = await browser.get(desk_of(task))
        assert "closing" not in deeds_in(page)
        assert (await browser.post(desk_of(task, "closing"), {"confirmed": "9"})).status_code == 403
    async with signed_in(town, "street_clerk") as browser:
        assert listed(await browser.get("/desk?list=close")) == [task.public_id]
        onward(await browser.post(desk_of(task, "closing"), {"confirmed": "9"}))
    assert (await town.fresh(task)).ending is Ending.fulfilled


async def test_another_committee_answers_nothing(town: Town) -> None:
    task = await delivered_task(town)
    async with signed_in(town, "other_clerk") as browser:
        assert (await browser.post(desk_of(task, "answer"), YES)).status_code == 403


async def delivered_task(town: Town) -> Wish:
    with frozen(now() - timedelta(days=5)):
        task = await town.published_task()
        claim = await town.claim(task, "member")
    await town.deliver(claim, "member")
    return await town.fresh(task)
