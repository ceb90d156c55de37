"""Finding certificates: one's own, those an organization has to issue, and the one on a paper."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from wishboard.accounts.models import Area, Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.certificates.content import is_check_code, is_unchanged
from wishboard.certificates.models import Certificate, Standing
from wishboard.certificates.service import deeds_of
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound

ENDED = (Standing.revoked, Standing.refused, Standing.withdrawn)


class Filed(NamedTuple):
    """A certificate with whose it is and who issues it."""

    certificate: Certificate
    holder: Person
    issuer: Organization


class Change(NamedTuple):
    """A deed on a paper that has changed since: taken back, or other minutes."""

    title: str
    minutes: int
    now: int


async def certificate_for(db: AsyncSession, public_id: str, viewer: Viewer) -> Filed:
    """A certificate, to its holder and to who oversees the organization. Raises NotFound."""
    query = _filed().where(Certificate.public_id == public_id)
    row = (await db.exec(query)).first()
    if row is None or not viewer.signed_in:
        raise NotFound
    filed = Filed(*row)
    if filed.holder.id == viewer.person_id:
        return filed
    if not await may_act(db, filed.issuer, viewer, Right.oversee):
        raise NotFound
    return filed


async def may_act(db: AsyncSession, issuer: Organization, viewer: Viewer, right: Right) -> bool:
    """Whether a viewer holds a right over an organization."""
    area = await db.get_one(Area, issuer.area_id)
    return viewer.may(right, organization_path=issuer.path, area_path=area.path)


async def certificates_of(db: AsyncSession, person_id: int) -> Sequence[Filed]:
    """Everything somebody has asked for, the newest first."""
    query = _filed().where(Certificate.holder_id == person_id)
    found = await db.exec(query.order_by(col(Certificate.id).desc()))
    return [Filed(*row) for row in found]


async def certificates_over(
    db: AsyncSession,
    viewer: Viewer,
    standings: Sequence[Standing],
    *,
    after: int = 0,
    limit: int = 31,
) -> Sequence[Filed]:
    """The certificates that a viewer oversees: those that wait oldest first, others newest first.

    `after` is the key of the last one on the page before.
    """
    key, waiting = col(Certificate.id), Standing.asked in standings
    query = _filed().where(col(Certificate.standing).in_(standings), _over(viewer))
    if after:
        query = query.where(key > after if waiting else key < after)
    found = await db.exec(query.order_by(key if waiting else key.desc()).limit(limit))
    return [Filed(*row) for row in found]


async def on_paper(db: AsyncSession, serial: str, code: str) -> Certificate | None:
    """The certificate with this number and check code, revoked or not.

    None for an unknown one, and for one whose content is not what was issued.
    """
    found = (await db.exec(select(Certificate).where(Certificate.serial == serial))).first()
    if found is None or not is_check_code(found, code):
        return None
    return found if is_unchanged(found) else None


async def changes_since(db: AsyncSession, certificate: Certificate) -> list[Change]:
    """What is certified and would be certified otherwise today."""
    deeds = await deeds_of(db, certificate.holder_id, certificate.since, certificate.until)
    today = {deed.outcome: deed.minutes for deed in deeds if deed.counts}
    return [
        Change(one["title"], one["minutes"], today.get(one["outcome"], 0))
        for one in certificate.content["deeds"]
        if today.get(one["outcome"], 0) != one["minutes"]
    ]


def _over(viewer: Viewer) -> ColumnElement[bool]:
    kept, lying = viewer.scopes(Right.oversee)
    bodies = [col(Organization.path).startswith(path) for path in kept]
    areas = [col(Area.path).startswith(path) for path in lying]
    return or_(false(), *bodies, *areas)


def _filed() -> Select[Certificate, Person, Organization]:
    return (
        select(Certificate, Person, Organization)
        .join(Person, col(Person.id) == col(Certificate.holder_id))
        .join(Organization, col(Organization.id) == col(Certificate.issuer_id))
        .join(Area, col(Area.id) == col(Organization.area_id))
    )
