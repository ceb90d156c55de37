"""Whoever has a part in supervision is told, once, and led to the right page."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import accepted
from tests.notifications.told import hush, told
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, now
from wishboard.endings.forms import MediateForm
from wishboard.mediation.commands import hand_over, settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import Settled
from wishboard.notifications.queries import notices_of
from wishboard.supervision.exposure.commands import note_late_steps, take_in
from wishboard.supervision.exposure.forms import ExposureForm
from wishboard.supervision.ladder.climbing import climb_by_hand
from wishboard.supervision.ladder.forms import AnswerNoticeForm, ClimbForm
from wishboard.supervision.ladder.notices import answer_notice
from wishboard.supervision.stuck.commands import name_coordinator, say_stuck
from wishboard.supervision.stuck.forms import CoordinatorForm, StuckForm

MENDERS = "柳荫人民调解委员会"


async def test_a_notice_is_told_to_the_body_and_its_answer_to_the_supervisor(town: Town) -> None:
    issue = await accepted(town)
    await hush(town)
    form = ClimbForm(reason="群众多次来电。")
    notice = await done(climb_by_hand, issue.public_id, form, by=await town.viewer("leader"))
    kind = "supervision.noticed"
    assert await told(town) == {
        (kind, "handler"): 1,
        (kind, "street_clerk"): 1,
        (kind, "supervisor"): 1,
    }
    words = AnswerNoticeForm(answer="明天完工。")
    await done(answer_notice, notice.public_id, words, by=await town.viewer("handler"))
    assert (await told(town))["supervision.notice_answered", "supervisor"] == 1


async def test_an_exposure_is_told_to_the_body_and_lateness_to_both(town: Town) -> None:
    form = ExposureForm(
        title="夜市占道油烟扰民",
        source="晚报",
        area=town.areas["柳荫街道"].public_id,
        organization=town.organizations["城市管理局"].public_id,
    )
    exposure = await done(take_in, form, by=await town.viewer("supervisor"))
    kind = "supervision.exposed"
    assert await told(town) == {(kind, "handler"): 1, (kind, "street_clerk"): 1}
    with frozen(now() + timedelta(hours=3)):
        await done(note_late_steps)
        found = await told(town)
    late = "supervision.exposure_late"
    assert found[late, "handler"] == found[late, "supervisor"] == 1
    [newest, *_others] = await done(notices_of, town.people["handler"].key)
    assert newest.title == exposure.title
    assert newest.path == f"/supervision/exposures/{exposure.public_id}"


async def test_a_coordinator_is_told_that_it_is_theirs(town: Town) -> None:
    wish = await town.registered()
    tried = StuckForm(stuck_place="社保大厅", stuck_said="让我改天再来。")
    await hush(town)
    stuck = await done(say_stuck, wish.key, tried, by=wisher_of(wish.key))
    assert await told(town) == {("supervision.stuck_said", "clerk"): 1}
    form = CoordinatorForm(coordinator=town.people["clerk"].public_id, blockers="互相推诿。")
    await done(name_coordinator, stuck.public_id, form, by=await town.viewer("street_clerk"))
    assert (await told(town))["supervision.stuck_taken", "clerk"] == 1
    [newest, *_others] = await done(notices_of, town.people["clerk"].key)
    assert newest.path == f"/desk/wishes/{wish.public_id}"


async def test_mediators_are_told_of_a_case_and_the_keeper_of_the_result(town: Town) -> None:
    await town.appoint("stranger", Role.handler, body=MENDERS)
    wish = await town.registered(title="楼上半夜放音乐")
    await hush(town)
    form = MediateForm(receiver=town.organizations[MENDERS].public_id)
    case = await done(hand_over, wish.key, form, by=await town.viewer("clerk"))
    assert await told(town) == {("mediation.opened", "stranger"): 1}
    [notice] = await done(notices_of, town.people["stranger"].key)
    assert (notice.title, notice.path) == (wish.title, f"/mediation/{case.public_id}")
    agreed = SettleForm(result=Settled.agreed, words="双方和好了。")
    await done(settle, case.public_id, agreed, by=await town.viewer("stranger"))
    assert (await told(town))["mediation.settled", "clerk"] == 1
