"""The committee's matrix: its members by quarter, at risk first; and reminding them."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name, organizations_of
from wishboard.claims.promised import promised_by
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.quotas.closing.commands import closable_from
from wishboard.quotas.closing.gate import closing_of
from wishboard.quotas.reminding import remind_members
from wishboard.quotas.roster import lines, members_in, own_deeds
from wishboard.quotas.rules.queries import rules_of
from wishboard.quotas.scope import body_for
from wishboard.web.quotas import words
from wishboard.web.quotas.asked import text_asked, year_asked, years

AT_ONCE = 500


async def matrix_page(visit: Visit) -> Response[str]:
    """One organization's year."""
    viewer, db, year = visit.must_hold(Right.oversee), await visit.db(), year_asked(visit)
    own = await organizations_of(db, viewer, Right.oversee)
    asked = text_asked(visit, "body") or str(visit.sent.get("body", ""))[:60]
    if not asked and not own:
        if visit.refused:
            raise visit.refused
        return visit.redirect("/quotas/tree")
    body = await body_for(db, asked or own[0].public_id, viewer)
    rules = await rules_of(db, year)
    members = await members_in(db, body.key, year)
    promised = await promised_by(db, members) if year == today().year else {}
    found = await lines(db, body.key, year, members, promised, rules)
    return visit.page(
        "quotas/matrix.html",
        body=body,
        body_name=local_name(body),
        own=(await own_deeds(db, [body], year, rules))[body.key],
        lines=[line for line in found if line.here],
        guests=[line for line in found if not line.here],
        year=year,
        years=years(),
        bodies=_choices(own, body),
        filled=Filled(values={"year": str(year), "body": body.public_id}),
        closed=await closing_of(db, body.key, year),
        closable_from=closable_from(year),
        keeps=viewer.may(Right.keep, organization_path=body.path),
        words=words,
        this_year=year == today().year,
        refused=visit.refused.sentence() if visit.refused else "",
    )


def _choices(own: Sequence[Organization], body: Organization) -> list[tuple[str, str]]:
    bodies = list(own) if body in own else [body, *own]
    return [(one.public_id, local_name(one)) for one in bodies]


@get("/quotas")
async def show_matrix(visit: NamedDependency[Visit]) -> Response[Any]:
    """The year of an organization that the viewer looks after."""
    return await matrix_page(visit)


@post("/quotas/reminders")
@shows_again(matrix_page)
async def remind(visit: NamedDependency[Visit]) -> Response[Any]:
    """Remind the ticked members; without a tick everybody who misses something."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    asked = str(visit.sent.get("body", ""))[:60]
    kept = await organizations_of(db, viewer, Right.keep)
    body = await body_for(db, asked or kept[0].public_id, viewer, Right.keep)
    sent = visit.sent.get("member", [])
    chosen = [sent] if isinstance(sent, str) else list(sent)
    await remind_members(db, body, chosen[:AT_ONCE], by=viewer)
    return visit.redirect(f"/quotas?body={body.public_id}", "reminded")


ROUTES = [show_matrix, remind]
