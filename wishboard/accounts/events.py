"""What is written down of accounts."""

from enum import StrEnum

SUBJECT = "person"


class AccountEvent(StrEnum):
    """The kinds of events of roles and passwords."""

    appointed = "account.appointed"
    dismissed = "account.dismissed"
    volunteer_approved = "account.volunteer_approved"
    password_reset = "account.password_reset"  # noqa: S105 - a kind of event
