"""What the stored codes of an issue are called on its pages."""

from wishboard.i18n import lazy
from wishboard.issues.handling.models import Contacted
from wishboard.issues.stages import IssueKind, IssueStage

KINDS = {
    IssueKind.shared: lazy("Shared matter"),
    IssueKind.legacy: lazy("Legacy problem"),
}
STAGES = {
    IssueStage.opened: lazy("Opened"),
    IssueStage.dispatched: lazy("Handed over"),
    IssueStage.accepted: lazy("Being worked on"),
    IssueStage.solved: lazy("Solved, being confirmed"),
    IssueStage.closed: lazy("Done"),
}
CONTACTED = {
    Contacted.phone: lazy("By phone"),
    Contacted.visit: lazy("On a visit"),
    Contacted.message: lazy("By message"),
}
