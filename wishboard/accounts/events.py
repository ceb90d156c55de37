"""What is written down of accounts."""

from enum import StrEnum

SUBJECT = "person"


class AccountEvent(StrEnum):
    """The kinds of events of roles and passwords. Of a delegation `person` names who handed on."""

    appointed = "account.appointed"
    dismissed = "account.dismissed"
    handed_on = "account.handed_on"
    taken_back = "account.taken_back"
    delegation_begun = "account.delegation_begun"
    delegation_over = "account.delegation_over"
    audit_read = "account.audit_read"
    audit_taken = "account.audit_taken"
    volunteer_approved = "account.volunteer_approved"
    password_reset = "account.password_reset"  # noqa: S105 - a kind of event
