"""What keepers fill in when a wish takes another way."""

from datetime import date

from pydantic import Field

from wishboard.core.forms import Form


class DeclineForm(Form):
    """Why a wish is declined."""

    reason: str = Field(min_length=1, max_length=40)
    explanation: str = Field(default="", max_length=600)


class TransferForm(Form):
    """Who is responsible instead: an organization of the town, or a name."""

    receiver: str = Field(default="", max_length=16)
    receiver_name: str = Field(default="", max_length=120)
    explanation: str = Field(min_length=4, max_length=600)


class MediateForm(Form):
    """The people's mediation committee that takes over."""

    receiver: str = Field(min_length=1, max_length=16)
    explanation: str = Field(default="", max_length=600)


class DeferForm(Form):
    """Why not now, in words for the wisher, and when it is looked at again."""

    explanation: str = Field(min_length=4, max_length=600)
    review_on: date


class MergeForm(Form):
    """The wish that says the same: its public id or receipt code."""

    into: str = Field(min_length=1, max_length=16)


class WithdrawForm(Form):
    """Why the wisher withdraws, if they like to say."""

    reason: str = Field(default="", max_length=300)
