"""Give a town the rules it begins with."""

from datetime import date

from sqlmodel import select

from wishboard.accounts.models import PARTY_KINDS
from wishboard.core.database import AsyncSession
from wishboard.quotas.excuses.models import ExcuseCode
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import Cause, QuotaRule

BEGINNING = date(2000, 1, 1)
A_MEMBER, AN_ORGANIZATION = 1, 3


async def seed_rules(db: AsyncSession) -> int:
    """Add the two rules where a town has none: a wish a member, three deeds an organization.

    Returns how many were added.
    """
    if (await db.exec(select(QuotaRule.id).limit(1))).first() is not None:
        return 0
    kinds = sorted(kind.value for kind in PARTY_KINDS)
    for whose, minimum in ((Holder.person, A_MEMBER), (Holder.organization, AN_ORGANIZATION)):
        db.add(
            QuotaRule(
                whose=whose,
                kinds=kinds,
                counts=[cause.value for cause in Cause],
                minimum=minimum,
                excuses=[code.value for code in ExcuseCode],
                since=BEGINNING,
            )
        )
    await db.flush()
    return len(Holder)
