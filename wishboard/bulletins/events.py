"""What is written down of reports."""

from enum import StrEnum


class BulletinEvent(StrEnum):
    """The kinds of events of a report: it was made; somebody who wants it is told."""

    made = "bulletin.made"
    ready = "bulletin.ready"


SUBJECT = "bulletin"
