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
    password_changed = "account.password_changed"  # noqa: S105 - a kind of event
    password_reset = "account.password_reset"  # noqa: S105 - a kind of event
    second_factor_set_up = "account.second_factor_set_up"
    second_factor_removed = "account.second_factor_removed"
    second_factor_reset = "account.second_factor_reset"
    recovery_code_used = "account.recovery_code_used"
    recovery_codes_renewed = "account.recovery_codes_renewed"
    appointed_by_group = "account.appointed_by_group"
    dismissed_by_group = "account.dismissed_by_group"
    mail_again = "account.mail_again"
    mail_given_up = "account.mail_given_up"


class SignInEvent(StrEnum):
    """The kinds of events at the door.

    Of one that was opened `how` names the way in and `second` what came besides, if anything; of a
    lock-out `door` names what was guessed at. A lock-out that is nobody's has 0 for its person.
    """

    opened = "sign_in.opened"
    locked_out = "sign_in.locked_out"
    ended = "sign_in.ended"
    others_ended = "sign_in.others_ended"
