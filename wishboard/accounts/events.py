"""What is written down of accounts."""

from enum import StrEnum

SUBJECT = "person"


class AccountEvent(StrEnum):
    """The kinds of events of roles, passwords, second factors and mail.

    Of a delegation `person` names who handed on.
    """

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
    second_factor_set_up = "account.second_factor_set_up"
    second_factor_removed = "account.second_factor_removed"
    second_factor_reset = "account.second_factor_reset"
    recovery_code_used = "account.recovery_code_used"
    appointed_by_group = "account.appointed_by_group"
    dismissed_by_group = "account.dismissed_by_group"
    mail_again = "account.mail_again"
    mail_given_up = "account.mail_given_up"
