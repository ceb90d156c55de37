"""Why a wish is not taken in, registered or published."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NoConsent(Refusal):
    """The wisher has not agreed to what this deed needs."""

    code = "no_consent"
    status = 422
    says = lazy(
        "The wisher has not agreed that a rewritten summary is published. "
        "Ask them first and record the consent."
    )


class AboveTheCap(Refusal):
    """A share costs more than the cap and nobody has approved it."""

    code = "above_the_cap"
    status = 422
    says = lazy(
        "One share is worth ¥%(worth)s, the limit is ¥%(cap)s. Divide it into more places, "
        "or ask the parent organization for its approval."
    )


class NotIndividual(Refusal):
    """Only wishes that one willing person can grant go on the board."""

    code = "not_individual"
    says = lazy("Only individual wishes go on the board. Shared and old problems are sent up.")


class TellsTooMuch(Refusal):
    """Public words contain something that belongs to a person alone."""

    code = "tells_too_much"
    status = 422
    says = lazy("Everybody can read this, and it contains “%(found)s”: please leave that out.")


class TwoForMinors(Refusal):
    """Nobody meets a minor alone."""

    code = "two_for_minors"
    status = 422
    says = lazy("A wish that brings people together with minors needs at least two places.")


class InThePast(Refusal):
    """A date that has gone by."""

    code = "in_the_past"
    status = 422
    says = lazy("Please choose a date that has not gone by.")
