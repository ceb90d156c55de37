"""Notices, a look-back, exposures, stuck attempts and mediations, to be looked at."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import accepted, several
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, now, today
from wishboard.endings.forms import MediateForm
from wishboard.mediation.commands import hand_over, settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import Settled
from wishboard.supervision.exposure.commands import take_in, take_step
from wishboard.supervision.exposure.forms import ExposureForm, StepForm
from wishboard.supervision.exposure.models import STEPS
from wishboard.supervision.ladder.climbing import climb_by_hand, climb_overdue
from wishboard.supervision.ladder.forms import AnswerNoticeForm, ClimbForm
from wishboard.supervision.ladder.notices import answer_notice
from wishboard.supervision.lookback.commands import draw_campaign, record_callback
from wishboard.supervision.lookback.forms import CallbackForm, CampaignForm
from wishboard.supervision.lookback.models import Content
from wishboard.supervision.stuck.commands import add_step, name_coordinator, say_stuck, settle_stuck
from wishboard.supervision.stuck.forms import (
    CoordinatorForm,
    StuckForm,
    StuckResultForm,
    StuckStepForm,
)
from wishboard.wishes.models import Wish

MENDERS = "柳荫人民调解委员会"
TRIED = StuckForm(
    stuck_place="社保大厅3号窗口", stuck_said="让我回户籍地开证明，那边又说不归他们。"
)


async def set_supervision(town: Town, wishes: dict[str, Wish]) -> dict[str, str]:
    """Everything by the names that stand in addresses; `tried` and `mediated` are wishes."""
    await town.appoint("stranger", Role.handler, body=MENDERS)
    names = await _notices(town)
    names |= await _campaign(town)
    names |= await _exposures(town)
    names |= await _attempts(town, wishes)
    return names | await _mediations(town, wishes)


async def _notices(town: Town) -> dict[str, str]:
    with frozen(today() - timedelta(days=60)):
        issue = await accepted(town, *await several(town, 2), title="小区大门口积水一个月")
    for _rung in range(4):
        await climb_overdue()
    reason = ClimbForm(reason="媒体和群众多次反映，请三天内拿出措施。")
    supervisor, handler = await town.viewer("supervisor"), await town.viewer("handler")
    open_one = await done(climb_by_hand, issue.public_id, reason, by=supervisor)
    other = await accepted(town, title="楼顶漏水没人管")
    answered = await done(climb_by_hand, other.public_id, reason, by=supervisor)
    words = AnswerNoticeForm(answer="防水材料已到，周五前由维修队完工。")
    await done(answer_notice, answered.public_id, words, by=handler)
    return {
        "i_climbed": issue.public_id,
        "notice": open_one.public_id,
        "notice_answered": answered.public_id,
    }


async def _campaign(town: Town) -> dict[str, str]:
    for part in ("member", "neighbour", "comrade", "other_clerk"):
        await town.closed(by=part)
    form = CampaignForm(
        title="九月回头看",
        area=town.areas["柳荫街道"].public_id,
        closed_from=today() - timedelta(days=30),
        closed_until=today(),
        seed=20,
    )
    supervisor = await town.viewer("supervisor")
    campaign = await done(draw_campaign, form, by=supervisor)
    said = (
        CallbackForm(reached=True, contacted=True, solved=True, content=Content.satisfied),
        CallbackForm(
            reached=True,
            contacted=True,
            solved=False,
            content=Content.dissatisfied,
            words="灯只亮了两天，又不亮了。",
        ),
        CallbackForm(reached=False),
    )
    for position, one in enumerate(said, start=1):
        await done(record_callback, campaign.public_id, position, one, by=supervisor)
    return {"campaign": campaign.public_id}


async def _exposures(town: Town) -> dict[str, str]:
    given = {
        "title": "夜市占道油烟扰民",
        "words": "记者暗访三晚，摊位占满人行道，居民不敢开窗。",
        "source": "桐川电视台《民生直播间》",
        "address": "https://example.org/2025/09/18/night-market",
        "area": town.areas["柳荫街道"].public_id,
        "organization": town.organizations["城市管理局"].public_id,
    }
    supervisor, handler = await town.viewer("supervisor"), await town.viewer("handler")
    with frozen(now() - timedelta(hours=7)):
        form = ExposureForm.model_validate(given)
        running = await done(take_in, form, by=supervisor)
        told = StepForm(step=STEPS[0], words="已电话告知城管局值班室。")
        await done(take_step, running.public_id, told, by=supervisor)
    with frozen(now() - timedelta(days=3)):
        over = await done(take_in, form.model_copy(update={"title": "井盖松动伤人"}), by=supervisor)
        for step in STEPS:
            words = StepForm(step=step, words="已更换井盖，并排查周边二十处。")
            await done(take_step, over.public_id, words, by=handler)
    return {"exposure": running.public_id, "exposure_over": over.public_id}


async def _attempts(town: Town, wishes: dict[str, Wish]) -> dict[str, str]:
    fresh, wishes["tried"] = await town.collected(), await town.registered(title="想补办一张社保卡")
    waiting = await done(say_stuck, fresh.key, TRIED, by=wisher_of(fresh.key))
    told = wishes["tried"]
    taken = await done(say_stuck, told.key, TRIED, by=wisher_of(told.key))
    clerk = await town.viewer("clerk")
    form = CoordinatorForm(
        coordinator=town.people["clerk"].public_id, blockers="两地互相要求对方出具证明。"
    )
    await done(name_coordinator, taken.public_id, form, by=clerk)
    step = StuckStepForm(words="与社保局、户籍地当面对接，证明改为内部核查。")
    await done(add_step, taken.public_id, step, by=clerk)
    over = await town.registered(title="想给家门口装扶手")
    cleared = await done(say_stuck, over.key, TRIED, by=wisher_of(over.key))
    await done(name_coordinator, cleared.public_id, form, by=clerk)
    result = StuckResultForm(result="不用再跑，窗口代为核查，当天办结。")
    await done(settle_stuck, cleared.public_id, result, by=clerk)
    return {
        "stuck_waiting": waiting.public_id,
        "stuck": taken.public_id,
        "stuck_cleared": cleared.public_id,
    }


async def _mediations(town: Town, wishes: dict[str, Wish]) -> dict[str, str]:
    wishes["mediated"] = await town.registered(title="楼上半夜放音乐")
    other = await town.registered(title="邻居堵了过道")
    form = MediateForm(receiver=town.organizations[MENDERS].public_id)
    clerk = await town.viewer("clerk")
    running = await done(hand_over, wishes["mediated"].key, form, by=clerk)
    over = await done(hand_over, other.key, form, by=clerk)
    agreed = SettleForm(result=Settled.agreed, words="双方约定过道留出一米，月底前搬走杂物。")
    await done(settle, over.public_id, agreed, by=await town.viewer("stranger"))
    return {"case": running.public_id, "case_over": over.public_id}
