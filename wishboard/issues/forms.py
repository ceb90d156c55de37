"""What is filled in about an issue and the wishes behind it."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from wishboard.core.forms import Form, Several
from wishboard.i18n import lazy
from wishboard.issues.quantities.forms import WithQuantities
from wishboard.issues.stages import IssueKind
from wishboard.wishes.forms import Agreed, Line, Phone


class IssueForm(WithQuantities):
    """An issue in public words, with what it should bring.

    `wishes` are the public ids of those that raise it, or none.
    """

    asks: ClassVar = {
        "title": lazy("Please say in one line what the problem is."),
        "summary": lazy("Please describe the problem without naming anybody."),
        "category": lazy("Please choose a category."),
        "area": lazy("Please choose the area."),
    }

    kind: IssueKind = IssueKind.shared
    title: str = Field(min_length=4, max_length=60)
    summary: str = Field(min_length=4, max_length=600)
    category: str = Field(min_length=1, max_length=80)
    area: str = Field(min_length=1, max_length=16)
    expected: int = Field(default=0, ge=0, le=10_000_000)
    since_year: int | None = Field(default=None, ge=1949, le=2100)
    past_attempts: str = Field(default="", max_length=600)
    blocking: str = Field(default="", max_length=600)
    sponsor: str = Field(default="", max_length=16)
    wishes: Annotated[list[str], Several] = Field(default_factory=list)


class WishesForm(Form):
    """Some of the wishes, by their public ids."""

    wishes: Annotated[list[str], Several] = Field(default_factory=list)


class SplitForm(WishesForm):
    """The wishes that become an issue of their own, and its public words."""

    title: str = Field(min_length=4, max_length=60)
    summary: str = Field(min_length=4, max_length=600)


class MergeIssueForm(Form):
    """The issue that says the same, by its public id."""

    into: str = Field(min_length=1, max_length=16)


class DeclineIssueForm(Form):
    """Why an issue is not taken up, in words for the wishers behind it."""

    reason: str = Field(min_length=1, max_length=40)
    explanation: str = Field(min_length=4, max_length=600)


class SolveForm(WithQuantities):
    """What was done about an issue, how many people it reached and what else it brought."""

    asks: ClassVar = {"result": lazy("Please write what was done.")}

    result: str = Field(min_length=4, max_length=600)
    reported: int = Field(ge=0, le=10_000_000)
    solved_on: date | None = None


class FollowUpForm(Form):
    """What was done for one dissatisfied wisher."""

    asks: ClassVar = {"done": lazy("Please write what was done.")}

    done: str = Field(min_length=4, max_length=600)


class CloseIssueForm(WithQuantities):
    """How many people really benefited, and what else it brought; an issue has its own figures.

    `words` are the last public ones about an old problem.
    """

    confirmed: int = Field(ge=0, le=10_000_000)
    words: str = Field(default="", max_length=600)


class SponsorForm(Form):
    """The leader who answers for an old problem."""

    sponsor: str = Field(min_length=1, max_length=16)


class LegacyForm(Form):
    """What is known of an old problem."""

    since_year: int | None = Field(default=None, ge=1949, le=2100)
    past_attempts: str = Field(default="", max_length=600)
    blocking: str = Field(default="", max_length=600)


class JoinForm(Form):
    """Mine too: how to reach somebody who has the same problem, and what they add to it."""

    asks: ClassVar = {
        "name": lazy("Please write a name."),
        "phone": lazy("Please write a phone number."),
    }

    name: str = Field(min_length=1, max_length=60)
    phone: Phone = Field(max_length=30)
    text: str = Field(default="", max_length=600)
    address: Line = ""
    area: str = Field(default="", max_length=16)
    may_contact: Agreed = Field(default=False, validate_default=True)
