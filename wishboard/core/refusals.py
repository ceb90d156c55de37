"""What is refused is refused with a reason: a code for programs, a sentence for people."""

from datetime import date, datetime
from typing import Any, ClassVar

from wishboard.i18n import lazy


class Refusal(Exception):
    """A rule says no. Raised from any depth: the transaction is rolled back, the answer says why.

    Subclasses set `code` (stable, for programs), `status` (HTTP) and `says`, the sentence, whose
    %(name)s places are filled from the facts given to the constructor; days and moments are
    written as the reader writes them.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 409
    says: ClassVar[str]

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    def sentence(self) -> str:
        """The reason in the reader's language."""
        return str(self.says) % {name: _written(fact) for name, fact in self.facts.items()}


def _written(fact: Any) -> Any:
    from wishboard.i18n import dates  # noqa: PLC0415 - who refuses nothing need not load it

    if isinstance(fact, datetime):
        return dates.moment(fact, "appointment")
    return dates.day(fact) if isinstance(fact, date) else fact


class NotFound(Refusal):
    """There is nothing here, or nothing this viewer may know of: the two are answered alike."""

    code = "not_found"
    status = 404
    says = lazy("There is nothing here. The address may be mistyped, or the wish is not public.")


class NotAllowed(Refusal):
    """The viewer is known and may not do this."""

    code = "not_allowed"
    status = 403
    says = lazy("Your account may not do this. Please ask your committee or the administrator.")


class SignInNeeded(Refusal):
    """Nobody is signed in, and this needs somebody."""

    code = "sign_in_needed"
    status = 401
    says = lazy("Please sign in first.")


class Invalid(Refusal):
    """What was sent does not fit the form: `errors` maps each field to its sentence."""

    code = "invalid"
    status = 422
    says = lazy("Please look at the marked fields again.")

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__()
        self.errors = errors
