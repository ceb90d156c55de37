"""What the tests of quotas play with: an excuse, a closed year, the addresses of both."""

from datetime import date

from sqlmodel import select

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.outcomes.doubts.grounds import OFTEN
from wishboard.outcomes.doubts.models import CreditDoubt
from wishboard.quotas.closing.commands import close_year, year_at_its_end
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.closing.statement import OWN
from wishboard.quotas.excuses.commands import excuse_member
from wishboard.quotas.excuses.forms import ExcuseForm
from wishboard.quotas.excuses.models import ExcuseCode
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.queries import rules_of

OURS = "柳荫社区党委"


async def closed_year(town: Town, year: int, *, by: str = "clerk", body: str = OURS) -> YearClosing:
    """A closed year in which everybody who missed something was away."""
    viewer = await town.viewer(by)
    organization = town.organizations[body]

    async def close(db: AsyncSession, viewer: Viewer) -> YearClosing:
        _own, members = await year_at_its_end(db, organization, year)
        reasons = {line.person.public_id: ("away", "") for line in members}
        return await close_year(
            db, organization.public_id, year, reasons | {OWN: ("no_wish", "")}, by=viewer
        )

    return await done(close, viewer)


async def doubted(town: Town) -> CreditDoubt:
    """The fourth wish of one resident that the same member grants within a year."""
    await town.recruit("常来", "河东社区党委")
    for _ in range(OFTEN + 1):
        wish = await town.closed(by="常来")

    async def found(db: AsyncSession) -> CreditDoubt:
        return (await db.exec(select(CreditDoubt).where(CreditDoubt.wish_id == wish.key))).one()

    return await done(found)


async def quota_scene(town: Town) -> dict[str, str]:
    """An excuse of the neighbour's, the year 2024 closed; addresses by name."""
    clerk = await town.viewer("clerk")
    form = ExcuseForm(code=ExcuseCode.frail, since=date(2026, 1, 1))
    neighbour = town.people["neighbour"].public_id
    excuse = await done(excuse_member, neighbour, form, by=clerk)
    closing = await closed_year(town, 2024)
    rule = (await done(rules_of, 2026)).rule(Holder.person, "branch")
    assert rule is not None
    doubt = await doubted(town)
    return {
        "doubt": doubt.public_id,
        "excuse": excuse.public_id,
        "statement": closing.public_id,
        "committee": town.organizations[OURS].public_id,
        "rule": rule.public_id,
    }
