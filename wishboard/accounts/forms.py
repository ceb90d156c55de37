"""What an administrator fills in about people."""

from pydantic import Field

from wishboard.accounts.roles import Role
from wishboard.core.forms import Form


class AppointForm(Form):
    """A role, over an organization or an area: one of the two."""

    role: Role
    organization: str = Field(default="", max_length=16)
    area: str = Field(default="", max_length=16)


class DismissForm(Form):
    """Which role ends."""

    appointment: int
