"""Why a row of areas, organizations or members does not go in, and what is said of others."""

from wishboard.core.sheets.review import Remark, RowRefused
from wishboard.i18n import lazy


class AreaUnknown(RowRefused):
    """An area that is not in the town's tree."""

    code = "area_unknown"
    says = lazy("There is no area “%(area)s” in this town.")


class AreaUnclear(RowRefused):
    """An area that could be several."""

    code = "area_unclear"
    says = lazy("“%(area)s” could be %(these)s. Please write the larger area in front of it.")


class NameMissing(RowRefused):
    """A row without a name."""

    code = "name_missing"
    says = lazy("There is no name in this row.")


class LevelUnknown(RowRefused):
    """An area of a level the town does not know."""

    code = "level_unknown"
    says = lazy("“%(level)s” is no level. There are: city, district, street, community, grid.")


class KindUnknown(RowRefused):
    """An organization of a kind nobody knows."""

    code = "kind_unknown"
    says = lazy("What sort of organization “%(name)s” is cannot be told. Please fill in its kind.")


class ParentUnknown(RowRefused):
    """A parent that is neither in the town nor in the table, or that is below its own child."""

    code = "parent_unknown"
    says = lazy("“%(parent)s” is neither in this town nor in a good row of this table.")


class OrganizationUnknown(RowRefused):
    """An organization that the town does not have."""

    code = "organization_unknown"
    says = lazy("There is no organization “%(organization)s” in this town.")


class OrganizationUnclear(RowRefused):
    """A name that several organizations bear."""

    code = "organization_unclear"
    says = lazy("“%(organization)s” could be %(these)s. Please write the parent in front of it.")


class DayUnread(RowRefused):
    """A day nobody can read."""

    code = "day_unread"
    says = lazy("“%(text)s” is not a date. Please write it like 2024-03-01.")


class UsernameTaken(RowRefused):
    """A user name that somebody else has."""

    code = "username_taken"
    says = lazy("The user name “%(username)s” belongs to somebody else.")


class UsernameUnfit(RowRefused):
    """A user name that cannot be typed everywhere."""

    code = "username_unfit"
    says = lazy("The user name “%(username)s” needs 2 to 60 letters or digits, no spaces.")


class RowTwice(RowRefused):
    """The same person in the same organization once more in one table."""

    code = "row_twice"
    says = lazy("This is the person of row %(first)s once more.")


PHONE_LEFT_OUT = Remark(
    "phone_left_out", lazy("The phone number is masked or incomplete and was left out.")
)
SECOND_REGISTRATION = Remark(
    "second_registration",
    lazy("Belongs to %(owning)s, which keeps the credit; registered here as well."),
)
MOVED_HERE = Remark("moved_here", lazy("Moved here from %(former)s."))
DAY_MISSING = Remark("day_missing", lazy("No date of joining: counted from today."))
