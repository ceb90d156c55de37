"""The sieve of the lists of issues: place, category, kind, stage, late only, words."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col

from wishboard.catalogue.sieve import PlainSieve, plain_from
from wishboard.core.clock import today
from wishboard.issues.models import Issue
from wishboard.issues.stages import IssueKind, IssueStage


@dataclass(frozen=True, slots=True)
class IssueSieve(PlainSieve):
    """What is looked for; what is left empty lets everything through. `q` is words."""

    kind: str = ""
    stage: str = ""
    late: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What an issue must be to pass."""
        found = self.placed(Issue.area_id, Issue.category_id) + self.told(Issue.search)
        if self.kind:
            found.append(col(Issue.kind) == IssueKind(self.kind))
        if self.stage:
            found.append(col(Issue.stage) == IssueStage(self.stage))
        if self.late:
            found.append(col(Issue.due_on) < today())
        return found


EVERY_ISSUE = IssueSieve()


def issue_sieve_from(asked: Mapping[str, str]) -> IssueSieve:
    """A sieve from an address; what is not understood is left out."""
    kind, stage = asked.get("kind", ""), asked.get("stage", "")
    return IssueSieve(
        **plain_from(asked),
        kind=kind if kind in IssueKind.__members__ else "",
        stage=stage if stage in IssueStage.__members__ else "",
        late="yes" if asked.get("late") else "",
    )
