"""What the lists of issues are called, and how an address asks for one of them."""

from collections.abc import Mapping

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.issues.desk import IssueList
from wishboard.issues.sieve import IssueSieve, issue_sieve_from
from wishboard.web.desk.asked import Asked

LABELS = {
    IssueList.accept: lazy("To accept"),
    IssueList.work: lazy("In our hands"),
    IssueList.followup: lazy("To follow up"),
    IssueList.support: lazy("We support"),
    IssueList.sponsor: lazy("I sponsor"),
    IssueList.dispatch: lazy("To dispatch"),
    IssueList.objection: lazy("Objections"),
    IssueList.time: lazy("More time asked for"),
    IssueList.overdue: lazy("Overdue"),
    IssueList.close: lazy("To close"),
    IssueList.open: lazy("All open"),
    IssueList.closed: lazy("Closed ones"),
}
HINTS = {
    IssueList.accept: lazy("Two working days to accept, or to say who is responsible instead."),
    IssueList.work: lazy("Your organization answers for these. What is due first stands first."),
    IssueList.followup: lazy("Solved, but somebody says it is not so for them."),
    IssueList.support: lazy("Another organization leads; yours helps."),
    IssueList.sponsor: lazy("You answer for these until they are solved."),
    IssueList.dispatch: lazy("Straight to the body responsible, by the duty catalogue."),
    IssueList.objection: lazy("A first receiver names another body. Somebody of neither decides."),
    IssueList.time: lazy("Asked before the date. The wishers read what you decide."),
    IssueList.overdue: lazy("The date has gone by, and it is not solved."),
    IssueList.close: lazy("Solved, and every wisher has been heard."),
    IssueList.open: lazy("Everything that is on its way."),
    IssueList.closed: lazy("The newest first."),
}
RIGHTS = (Right.coordinate, Right.handle, Right.sponsor)

IssuesAsked = Asked[IssueList, IssueSieve]


def asked_in(given: Mapping[str, str]) -> IssuesAsked:
    """What an address asks for; an unknown list is none."""
    name = given.get("list", "")
    which = IssueList(name) if name in IssueList.__members__ else None
    return Asked("/desk/issues", which, issue_sieve_from(given))


def must_have_issues(visit: Visit) -> Viewer:
    """The viewer, who coordinates, handles or sponsors issues. Raises SignInNeeded, NotAllowed."""
    return visit.must_hold(*RIGHTS)
