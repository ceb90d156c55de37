"""Issues: what many share or what was left behind, and joining one."""

from typing import Annotated, Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import Body, FromPath, FromQuery

from wishboard.accounts.models import Area
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import NOBODY
from wishboard.api.documented import example, refusals
from wishboard.api.issue_shapes import IssueCard, Issues, IssueShape, MeasureShape
from wishboard.api.shapes import Receipt
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import shown
from wishboard.disclosure.issue_sight import visible_issue
from wishboard.http.visit import Visit
from wishboard.issues.behind import behind
from wishboard.issues.forms import JoinForm
from wishboard.issues.handling.hops import hops_of, lead_among
from wishboard.issues.handling.replies import replies_to
from wishboard.issues.joining import join_issue
from wishboard.issues.public import public_issues
from wishboard.issues.quantities.queries import quantities_of
from wishboard.issues.sieve import issue_sieve_from
from wishboard.wishes.flood import must_not_flood

PAGE = 20
_JOINER = Body(
    examples=example(
        name="孙巧云", phone="13800000000", text="巷口那盏灯也不亮。", may_contact=True
    )
)


@get("/issues", responses=refusals(), tags=["issues"])
async def issues(
    visit: NamedDependency[Visit],
    area: FromQuery[str] = "",
    category: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    stage: FromQuery[str] = "",
    q: FromQuery[str] = "",
    before: FromQuery[str] = "",
) -> Issues:
    """Open and solved issues, newest first. `before` is the id of the last one seen."""
    asked = {"area": area, "category": category, "kind": kind, "stage": stage, "q": q}
    db = await visit.db()
    before = before.replace("\0", "")
    rows = list(await public_issues(db, issue_sieve_from(asked), before=before, limit=PAGE + 1))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return Issues([IssueCard.of(row) for row in rows], rows[-1].public_id if more else None)


@get("/issues/{issue_id:str}", responses=refusals(404), tags=["issues"])
async def issue(visit: NamedDependency[Visit], issue_id: FromPath[str]) -> IssueShape:
    """One issue in public words: who leads, by when, with what measures. No word of the wishers."""
    db = await visit.db()
    found = (await visible_issue(db, issue_id, to=visit.viewer)).issue
    lead = lead_among(await hops_of(db, found))
    area = await db.get_one(Area, found.area_id)
    return IssueShape.of(
        found,
        area=local_name(area),
        category=shown(await db.get_one(Category, found.category_id)),
        lead=lead.body if lead else "",
        behind=await behind(db, found),
        measures=[
            MeasureShape(reply.at, reply.measure)
            for reply in await replies_to(db, found)
            if reply.measure
        ],
        quantities=await quantities_of(db, found),
    )


@post("/issues/{issue_id:str}/joiners", responses=refusals(404, 409, 422, 429), tags=["issues"])
async def join(
    visit: NamedDependency[Visit], issue_id: FromPath[str], data: Annotated[JoinForm, _JOINER]
) -> Receipt:
    """Mine too: join an issue with an own code, instead of filing the same again.

    Send an `Idempotency-Key` header, so that sending it twice joins once.
    """
    await must_not_flood(visit.address)
    return Receipt.of(await join_issue(await visit.db(), issue_id, data, by=NOBODY))


ROUTES: list[Any] = [issues, issue, join]
