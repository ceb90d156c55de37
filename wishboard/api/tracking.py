"""Following a wish by receipt code and PIN."""

from typing import Annotated, Any

from litestar import post
from litestar.di import NamedDependency
from litestar.params import Body
from markupsafe import Markup
from pydantic import Field

from wishboard.accounts.viewer import wisher_of
from wishboard.api.documented import example, refusals
from wishboard.api.shapes import Step, Tracked
from wishboard.claims.queries import living_claims
from wishboard.core.forms import Form
from wishboard.core.templating import render
from wishboard.disclosure.sight import sight_of
from wishboard.disclosure.timeline import Line, timeline
from wishboard.http.visit import Visit
from wishboard.wishes.codes import wish_by_code


class TrackForm(Form):
    """What stands on the slip."""

    code: str = Field(min_length=6, max_length=16)
    pin: str = Field(min_length=6, max_length=6)


_SLIP = Body(examples=example(code="7KQ-2MX-4DP", pin="123456"))


@post("/tracking", status_code=200, responses=refusals(422, 429), tags=["wishes"])
async def track(visit: NamedDependency[Visit], data: Annotated[TrackForm, _SLIP]) -> Tracked:
    """Every step of a wish with its time. Posted, so that the PIN stands in no address."""
    db = await visit.db()
    wish = await wish_by_code(db, data.code, data.pin, address=visit.address)
    sight = await sight_of(db, wish, wisher_of(wish.key))
    claims = await living_claims(db, wish)
    return Tracked(
        id=wish.public_id,
        code=wish.code,
        stage=wish.stage,
        ending=wish.ending,
        title=wish.title,
        promised_on=min((claim.promised_on for claim in claims), default=None),
        steps=[Step(line.at, line.kind, _sentence(line)) for line in await timeline(db, sight)],
    )


def _sentence(line: Line) -> str:
    return Markup(render(line.template, line=line)).striptags()  # noqa: S704 - rendered escaped


ROUTES: list[Any] = [track]
