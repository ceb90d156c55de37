"""Close a year: after 31 January of the next, with a reason for every shortfall."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.canonical import digest_of
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.quotas.behind import tell_of_shortfall
from wishboard.quotas.closing.gate import closing_of, shut_the_gate
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.closing.statement import OWN, signature_of, statement_of
from wishboard.quotas.events import YEAR, QuotaEvent
from wishboard.quotas.refusals import NotOverYet, ReasonNeeded, YearIsClosed
from wishboard.quotas.roster import Line, OwnDeeds, lines, members_in, own_deeds
from wishboard.quotas.rules.queries import rules_of
from wishboard.quotas.scope import body_for, must_be_a_year


class Shortfall(StrEnum):
    """Why somebody did less than was asked."""

    health = "health"
    family = "family"
    away = "away"
    waiting = "waiting"
    no_wish = "no_wish"
    unwilling = "unwilling"
    other = "other"


def closable_from(year: int) -> date:
    """The first day on which a year can be closed: what was done in it has January to close."""
    return date(year + 1, 2, 1)


async def year_at_its_end(
    db: AsyncSession, body: Organization, year: int
) -> tuple[OwnDeeds, list[Line]]:
    """What the statement of a year would say: the organization's own deeds and its members."""
    rules = await rules_of(db, year)
    own = (await own_deeds(db, [body], year, rules))[body.key]
    members = await members_in(db, body.key, year)
    found = await lines(db, body.key, year, members, {}, rules)
    return own, [line for line in found if line.here]


async def close_year(
    db: AsyncSession,
    organization_id: str,
    year: int,
    reasons: Mapping[str, tuple[str, str]],
    *,
    by: Viewer,
) -> YearClosing:
    """Freeze the year of an organization and its members.

    `reasons` has a code and words for everybody who missed something, by public id, and for the
    organization itself under OWN. The parent is told of what is missing.

    Raises NotFound, NotOverYet, YearIsClosed, ReasonNeeded.
    """
    must_be_a_year(year)
    body = await body_for(db, organization_id, by, Right.keep)
    if today() < closable_from(year):
        raise NotOverYet(year=year, day=closable_from(year))
    await shut_the_gate(db, body.key, year)
    if await closing_of(db, body.key, year) is not None:
        raise YearIsClosed(year=year)
    own, members = await year_at_its_end(db, body, year)
    missing = {line.person.public_id for line in members if line.standing.short}
    missing |= {OWN} if own.short else set()
    if any(key not in reasons for key in missing):
        raise ReasonNeeded
    given = {key: reasons[key] for key in missing}
    statement = statement_of(body, year, own, members, given)
    digest = digest_of(statement)
    closing = YearClosing(
        organization_id=body.key,
        year=year,
        closed_by_id=by.person_id,
        statement=statement,
        digest=digest,
        signature=signature_of(digest),
    )
    db.add(closing)
    await db.flush()
    facts = {"organization": body.key, "year": year}
    await record(db, QuotaEvent.year_closed, YEAR, closing.key, by=by, **facts)
    await tell_of_shortfall(db, body, year, len(missing), by=by)
    return closing
