"""What is written down of files with contact data."""

from enum import StrEnum


class ExportEvent(StrEnum):
    """The kinds of events of a file. Facts name who asked for it as `person`."""

    asked = "export.asked"
    approved = "export.approved"
    refused = "export.refused"
    fetched = "export.fetched"
    traced = "export.traced"


SUBJECT = "contact_export"
