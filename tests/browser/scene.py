"""A town in the middle of its life: something to see on every page."""

from datetime import timedelta

from tests.accounts.telephone import begun, set_up
from tests.browser.pictures import photograph
from tests.browser.scene_issues import set_issues
from tests.browser.scene_roads import set_roads
from tests.browser.scene_supervision import set_supervision
from tests.cast import Town
from tests.certificates.scene import certificate_scene
from tests.deeds import done
from tests.disclosure.asking import rights_scene
from tests.quotas.scene import quota_scene
from tests.reports.scene import rates_scene
from tests.triage.crowds import crowd
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.clock import remind_of_promises
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import frozen, today
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.endings.commands import decline_wish, defer_wish
from wishboard.endings.forms import DeclineForm, DeferForm, MergeForm
from wishboard.endings.merging import merge_wish
from wishboard.files.commands import add_photo
from wishboard.files.pictures import redraw
from wishboard.notifications.telling import tell_everything
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.wishes.codes import slip_token
from wishboard.wishes.commands import publish_wish
from wishboard.wishes.models import Wish


async def set_scene(town: Town) -> tuple[dict[str, str], dict[str, int]]:
    """Fill a town. Returns what stands in addresses by name, and the wishes' keys by name."""
    papers = await certificate_scene(town)
    overdue = await _overdue(town)
    collected = await town.collected(circumstances="独居，听力不好", may_photograph=True)
    await done(
        add_photo,
        await redraw(photograph()),
        owner_kind="wish",
        owner_id=collected.key,
        publishable=True,
    )
    wishes = {
        "collected": collected,
        "filed": await town.collected("collector", channel="visit", text="想要有人帮忙理个发。"),
        "registered": await town.registered(worth=80),
        "published": await town.published(places=3, expected=4, risks=["electric", "height"]),
        "deferred": await town.registered(title="楼道加一盏灯"),
        "declined": await town.collected(),
        "merged": await town.registered(title="也想要一盏台灯"),
    }
    clerk = await town.viewer("clerk")
    later = DeferForm(explanation="要等楼道改造完工。", review_on=today() + timedelta(days=30))
    await done(defer_wish, wishes["deferred"].key, later, by=clerk)
    refusal = DeclineForm(reason="decline_other", explanation="这件事不在社区能办的范围。")
    await done(decline_wish, wishes["declined"].key, refusal, by=clerk)
    into = MergeForm(into=wishes["published"].public_id)
    await done(merge_wish, wishes["merged"].key, into, by=clerk)
    names = await _promised(town, wishes)
    wishes["delivered"] = await town.delivered("member", reported=3)
    wishes["answered"] = await town.answered()
    wishes["closed"] = await town.closed()
    wishes["reopened"] = await town.closed(by="neighbour")
    again = ReopenForm(reason="灯又不亮了。")
    wisher = wisher_of(wishes["reopened"].key)
    await done(reopen_wish, wishes["reopened"].key, again, by=wisher)
    await tell_everything()
    names |= papers | {"overdue": overdue}
    names["hot"] = (await crowd(town))[0].public_id
    names |= await quota_scene(town)
    await begun(town, "neighbour")
    await set_up(town, "comrade")
    names["token"] = slip_token(wishes["published"])
    names |= await set_issues(town)
    names |= await set_roads(town)
    names |= await set_supervision(town, wishes)
    names |= await rates_scene(town)
    names |= await rights_scene(town)
    names |= {name: wish.public_id for name, wish in wishes.items()}
    names |= {part: person.public_id for part, person in town.people.items()}
    return names, {name: wish.key for name, wish in wishes.items()}


async def _promised(town: Town, wishes: dict[str, Wish]) -> dict[str, str]:
    """Two promises on one wish with somebody waiting, and a task."""
    joint = await town.published(places=2, title="周末陪老人去体检")
    lead = await town.claim(joint, "member")
    joined = await town.claim(joint, "neighbour")
    await done(join_waiting_list, joint.key, by=await town.viewer("volunteer"))
    member = await town.viewer("member")
    sight = await done(sight_of, joint, member)
    await done(reveal_contact, sight, Purpose.arrange_visit, by=member)
    task = await town.task()
    await done(publish_wish, task.key, by=await town.viewer("clerk"))
    wishes["claimed"], wishes["task"] = joint, task
    return {"claim": lead.public_id, "joined": joined.public_id}


async def _overdue(town: Town) -> str:
    """A promise whose day is past."""
    with frozen(today() - timedelta(days=5)):
        _wish, claim = await town.claimed("volunteer", today() + timedelta(days=2))
    await done(remind_of_promises)
    return claim.public_id
