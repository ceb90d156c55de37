"""What is written down of accounts."""

from enum import StrEnum

SUBJECT = "person"


class AccountEvent(StrEnum):
    """The kinds of events of roles, passwords and mail."""

    appointed = "account.appointed"
    dismissed = "account.dismissed"
    volunteer_approved = "account.volunteer_approved"
    password_reset = "account.password_reset"  # noqa: S105 - a kind of event
    mail_again = "account.mail_again"
    mail_given_up = "account.mail_given_up"
