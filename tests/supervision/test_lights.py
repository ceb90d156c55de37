"""The colour in which an issue is shown."""

from datetime import date, timedelta

import pytest

from wishboard.issues.models import Issue
from wishboard.issues.stages import IssueStage
from wishboard.supervision.ladder.lights import Light, light_of
from wishboard.supervision.ladder.models import Colour

DAY = date(2025, 9, 1)
COLOURS = {1: Colour.blue, 2: Colour.orange, 3: Colour.orange, 4: Colour.red, 5: Colour.red}


@pytest.mark.parametrize(
    ("stage", "left", "rung", "light"),
    [
        (IssueStage.accepted, 10, 0, Light.on_time),
        (IssueStage.accepted, 4, 0, Light.on_time),
        (IssueStage.accepted, 3, 0, Light.soon),
        (IssueStage.dispatched, 0, 0, Light.soon),
        (IssueStage.accepted, -1, 0, Light.soon),
        (IssueStage.accepted, -1, 1, Light.blue),
        (IssueStage.accepted, 10, 2, Light.orange),
        (IssueStage.accepted, -30, 5, Light.red),
        (IssueStage.solved, -30, 5, Light.on_time),
        (IssueStage.closed, -30, 5, Light.on_time),
    ],
)
def test_how_an_issue_stands(stage: IssueStage, left: int, rung: int, light: Light) -> None:
    issue = Issue(title="", summary="", stage=stage, due_on=DAY + timedelta(days=left), rung=rung)
    assert light_of(issue, COLOURS, DAY) is light
