"""Why a table of days is not taken."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class RowUnclear(Refusal):
    """A row whose day, or whose yes or no, cannot be read."""

    code = "calendar_row_unclear"
    status = 422
    says = lazy(
        "Row %(row)s cannot be read: “%(text)s”. Each row needs a date such as 2027-01-01, and "
        "yes or no for whether people work on it."
    )


class SeveralYears(Refusal):
    """A table holds the days of one year, or the January after it belongs to another table."""

    code = "calendar_several_years"
    status = 422
    says = lazy("The table holds days of several years: %(years)s. Please make one table a year.")


class SaidTwice(Refusal):
    """A day is said to be both."""

    code = "calendar_said_twice"
    status = 422
    says = lazy("%(day)s stands in the table twice, once as a working day and once not.")


class NoDays(Refusal):
    """There is nothing to take."""

    code = "calendar_no_days"
    status = 422
    says = lazy("There are no days in this table. Please choose the file with the year's days.")


class YearOutOfReach(Refusal):
    """Only years that matter are taken."""

    code = "calendar_year_out_of_reach"
    status = 422
    says = lazy("The year %(year)s is too far away. Please check the dates in the table.")
