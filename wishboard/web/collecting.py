"""File wishes for others, one after another: at the door, on the hotline, from paper."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.disclosure.sight import visible_wish
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.supervision.stuck.commands import say_stuck
from wishboard.web.areas import area_groups
from wishboard.web.attempts import attempt_sent
from wishboard.web.following import kept_nowhere
from wishboard.web.photos import keep_pictures, pictures_sent
from wishboard.web.receipts import slip_of
from wishboard.web.wishing import BODY_LIMIT
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import filed_by
from wishboard.wishes.stages import Channel
from wishboard.wishes.wishers import contact_of

CHANNELS = {
    Channel.visit: lazy("At the door"),
    Channel.hotline: lazy("By hotline"),
    Channel.petition: lazy("By letter or at the office"),
    Channel.forum: lazy("At a residents' meeting"),
    Channel.survey: lazy("In a survey"),
}
FILED_SHOWN = 30


async def collect_page(visit: Visit) -> Response[str]:
    """The form, and what was filed and is not registered yet. `?area=…&channel=…` are kept."""
    viewer = visit.must_hold(Right.collect)
    db = await visit.db()
    asked = visit.request.query_params
    return visit.page(
        "collecting/form.html",
        groups=await area_groups(db),
        channels=[(channel.value, str(label)) for channel, label in CHANNELS.items()],
        area=asked.get("area", ""),
        channel=asked.get("channel", Channel.visit.value),
        filed=await filed_by(db, viewer.person_id, FILED_SHOWN),
    )


@get("/collect")
async def show_collect(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where a collector files."""
    return await collect_page(visit)


@post("/collect", request_max_body_size=BODY_LIMIT)
@shows_again(collect_page)
async def collect(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take in a wish in somebody's name, with the consent they gave, and show their slip."""
    viewer = visit.must_hold(Right.collect)
    form = visit.form(CollectForm)
    attempt = attempt_sent(visit)
    if form.channel not in CHANNELS:
        form = form.model_copy(update={"channel": Channel.visit})
    pictures = await pictures_sent(visit)
    db = await visit.db()
    if filed := await _just_filed(db, viewer, form):
        return visit.redirect(f"/collect/{filed.public_id}", "just_sent")
    wish = await collect_wish(db, form, by=viewer)
    await keep_pictures(db, wish, pictures)
    if attempt:
        await say_stuck(db, wish.key, attempt, by=viewer)
    return visit.redirect(f"/collect/{wish.public_id}")


async def _just_filed(db: AsyncSession, viewer: Viewer, form: CollectForm) -> Wish | None:
    """The collector's newest wish, if it is this very one: somebody went back and sent it again."""
    for wish, words in await filed_by(db, viewer.person_id, 1):
        told = await contact_of(db, wish)
        if (words.text, told.name, told.phone) == (form.text, form.name, form.phone):
            return wish
    return None


@get("/collect/{public_id:str}")
async def show_slip(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The slip to hand over, for who filed the wish and until it is registered."""
    viewer = visit.must_hold(Right.collect)
    db = await visit.db()
    sight = await visible_wish(db, public_id, to=viewer)
    if not sight.collecting:
        raise NotFound
    area = await db.get_one(Area, sight.wish.area_id)
    slip = slip_of(sight.wish)
    return kept_nowhere(visit.page("collecting/slip.html", wish=sight.wish, slip=slip, area=area))


ROUTES = [show_collect, collect, show_slip]
