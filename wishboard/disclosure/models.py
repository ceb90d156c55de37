"""The log of looks at contact data. Its lines are shown to the wisher."""

from datetime import datetime
from enum import StrEnum

from wishboard.core.database import Row, coded, link, moment


class Purpose(StrEnum):
    """What somebody needs the contact data for."""

    arrange_visit = "arrange_visit"
    ask_details = "ask_details"
    confirm_result = "confirm_result"
    check = "check"


class Reveal(Row, table=True):
    """Who looked at a wisher's contact data, when and what for; written before it is opened.

    `export_id` names the file into which they were written, if it was no look on a page.
    """

    wish_id: int = link("wish.id", index=True)
    person_id: int = link("person.id", index=True)
    organization_id: int | None = link("organization.id", default=None)
    purpose: Purpose = coded(Purpose)
    export_id: int | None = link("contact_export.id", default=None)
    at: datetime = moment()
