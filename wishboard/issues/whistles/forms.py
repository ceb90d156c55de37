"""What is filled in when a whistle is blown, answered and planned."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from wishboard.core.forms import CityMoment, Form, Several
from wishboard.i18n import lazy


class WhistleForm(Form):
    """Why, by when, and which organizations are called, by their public ids."""

    asks: ClassVar = {
        "reason": lazy("Please say what the others are needed for."),
        "report_by": lazy("Please choose a date and a time."),
        "organizations": lazy("Please choose at least one organization."),
    }

    reason: str = Field(min_length=4, max_length=600)
    report_by: CityMoment
    organizations: Annotated[list[str], Several] = Field(min_length=1, max_length=20)


class ArrivalForm(Form):
    """Who came for an organization, and when; left out, now."""

    who: str = Field(default="", max_length=60)
    at: CityMoment | None = None


class TaskForm(Form):
    """What one organization takes home, and by which day."""

    asks: ClassVar = {"due_on": lazy("Please choose the day by which it will be done.")}

    task: str = Field(min_length=2, max_length=300)
    due_on: date


class JointPlanForm(Form):
    """What was agreed on together; the tasks are by the public ids of the summonses."""

    asks: ClassVar = {"plan": lazy("Please write down what was agreed on.")}

    plan: str = Field(min_length=4, max_length=2000)
    tasks: dict[str, TaskForm] = Field(default_factory=dict)


class TaskDoneForm(Form):
    """What was done."""

    asks: ClassVar = {"done": lazy("Please write what was done.")}

    done: str = Field(min_length=2, max_length=600)
