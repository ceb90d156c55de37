"""What boards, matters and figures are called."""

from wishboard.i18n import lazy
from wishboard.reports.rates.models import Board, Matter, Source
from wishboard.reports.rates.rows import Figure

BOARDS = {
    Board.street: lazy("Streets and towns"),
    Board.district: lazy("Districts"),
    Board.community: lazy("Communities"),
    Board.organization: lazy("Organizations"),
}
MATTERS = {
    Matter.sent_up: lazy("Problems sent up"),
    Matter.individual: lazy("Individual wishes"),
}
FIGURES = {
    Figure.came: lazy("Wishes that came"),
    Figure.heard: lazy("Heard, before exclusions"),
    Figure.counted: lazy("Heard (D)"),
    Figure.contacted: lazy("Contacted"),
    Figure.solved: lazy("Solved"),
    Figure.satisfied: lazy("Satisfied"),
    Figure.fairly: lazy("Fairly satisfied"),
    Figure.excluded: lazy("Excluded"),
}
SOURCES = {Source.answer: lazy("The wisher's answer"), Source.callback: lazy("Call-back")}
