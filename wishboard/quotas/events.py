"""What is written down of quotas."""

from enum import StrEnum


class QuotaEvent(StrEnum):
    """The kinds of events of quotas.

    Excuses and reminders happen to a person, a change of rules to a rule, a closing to a year;
    that others are behind or fell short, to the organization above them.
    """

    reminded = "quota.reminded"
    excused = "quota.excused"
    excuse_ended = "quota.excuse_ended"
    rule_changed = "quota.rule_changed"
    year_closed = "quota.year_closed"
    behind = "quota.behind"
    fell_short = "quota.fell_short"


PERSON = "person"
RULE = "rule"
YEAR = "year"
BODY = "organization"
