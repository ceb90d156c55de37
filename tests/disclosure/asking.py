"""Files with contact data in tests: ask, decide, fetch; and something to see on their pages."""

import io
from typing import Any

from python_calamine import CalamineWorkbook

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.delegations.commands import hand_on
from wishboard.accounts.delegations.forms import HandOnForm
from wishboard.accounts.delegations.models import Delegation
from wishboard.accounts.people import roles_of
from wishboard.core.clock import today
from wishboard.disclosure.exports.commands import approve_export, ask_for_export
from wishboard.disclosure.exports.fetching import fetch_export
from wishboard.disclosure.exports.forms import AskForm
from wishboard.disclosure.exports.models import ContactExport

OURS = "柳荫社区党委"


async def ask(
    town: Town, by: str = "clerk", stage: str = "collected", body: str = OURS
) -> ContactExport:
    """Ask for the contact data of the new wishes, unless said otherwise."""
    given = {
        "organization": town.organizations[body].public_id,
        "stage": stage,
        "purpose": "arrange_visit",
        "words": "周五走访，由我和小周上门。",
    }
    return await done(ask_for_export, AskForm.model_validate(given), by=await town.viewer(by))


async def approve(town: Town, export: ContactExport, by: str = "supervisor") -> ContactExport:
    """Approve a file as a second person."""
    return await done(approve_export, export.public_id, by=await town.viewer(by))


async def fetch(town: Town, export: ContactExport, by: str = "clerk") -> bytes:
    """Fetch a file."""
    return await done(fetch_export, export.public_id, by=await town.viewer(by))


def read(content: bytes) -> list[list[object]]:
    """The lines of a fetched file below its header."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(line) for line in book.get_sheet_by_index(0).to_python()[1:]]


async def hand(town: Town, giver: str, to: str, days: int = 7, **fields: Any) -> Delegation:
    """Hand on somebody's only role from today, for a week unless said otherwise."""
    key = town.people[giver].key
    (held,) = (await done(roles_of, [key]))[key][:1]
    given = {
        "appointment": held.appointment.id,
        "to": to,
        "since": today(),
        "until": today().fromordinal(today().toordinal() + days - 1),
    }
    form = HandOnForm.model_validate(given | fields)
    return await done(hand_on, form, by=await town.viewer(giver))


async def rights_scene(town: Town) -> dict[str, str]:
    """A file that waits for a second person, and a role in other hands, by name."""
    await town.delivered("neighbour")
    export = await ask(town, stage="delivered")
    await town.recruit("代班人")
    delegation = await hand(town, "clerk", "代班人")
    return {"export": export.public_id, "delegation": delegation.public_id}
