"""Why there is no file with contact data."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class YourOwnRequest(Refusal):
    """Two people are needed, and neither works with rights of the other."""

    code = "your_own_request"
    status = 403
    says = lazy("Somebody else approves this: not who asked, and not by a role they handed on.")


class Decided(Refusal):
    """What was decided is not decided again."""

    code = "decided"
    says = lazy("This request has been decided already.")


class NothingToExport(Refusal):
    """An empty file is nothing to approve."""

    code = "nothing_to_export"
    status = 422
    says = lazy("There is no such wish at the moment.")


class TooManyAtOnce(Refusal):
    """No file takes the whole town home."""

    code = "too_many_at_once"
    status = 422
    says = lazy("These are more than %(most)s wishes. Please choose a smaller organization.")


class NotToFetch(Refusal):
    """It was not approved, or its time is over."""

    code = "not_to_fetch"
    says = lazy("This file cannot be fetched: it is not approved, or its time is over.")
