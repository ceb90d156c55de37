"""Look-back campaigns: the list, a new one, one with its calls, and the result on one page."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import areas, local_name
from wishboard.core.clock import today
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision import words
from wishboard.supervision.lookback.commands import draw_campaign, may_call
from wishboard.supervision.lookback.forms import CampaignForm
from wishboard.supervision.lookback.queries import (
    calls_of,
    campaign_for,
    campaigns_for,
    next_call,
)
from wishboard.supervision.lookback.result import result_of
from wishboard.web.supervision.sections import rights_for, sections

LIST = "/supervision/campaigns"
_INDENT = "\u3000"


@get(LIST)
async def show_campaigns(visit: NamedDependency[Visit]) -> Response[Any]:
    """The campaigns within the viewer's scope."""
    viewer = visit.must_hold(*rights_for(LIST))
    return visit.page(
        "supervision/campaigns.html",
        sections=sections(viewer),
        campaigns=await campaigns_for(await visit.db(), viewer),
        draws=viewer.may_somewhere(Right.supervise),
        local_name=local_name,
    )


async def new_campaign_page(visit: Visit) -> Response[str]:
    """The form for a new campaign: last month, unless something else is wanted."""
    viewer = visit.must_hold(Right.supervise)
    found = await areas(await visit.db())
    last = today().replace(day=1) - timedelta(days=1)
    return visit.page(
        "supervision/new_campaign.html",
        sections=sections(viewer),
        areas=area_choices(found),
        filled=visit.filled(
            LIST,
            closed_from=last.replace(day=1).isoformat(),
            closed_until=last.isoformat(),
            size_wishes=20,
            size_issues=10,
        ),
    )


@get("/supervision/campaigns/new")
async def show_new_campaign(visit: NamedDependency[Visit]) -> Response[Any]:
    """The form for a new campaign."""
    return await new_campaign_page(visit)


@post(LIST)
@shows_again(new_campaign_page)
async def draw(visit: NamedDependency[Visit]) -> Response[Any]:
    """Draw the sample of a new campaign."""
    viewer = visit.must_hold(Right.supervise)
    campaign = await draw_campaign(await visit.db(), visit.form(CampaignForm), by=viewer)
    return visit.redirect(f"{LIST}/{campaign.public_id}", "campaign_drawn")


@get("/supervision/campaigns/{public_id:str}")
async def show_campaign(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One campaign: how far it is, and every call."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    progress = await campaign_for(db, public_id, viewer)
    calls = await calls_of(db, progress.campaign)
    return visit.page(
        "supervision/campaign.html",
        progress=progress,
        campaign=progress.campaign,
        place=local_name(progress.area),
        calls=calls,
        next=next_call(calls) if await may_call(db, progress.campaign, viewer) else None,
        words=words,
        here=f"{LIST}/{public_id}",
    )


@get("/supervision/campaigns/{public_id:str}/result")
async def show_result(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """What a campaign has found, on one sheet of paper."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    progress = await campaign_for(db, public_id, viewer)
    calls = await calls_of(db, progress.campaign)
    return visit.page(
        "supervision/result.html",
        progress=progress,
        campaign=progress.campaign,
        place=local_name(progress.area),
        result=result_of([call.callback for call in calls]),
        taken_up=[call for call in calls if call.callback.sent_back],
        here=f"{LIST}/{public_id}",
    )


def area_choices(found: Any) -> list[tuple[str, str]]:
    """Every area to choose from, indented below its parent."""
    return [
        (area.public_id, _INDENT * (area.path.count("/") - 2) + local_name(area)) for area in found
    ]


ROUTES = [show_campaigns, show_new_campaign, draw, show_campaign, show_result]
