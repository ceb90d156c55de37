"""The board, one wish, and making a wish."""

from typing import Annotated, Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import Body, FromPath, FromQuery

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import NOBODY
from wishboard.api.documented import example, refusals
from wishboard.api.shapes import Board, Card, Receipt, WishShape
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import shown
from wishboard.core.database import AsyncSession
from wishboard.disclosure.sight import visible_wish
from wishboard.http.visit import Visit
from wishboard.wishes.board import BoardFilter, board_page
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.flood import must_not_flood
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish

_WISH = Body(
    examples=example(
        text="家里的台灯坏了，孩子晚上写作业看不清，想要一盏护眼台灯。",
        area="k3m9q2x7abcd",
        name="王秀英",
        phone="13800000000",
        may_contact=True,
        may_publish=True,
    )
)


@get("/wishes", responses=refusals(), tags=["wishes"])
async def board(
    visit: NamedDependency[Visit],  # noqa: ARG001 - it knows the language
    area: FromQuery[str] = "",
    category: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    text: FromQuery[str] = "",
    before: FromQuery[str] = "",
) -> Board:
    """Wishes and tasks with a free place, newest first. `area` is an id and includes its parts."""
    asked = BoardFilter(area=area, category=category, kind=kind, text=text, before=before)
    page = await board_page(asked)
    cards = [
        Card(
            id=row.public_id,
            kind=row.kind,
            stage=row.stage,
            title=row.title,
            summary=row.summary,
            area=row.area,
            category=row.category,
            places=row.places,
            taken=row.taken,
            worth=row.worth or 0,
            expected=row.beneficiaries,
            priority=row.priority,
        )
        for row in page.cards
    ]
    return Board(cards, page.older)


@get("/wishes/{wish_id:str}", responses=refusals(404), tags=["wishes"])
async def wish(visit: NamedDependency[Visit], wish_id: FromPath[str]) -> WishShape:
    """One wish as the asker may see it: never the original words, never contact data."""
    db = await visit.db()
    return await shape_of(db, (await visible_wish(db, wish_id, to=visit.viewer)).wish)


@post("/wishes", responses=refusals(422, 429), tags=["wishes"])
async def make(visit: NamedDependency[Visit], data: Annotated[CollectForm, _WISH]) -> Receipt:
    """Make a wish, for oneself or as a collector for somebody else. Needs no account.

    Who may not collect makes it in their own name, whoever is signed in.

    Send an `Idempotency-Key` header, so that sending it twice makes one wish.
    """
    collects = visit.viewer.may_somewhere(Right.collect)
    if not collects:
        await must_not_flood(visit.address)
    by = visit.viewer if collects else NOBODY
    return Receipt.of(await collect_wish(await visit.db(), data, by=by))


async def shape_of(db: AsyncSession, wish: Wish) -> WishShape:
    """A wish with its names in the reader's language."""
    area = await db.get_one(Area, wish.area_id)
    category = await db.get(Category, wish.category_id) if wish.category_id else None
    return WishShape.of(wish, local_name(area), shown(category) if category else "")


ROUTES: list[Any] = [board, wish, make]
