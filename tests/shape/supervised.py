"""What stands in the addresses of supervision in the town of the table, and what is sent there."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import accepted, opened
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import today
from wishboard.endings.forms import MediateForm
from wishboard.issues.models import Issue
from wishboard.mediation.commands import hand_over, settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import Settled
from wishboard.supervision.exposure.commands import take_in
from wishboard.supervision.exposure.forms import ExposureForm
from wishboard.supervision.ladder.climbing import climb_by_hand
from wishboard.supervision.ladder.forms import AnswerNoticeForm, ClimbForm
from wishboard.supervision.ladder.notices import answer_notice
from wishboard.supervision.lookback.commands import draw_campaign
from wishboard.supervision.lookback.forms import CampaignForm
from wishboard.supervision.stuck.commands import name_coordinator, say_stuck, settle_stuck
from wishboard.supervision.stuck.forms import CoordinatorForm, StuckForm, StuckResultForm

_TRIED = {"stuck_place": "社保大厅", "stuck_said": "让我改天再来"}
_LATER = {"stuck_on": (today() + timedelta(days=400)).isoformat()}
SENT_TO_SUPERVISION: dict[str, dict[str, str]] = {
    "/supervision/notices/{public_id:str}/answer": {"answer": "明天就修好"},
    "/supervision/issues/{public_id:str}/climbs": {"reason": "拖得太久了"},
    "/supervision/issues/{public_id:str}/return": {"reason": "还没有办好"},
    "/supervision/exposures/{public_id:str}/steps": {"step": "viewed"},
    "/supervision/stuck/{public_id:str}/coordinator": {
        "coordinator": "none",
        "blockers": "没有人负责",
    },
    "/supervision/stuck/{public_id:str}/steps": {"words": "打过电话了"},
    "/supervision/stuck/{public_id:str}/result": {"result": "办好了，谢谢"},
    "/desk/wishes/{public_id:str}/stuck": _TRIED | _LATER,
    "/track/wish/stuck": _TRIED | _LATER,
    "/mediation/{public_id:str}/result": {"result": "agreed", "words": "双方和好了"},
}


async def supervised(town: Town, issue: Issue) -> dict[str, str]:
    """The addresses, where another than the usual thing stands in them."""
    opened_one = (await opened(town)).public_id
    notice = await _answered_notice(town)
    campaign = f"/supervision/campaigns/{await _campaign(town)}"
    exposure = f"/supervision/exposures/{await _exposure(town)}"
    stuck = f"/supervision/stuck/{await _cleared(town)}"
    case, over = await _case(town), await _case(town, over=True)
    return {
        "/supervision/rungs/{number:int}": "/supervision/rungs/1",
        "/supervision/notices/{public_id:str}": f"/supervision/notices/{notice}",
        "/supervision/notices/{public_id:str}/answer": f"/supervision/notices/{notice}/answer",
        "/supervision/issues/{public_id:str}/climbs": f"/supervision/issues/{opened_one}/climbs",
        "/supervision/issues/{public_id:str}/return": (
            f"/supervision/issues/{issue.public_id}/return"
        ),
        "/supervision/campaigns/{public_id:str}": campaign,
        "/supervision/campaigns/{public_id:str}/result": f"{campaign}/result",
        "/supervision/campaigns/{public_id:str}/calls/{position:int}": f"{campaign}/calls/1",
        "/supervision/campaigns/{public_id:str}/calls/{position:int}/reveal": (
            f"{campaign}/calls/1/reveal"
        ),
        "/supervision/exposures/{public_id:str}": exposure,
        "/supervision/exposures/{public_id:str}/steps": f"{exposure}/steps",
        "/supervision/stuck/{public_id:str}": stuck,
        **{
            f"/supervision/stuck/{{public_id:str}}/{deed}": f"{stuck}/{deed}"
            for deed in ("coordinator", "steps", "result")
        },
        "/mediation/{public_id:str}": f"/mediation/{case}",
        "/mediation/{public_id:str}/reveal": f"/mediation/{case}/reveal",
        "/mediation/{public_id:str}/result": f"/mediation/{over}/result",
    }


async def _answered_notice(town: Town) -> str:
    issue = await accepted(town, title="楼顶漏水没人管")
    reason = ClimbForm(reason="群众多次反映")
    notice = await done(climb_by_hand, issue.public_id, reason, by=await town.viewer("supervisor"))
    words = AnswerNoticeForm(answer="明天就修好")
    await done(answer_notice, notice.public_id, words, by=await town.viewer("handler"))
    return notice.public_id


async def _campaign(town: Town) -> str:
    await town.closed(by="neighbour")
    form = CampaignForm(
        title="回头看",
        area=town.areas["柳荫街道"].public_id,
        closed_from=today(),
        closed_until=today(),
    )
    return (await done(draw_campaign, form, by=await town.viewer("supervisor"))).public_id


async def _exposure(town: Town) -> str:
    form = ExposureForm(
        title="夜市占道油烟扰民",
        source="晚报",
        area=town.areas["柳荫街道"].public_id,
        organization=town.organizations["城市管理局"].public_id,
    )
    return (await done(take_in, form, by=await town.viewer("supervisor"))).public_id


async def _cleared(town: Town) -> str:
    wish, clerk = await town.collected(), await town.viewer("clerk")
    told = StuckForm.model_validate(_TRIED)
    stuck = await done(say_stuck, wish.key, told, by=wisher_of(wish.key))
    named = CoordinatorForm(coordinator=town.people["clerk"].public_id, blockers="没有人负责")
    await done(name_coordinator, stuck.public_id, named, by=clerk)
    await done(settle_stuck, stuck.public_id, StuckResultForm(result="办好了，谢谢"), by=clerk)
    return stuck.public_id


async def _case(town: Town, *, over: bool = False) -> str:
    wish, clerk = await town.registered(), await town.viewer("clerk")
    form = MediateForm(receiver=town.organizations["柳荫人民调解委员会"].public_id)
    case = await done(hand_over, wish.key, form, by=clerk)
    if over:
        words = SettleForm(result=Settled.agreed, words="双方和好了")
        await done(settle, case.public_id, words, by=clerk)
    return case.public_id
