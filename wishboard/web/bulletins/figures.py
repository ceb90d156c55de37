"""Where the rows behind the figures of a report are found."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from wishboard.bulletins.scope import Scope, ScopeKind
from wishboard.core.periods import Period
from wishboard.reports.bulletins.contents import extent_of, looked_at
from wishboard.reports.rates.models import Board, Matter
from wishboard.web.outcomes.course import rows_of
from wishboard.web.rankings.asked import Asked

_BEHIND = {"wishes": "wishes", "issues": "issues", "participations": "wishes"}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of the rows for one scope and period."""

    scope: Scope
    over: Period

    def course(self, what: str, **more: str) -> str:
        """The rows behind a figure of the course."""
        return rows_of(looked_at(self.scope, self.over), what, **more)

    def course_before(self, what: str, **more: str) -> str:
        """The same, a year before."""
        return rows_of(looked_at(self.scope, self.over).year_before(), what, **more)

    def month(self, what: str, month: int) -> str:
        """The same of one month of the year."""
        looked = replace(looked_at(self.scope, self.over), month=month, quarter=0)
        return rows_of(looked, what)

    def outcomes(self, name: str) -> str:
        """What came true, behind one of the totals."""
        return self._outcomes(self.over, _BEHIND.get(name, "everything"))

    def outcomes_before(self, name: str) -> str:
        """The same, a year before."""
        return self._outcomes(self.over.year_before, _BEHIND.get(name, "everything"))

    def quantity(self, code: str) -> str:
        """The problems that brought some of a kind."""
        return self._outcomes(self.over, "issues", quantity=code)

    def quantity_before(self, code: str) -> str:
        """The same, a year before."""
        return self._outcomes(self.over.year_before, "issues", quantity=code)

    def rates(self, matter: str, figure: str) -> str:
        """The wishes behind a figure of the rates."""
        of_body = self.scope.kind is ScopeKind.organization
        board = Board.organization if of_body else Board.street
        asked = Asked(board, Matter(matter), self.over)
        below = "yes" if of_body else ""
        return asked.to("/rankings/rows", body=self.scope.public_id, figure=figure, below=below)

    def _outcomes(self, over: Period, what: str, **more: str) -> str:
        told = {"by": "lane", "what": what} | more
        return f"/outcomes/rows?{urlencode(extent_of(self.scope, over).given() | told)}"
