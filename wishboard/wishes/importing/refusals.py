"""Why a row of a ledger does not go in, and what is said of rows that do."""

from wishboard.core.sheets.review import Remark, RowRefused
from wishboard.i18n import lazy


class NothingWished(RowRefused):
    """A row without a title and without a text."""

    code = "nothing_wished"
    says = lazy("There is neither a title nor a text in this row.")


class AreaMissing(RowRefused):
    """A row without an area, and no area was named for the whole table."""

    code = "area_missing"
    says = lazy("The row names no area. Please name one for the whole table.")


class MomentUnread(RowRefused):
    """A row with a time nobody can read."""

    code = "moment_unread"
    says = lazy("“%(text)s” is not a date. Please write it like 2024-03-01.")


class NotYet(RowRefused):
    """A row from the future."""

    code = "not_yet"
    says = lazy("%(text)s has not come yet. Please check the date.")


class NumberTaken(RowRefused):
    """The number of the row belongs to another wish that was taken in before."""

    code = "number_taken"
    says = lazy(
        "Number %(number)s was taken in before with other words. "
        "If this is another ledger, give it a source name of its own."
    )


class DoubledRow(RowRefused):
    """The same row again in the same table."""

    code = "doubled_row"
    says = lazy("This is row %(first)s once more.")


AREA_GUESSED = Remark(
    "area_guessed", lazy("There is no area “%(area)s”; the wish came to %(instead)s.")
)
CATEGORY_UNKNOWN = Remark(
    "category_unknown", lazy("There is no category “%(category)s”; please choose one at the desk.")
)
SORTING_UNKNOWN = Remark(
    "sorting_unknown", lazy("“%(words)s” is no way to sort a wish; the desk decides.")
)
DECISION_NEEDED = Remark(
    "decision_needed",
    lazy("Deferring or declining needs a reason in words: the wish waits at the desk."),
)
PHONE_UNUSABLE = Remark(
    "phone_unusable", lazy("The phone number is masked or incomplete and was left out.")
)
NUMBER_UNREAD = Remark("number_unread", lazy("“%(text)s” is not a number and was left out."))
SHARED_OUT = Remark(
    "shared_out", lazy("Worth ¥%(worth)s: divided into %(places)s shares of ¥%(share)s.")
)
TELLS_TOO_MUCH = Remark(
    "tells_too_much",
    lazy("The words contain personal data: the wish waits at the desk for its public summary."),
)
WORDS_TOO_LONG = Remark(
    "words_too_long",
    lazy("The words are too long for a card: the wish waits at the desk for its public summary."),
)
TITLE_CUT = Remark("title_cut", lazy("The title was too long and now begins the text."))
SAID_BEFORE = Remark("said_before", lazy("The same person said the same in row %(first)s."))
