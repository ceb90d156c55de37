"""One hot group: who speaks of it where and when, and what a person makes of it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Row

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.disclosure.hot import Behind, issues_of_wishes
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.forms import WishesForm
from wishboard.issues.likely import likely_issues
from wishboard.issues.opening import send_up
from wishboard.triage.groups.commands import keep_apart, look_again, take_out
from wishboard.triage.groups.forms import IntoForm, TickedForm
from wishboard.triage.groups.members import weeks_of, wishes_in
from wishboard.triage.groups.models import HotGroup
from wishboard.triage.groups.queries import FRESH, find_group
from wishboard.triage.groups.refusals import TickWishes
from wishboard.wishes.scope import within
from wishboard.wishes.stages import Stage

_HERE = "/desk/hot/{public_id:str}"
_CAN_GO_UP = frozenset({*FRESH, Stage.claimed})


class Seen:
    """A group as its viewer sees it: the wishes in their hands, and the issues behind which."""

    def __init__(
        self, group: HotGroup, rows: Sequence[Row[Any]], behind: dict[int, Behind]
    ) -> None:
        self.group, self.rows, self.behind = group, rows, behind

    @property
    def free(self) -> list[Row[Any]]:
        """The wishes that can be sent up."""
        return [row for row in self.rows if self.is_free(row)]

    def is_free(self, row: Row[Any]) -> bool:
        """Whether a wish can be sent up: on its way, and behind no issue yet."""
        return row.stage in _CAN_GO_UP and row.id not in self.behind

    @property
    def issues(self) -> dict[str, str]:
        """The titles of the issues that wishes stand behind, by their public ids."""
        return {issue.public_id: issue.title for issue in self.behind.values()}


async def _seen(visit: Visit, public_id: str) -> Seen:
    """Raises NotFound, for a group without any wish in the viewer's hands too."""
    viewer = visit.must_hold(Right.coordinate)
    db = await visit.db()
    group = await find_group(db, public_id)
    rows = await wishes_in(db, group, await within(db, viewer, [Right.coordinate]))
    if not rows:
        raise NotFound
    return Seen(group, rows, await issues_of_wishes(db, [row.id for row in rows]))


async def group_page(visit: Visit, public_id: str) -> Response[str]:
    """The page of a group."""
    seen = await _seen(visit, public_id)
    db = await visit.db()
    scope = await within(db, visit.viewer, [Right.coordinate])
    area = await db.get_one(Area, seen.group.area_id)
    here = f"/desk/hot/{public_id}"
    weeks = await weeks_of(db, seen.group, scope)
    return visit.page(
        "hot/group.html",
        seen=seen,
        group=seen.group,
        title=seen.rows[-1].title,
        area=local_name(area),
        people=len({row.person for row in seen.rows}),
        weeks=weeks,
        tallest=max((week.people for week in weeks), default=1) or 1,
        likely=await _likely(db, seen, area),
        filled=visit.filled(visit.path if visit.refused else here),
        city_date=city_date,
        here=here,
    )


async def _likely(db: AsyncSession, seen: Seen, area: Area) -> list[tuple[str, str]]:
    """Issues to choose from: those of wishes in the group first, then those that say the same."""
    first = seen.rows[-1]
    alike = await likely_issues(db, f"{first.title} {first.excerpt}", area)
    found = seen.issues | {one.public_id: one.title for one in alike}
    return list(found.items())


@get(_HERE)
async def show_group(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One hot group."""
    return await group_page(visit, public_id)


@post(f"{_HERE}/promotion")
@shows_again(group_page)
async def promote(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """To the form of a new issue with the ticked wishes, or with all that can be sent up."""
    chosen = await _ticked_or_all(visit, public_id)
    named = urlencode([("wish", wish) for wish in chosen])
    return visit.redirect(f"/desk/issues/new?{named}")


@post(f"{_HERE}/sending-up")
@shows_again(group_page)
async def send_along(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Send the ticked wishes, or all that can be, up to an issue that is on its way."""
    chosen = await _ticked_or_all(visit, public_id)
    issue_id = visit.form(IntoForm).issue
    await send_up(await visit.db(), issue_id, WishesForm(wishes=chosen), by=visit.viewer)
    return visit.redirect(f"/desk/issues/{issue_id}", "sent_up")


@post(f"{_HERE}/removal")
@shows_again(group_page)
async def remove(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take the ticked wishes out of the group."""
    await _seen(visit, public_id)
    await take_out(await visit.db(), public_id, visit.form(TickedForm), by=visit.viewer)
    return await _back(visit, public_id, "left_group")


@post(f"{_HERE}/division")
@shows_again(group_page)
async def divide(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Say that the ticked wishes are never together with the others."""
    await _seen(visit, public_id)
    await keep_apart(await visit.db(), public_id, visit.form(TickedForm), by=visit.viewer)
    return await _back(visit, public_id, "kept_apart")


@post("/desk/wishes/{public_id:str}/grouping")
async def group_again(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Let a wish that was taken out of a group be grouped again."""
    visit.must_hold(Right.coordinate)
    await look_again(await visit.db(), public_id, by=visit.viewer)
    return visit.redirect(f"/desk/wishes/{public_id}", "grouped_again")


async def _ticked_or_all(visit: Visit, public_id: str) -> list[str]:
    seen = await _seen(visit, public_id)
    chosen = visit.form(TickedForm).wishes or [row.public_id for row in seen.free]
    if not chosen:
        raise TickWishes
    return chosen


async def _back(visit: Visit, public_id: str, notice: str) -> Response[Any]:
    """To the group again, or to the list where nothing of it is left for the viewer."""
    try:
        await _seen(visit, public_id)
    except NotFound:
        return visit.redirect("/desk/hot", notice)
    return visit.redirect(f"/desk/hot/{public_id}", notice)


ROUTES = [show_group, promote, send_along, remove, divide, group_again]
