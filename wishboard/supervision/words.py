"""What the stored codes of supervision are called on its pages."""

from wishboard.i18n import lazy
from wishboard.mediation.models import Settled
from wishboard.supervision.exposure.models import Step
from wishboard.supervision.ladder.models import Cause, Colour
from wishboard.supervision.lookback.models import Content

COLOURS = {
    Colour.blue: lazy("Blue supervision"),
    Colour.orange: lazy("Orange supervision"),
    Colour.red: lazy("Red supervision"),
}
TONES = {Colour.blue: "way", Colour.orange: "soon", Colour.red: "late"}
"""The tones of badges in which the colours are shown."""
CAUSES = {
    Cause.overdue: lazy("Over its date"),
    Cause.dissatisfied: lazy("Too many wishers say it is not done"),
    Cause.no_measure: lazy("The written reply names no clear measure"),
    Cause.by_hand: lazy("Stepped up by hand"),
    Cause.sent_back: lazy("Sent back: not done"),
    Cause.look_back: lazy("Found not done in a look-back"),
}
STEPS = {
    Step.told: lazy("The body is told"),
    Step.viewed: lazy("Looked at on the spot"),
    Step.planned: lazy("A plan is there"),
    Step.reported: lazy("What was done is reported"),
}
CONTENTS = {
    Content.satisfied: lazy("Content"),
    Content.fairly: lazy("Fairly content"),
    Content.dissatisfied: lazy("Not content"),
}
SETTLED = {
    Settled.agreed: lazy("They agreed"),
    Settled.not_agreed: lazy("They did not agree"),
    Settled.withdrawn: lazy("It was withdrawn"),
}
