"""Open an issue: out of wishes that were ticked, or before anyone complained."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import ancestry
from wishboard.catalogue.models import Category
from wishboard.catalogue.quantities import kind_named, quantity_kinds
from wishboard.core.database import AsyncSession
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues import words
from wishboard.issues.forms import IssueForm
from wishboard.issues.opening import open_issue
from wishboard.issues.sponsors import leaders
from wishboard.issues.stages import IssueKind
from wishboard.web.categories import category_choices
from wishboard.web.desk.issues.candidates import chosen_wishes
from wishboard.web.desk.places import area_choices
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import words_of
from wishboard.wishes.stages import Lane
from wishboard.wishes.summary import proposed_summary, proposed_title
from wishboard.wishes.wishers import contact_of


async def new_issue_page(visit: Visit) -> Response[str]:
    """The form; wishes named in the address as `?wish=…` raise it and fill it in."""
    viewer = visit.must_hold(Right.coordinate)
    db = await visit.db()
    rows = await chosen_wishes(db, viewer, _named(visit))
    given = visit.request.query_params
    kind = given.get("kind", "")
    proposed = await _proposed(db, [row.id for row in rows])
    if kind in IssueKind.__members__:
        proposed["kind"] = kind
    return visit.page(
        "desk/issues/new.html",
        rows=rows,
        proposed=proposed,
        words=words,
        areas=await area_choices(db, viewer, whole=True),
        categories=await category_choices(db),
        kinds=[(kind.code, *kind_named(kind)) for kind in await quantity_kinds(db)],
        leaders=[(person.public_id, person.name) for person in await leaders(db)],
    )


@get("/desk/issues/new")
async def show_new_issue(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where an issue is opened."""
    return await new_issue_page(visit)


@post("/desk/issues")
@shows_again(new_issue_page)
async def make_issue(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open an issue out of the ticked wishes, or of none."""
    visit.must_hold(Right.coordinate)
    issue = await open_issue(await visit.db(), visit.form(IssueForm), by=visit.viewer)
    return visit.redirect(f"/desk/issues/{issue.public_id}", "issue_opened")


def _named(visit: Visit) -> list[str]:
    sent = visit.sent.get("wishes", [])
    sent = [sent] if isinstance(sent, str) else sent
    return [*visit.request.query_params.getall("wish", []), *sent]


async def _proposed(db: AsyncSession, keys: Sequence[int]) -> dict[str, Any]:
    """What the wishes say together: the words of the first, the area that holds them all."""
    if not keys:
        return {"kind": IssueKind.shared, "expected": ""}
    found = await db.exec(select(Wish).where(col(Wish.id).in_(keys)).order_by(col(Wish.id)))
    wishes = found.all()
    first = next((wish for wish in wishes if wish.title), wishes[0])
    category = await db.get(Category, first.category_id) if first.category_id else None
    legacy = any(wish.lane is Lane.legacy for wish in wishes)
    return {
        "kind": IssueKind.legacy if legacy else IssueKind.shared,
        "category": category.slug if category else "",
        "area": await _around(db, {wish.area_id for wish in wishes}),
        "expected": sum(wish.expected for wish in wishes),
        **await _words(db, first),
    }


async def _words(db: AsyncSession, wish: Wish) -> dict[str, str]:
    if wish.title:
        return {"title": wish.title, "summary": wish.summary}
    written = await words_of(db, wish)
    text = written.text if written else ""
    summary = proposed_summary(text, await contact_of(db, wish))
    title = written.title if written else ""
    return {"title": title[:60] or proposed_title(summary), "summary": summary[:600]}


async def _around(db: AsyncSession, areas: set[int]) -> str:
    """The smallest area that holds all of these."""
    found = await db.exec(select(Area.path).where(col(Area.id).in_(areas)))
    paths = [ancestry(path) for path in found]
    shared = [steps[0] for steps in zip(*paths, strict=False) if len(set(steps)) == 1]
    area = await db.get(Area, shared[-1]) if shared else None
    return area.public_id if area else ""


ROUTES = [show_new_issue, make_issue]
