"""What is filled in for a rule."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from wishboard.accounts.models import OrganizationKind
from wishboard.core.clock import today
from wishboard.core.forms import Form, Misfit, Several
from wishboard.i18n import lazy
from wishboard.quotas.excuses.models import ExcuseCode
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import Cause, QuotaRule
from wishboard.quotas.rules.owing import PartYear


class RuleForm(Form):
    """A rule as it is to hold from a day on. Without an end it holds until it is changed."""

    asks: ClassVar = {
        "kinds": lazy("Please choose at least one kind of organization."),
        "counts": lazy("Please choose what counts."),
    }

    whose: Holder
    kinds: Annotated[list[OrganizationKind], Several] = Field(min_length=1)
    counts: Annotated[list[Cause], Several] = Field(min_length=1)
    counts_members: bool = False
    minimum: int = Field(ge=0, le=1000)
    maximum: int | None = Field(default=None, ge=0, le=1000)
    joining: PartYear
    leaving: PartYear
    excuses: Annotated[list[ExcuseCode], Several] = Field(default_factory=list)
    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        if self.maximum is not None and self.maximum < self.minimum:
            raise Misfit("maximum", lazy("The most that counts must not be less than is asked."))
        if self.until is not None and self.until < self.since:
            raise Misfit("until", lazy("This day lies before the first."))
        if self.since.year < today().year - 1:
            raise Misfit("since", lazy("Please choose a day of last year at the earliest."))
        return self

    def rule(self) -> QuotaRule:
        """The rule that this form describes, not stored."""
        return QuotaRule(
            whose=self.whose,
            kinds=sorted(kind.value for kind in self.kinds),
            counts=[cause.value for cause in self.counts],
            counts_members=self.counts_members,
            minimum=self.minimum,
            maximum=self.maximum,
            joining=self.joining,
            leaving=self.leaving,
            excuses=[code.value for code in self.excuses],
            since=self.since,
            until=self.until,
        )
