"""The reports there are, those one is told of, and having another one made."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.viewer import Viewer
from wishboard.bulletins.commands import unsubscribe
from wishboard.bulletins.forms import MakeForm
from wishboard.bulletins.models import Rhythm
from wishboard.bulletins.queries import PAGE, Listed, bulletins_for, own_subscriptions
from wishboard.bulletins.scope import MOST, READERS, Scope, ScopeKind, scopes_for
from wishboard.bulletins.words import RHYTHMS
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.core.periods import named, period
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.reports.bulletins.making import make_bulletin, offered

HERE = "/reports"


async def shelf_page(visit: Visit) -> Response[str]:
    """What the viewer may read, the newest first, and what else could be made."""
    viewer, db, given = visit.must_hold(*READERS), await visit.db(), visit.request.query_params
    rhythm, name = given.get("rhythm", ""), given.get("q", "").replace("\0", "").strip()[:60]
    rhythm = rhythm if rhythm in Rhythm.__members__ else ""
    asked = given.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    found = await bulletins_for(db, viewer, rhythm=rhythm, name=name, before=before)
    offers = _choices(await scopes_for(db, viewer, name))
    told = {key: value for key, value in (("rhythm", rhythm), ("q", name)) if value}

    def to(**more: str) -> str:
        return f"{HERE}?{urlencode(told | more)}" if told | more else HERE

    return visit.page(
        "bulletins/shelf.html",
        bulletins=[(one, _period(one)) for one in found[:PAGE]],
        newer=to() if before else "",
        older=to(before=str(found[PAGE - 1].key)) if len(found) > PAGE else "",
        subscriptions=await own_subscriptions(db, viewer),
        rhythms=RHYTHMS,
        chosen=Filled(values=told),
        filled=visit.filled(HERE),
        scopes=offers,
        many=any(len(group["options"]) == MOST for group in offers),
        periods=offered(today()),
        here=HERE,
    )


def _period(one: Listed) -> str:
    over = period(one.period)
    return named(over) if over else one.period


def _choices(scopes: Sequence[Scope]) -> list[dict[str, Any]]:
    labels = {
        ScopeKind.area: _("Areas with all below them"),
        ScopeKind.organization: _("Organizations with all below them"),
    }
    found = []
    for kind, label in labels.items():
        some = [one for one in scopes if one.kind is kind]
        top = min((one.depth for one in some), default=0)
        options = [(one.code, "　" * (one.depth - top) + one.shown) for one in some]
        found.append({"label": label, "options": options})
    return [group for group in found if group["options"]]


@get(HERE)
async def show_shelf(visit: NamedDependency[Visit]) -> Response[Any]:
    """The reports the viewer may read."""
    return await shelf_page(visit)


@post(HERE)
@shows_again(shelf_page)
async def make(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open a report, made now if nobody made it before."""
    viewer: Viewer = visit.must_hold(*READERS)
    bulletin = await make_bulletin(await visit.db(), visit.form(MakeForm), by=viewer)
    return visit.redirect(f"{HERE}/{bulletin.public_id}")


@post("/reports/subscriptions/{public_id:str}/end")
async def end_subscription(
    visit: NamedDependency[Visit], public_id: FromPath[str]
) -> Response[Any]:
    """Not be told of these reports any more."""
    viewer = visit.must_sign_in()
    await unsubscribe(await visit.db(), public_id, by=viewer)
    return visit.redirect(HERE, "unsubscribed")


ROUTES = [show_shelf, make, end_subscription]
