"""The file itself: made once, when it is first fetched, each line a look in its wisher's log."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.sheets.writing import Cell, write_xlsx
from wishboard.disclosure.exports.canary import canary_of, place_of
from wishboard.disclosure.exports.models import ContactExport
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.i18n import gettext as _
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

MOST = 200
"""How many wishes one file holds at most."""


def wanted(path: str, stage: Stage) -> ColumnElement[bool]:
    """The wishes at a stage that an organization and those below it keep, and not yet purged."""
    below = select(col(Organization.id)).where(col(Organization.path).startswith(path))
    return and_(
        col(Wish.keeper_id).in_(below),
        col(Wish.stage) == stage,
        col(Wish.wisher_id).is_not(None),
        ~col(Wish.purged),
    )


async def workbook(
    db: AsyncSession, export: ContactExport, body: Organization, *, by: Viewer
) -> tuple[bytes, int]:
    """The workbook and how many wishes are in it; every look is logged before it is opened."""
    found = await db.exec(
        select(Wish, Area)
        .join(Area, col(Area.id) == col(Wish.area_id))
        .where(wanted(body.path, export.stage))
        .order_by(col(Wish.due_on).asc().nulls_last(), col(Wish.id))
        .limit(MOST)
    )
    rows: list[list[Cell]] = []
    for wish, area in found.all():
        sight = await sight_of(db, wish, by)
        if not sight.contact:
            continue
        data = await reveal_contact(db, sight, export.purpose, by=by, export=export.key)
        told = [data.name, data.phone, data.address]
        rows.append([wish.public_id, wish.title, local_name(area), wish.due_on, *told, ""])
    lines = len(rows)
    rows.insert(place_of(export.public_id, export.canary_key, lines), _canary(export, rows))
    return await _written(rows), lines


def _canary(export: ContactExport, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    canary = canary_of(export.public_id, export.canary_key)
    near = rows[0][2] if rows else ""
    told = [canary.name, canary.phone, canary.address]
    return [export.public_id, "", near, None, *told, _("Withdrawn: do not ring up, do not visit")]


async def _written(rows: Sequence[Sequence[Cell]]) -> bytes:
    header = [
        *(_("Number"), _("Wish"), _("Area"), _("Until")),
        *(_("Name"), _("Phone"), _("Address"), _("Note")),
    ]
    with tempfile.TemporaryDirectory(prefix="wishboard-contacts-") as folder:
        path = Path(folder, "contacts.xlsx")
        await write_xlsx(path, [(_("Contacts"), header, rows)])
        return await asyncio.to_thread(path.read_bytes)
