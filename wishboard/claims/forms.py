"""What people fill in about a promise."""

from datetime import date

from pydantic import Field

from wishboard.core.forms import Form


class ClaimForm(Form):
    """The promised day, proposed or another; in whose name; a word on qualification."""

    promised_on: date | None = None
    other_day: date | None = None
    organization: str = Field(default="", max_length=16)
    qualified: bool = False

    @property
    def day(self) -> date | None:
        """The day that counts: whoever fills in another one means it."""
        return self.other_day or self.promised_on


class ExtendForm(Form):
    """A later day, and why."""

    promised_on: date
    reason: str = Field(min_length=2, max_length=300)


class HandBackForm(Form):
    """Why a promise is handed back."""

    reason: str = Field(min_length=2, max_length=300)
