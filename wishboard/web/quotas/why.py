"""Why is the number this: the rows behind a member's figure, and behind an organization's."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.claims.promised import promised_by, promises_of
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.quotas.ledger import credits_in
from wishboard.quotas.models import Holder
from wishboard.quotas.roster import own_deeds
from wishboard.quotas.scope import body_for, member_for
from wishboard.quotas.standing import Standing
from wishboard.quotas.year import year_of
from wishboard.reports.causes import entries
from wishboard.web.quotas import words
from wishboard.web.quotas.asked import year_asked, years


async def member_page(visit: Visit, public_id: str) -> Response[str]:
    """One member's year, with the excuses."""
    viewer, db, asked = visit.must_hold(Right.oversee), await visit.db(), year_asked(visit)
    person = await member_for(db, public_id, viewer)
    found = await year_of(db, person.key, asked)
    keeps = viewer.may_somewhere(Right.keep) and person.key != viewer.doer_id
    action = f"/quotas/members/{public_id}/excuses"
    return visit.page(
        "quotas/member.html",
        person=person,
        year=found,
        standing=found.standing,
        spells=await _named(db, found.standing),
        entries=await entries(db, found.rows),
        promised=(await promised_by(db, [person.key])).get(person.key, 0),
        promises=await promises_of(db, person.key),
        keeps=keeps,
        action=action,
        excuse=visit.filled(action, since=today().isoformat()),
        filled=Filled(values={"year": str(asked)}),
        years=years(),
        words=words,
    )


async def _named(db: AsyncSession, standing: Standing) -> list[tuple[str, Any]]:
    """The times of belonging with the names of the organizations."""
    found = []
    for spell in standing.spells:
        body = await db.get_one(Organization, spell.organization_id)
        found.append((local_name(body), spell.span))
    return found


@get("/quotas/members/{public_id:str}")
async def show_member(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Why a member's number is what it is."""
    return await member_page(visit, public_id)


@get("/quotas/organizations/{public_id:str}")
async def show_body(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Why an organization's number is what it is."""
    viewer, db, asked = visit.must_hold(Right.oversee), await visit.db(), year_asked(visit)
    body = await body_for(db, public_id, viewer)
    rows = await credits_in(db, Holder.organization, body.key, asked)
    return visit.page(
        "quotas/body.html",
        body_name=local_name(body),
        own=(await own_deeds(db, [body], asked))[body.key],
        entries=await entries(db, rows),
        body=body,
        year=asked,
        filled=Filled(values={"year": str(asked)}),
        years=years(),
        words=words,
    )


ROUTES = [show_member, show_body]
