"""Why a deed on an issue is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class IssueNotNow(Refusal):
    """The issue is not at a stage where this deed is possible."""

    code = "issue_not_now"
    says = lazy("This is not possible now: somebody else was quicker, or the issue has moved on.")


class AlreadyBehind(Refusal):
    """A wish stands behind one issue only."""

    code = "already_behind"
    says = lazy("“%(title)s” already stands behind another issue. Please take it out there first.")


class NotSortable(Refusal):
    """Only wishes on their way are sent up."""

    code = "not_sortable"
    says = lazy("“%(title)s” cannot be sent up any more: it is delivered or closed.")


class NotBehind(Refusal):
    """The wish does not stand behind this issue."""

    code = "not_behind"
    status = 422
    says = lazy("This wish does not stand behind this issue.")


class ChooseWishes(Refusal):
    """A deed on several wishes needs at least one."""

    code = "choose_wishes"
    status = 422
    says = lazy("Please choose at least one wish.")


class SponsorNeeded(Refusal):
    """A legacy problem is dispatched with a leader who answers for it."""

    code = "sponsor_needed"
    status = 422
    says = lazy("An old problem needs a sponsoring leader. Please choose one first.")


class NotALeader(Refusal):
    """Only a leader sponsors."""

    code = "not_a_leader"
    status = 422
    says = lazy("Please choose somebody from the list of leaders.")


class NobodyResponsible(Refusal):
    """The duty catalogue names nobody, so that a person has to."""

    code = "nobody_responsible"
    status = 422
    says = lazy("The duty catalogue names nobody for this. Please choose who is responsible.")


class AlreadyTakesPart(Refusal):
    """An organization has one part in an issue."""

    code = "already_takes_part"
    says = lazy("This organization already has a part in this issue.")


class ObjectionTooLate(Refusal):
    """An objection comes within two working days."""

    code = "objection_too_late"
    says = lazy("An objection was possible until %(until)s. Please accept it and call others in.")


class ObjectedBefore(Refusal):
    """There is one round of objection."""

    code = "objected_before"
    says = lazy("There was an objection already, and it was decided. Please accept the issue.")


class ObjectionStands(Refusal):
    """Nothing goes on before an objection is decided."""

    code = "objection_stands"
    says = lazy("There is an objection that somebody has to decide first.")


class NotYourself(Refusal):
    """An objection names another body, and a third one decides it."""

    code = "not_yourself"
    status = 422
    says = lazy("Please name another organization than your own.")


class ThirdPartyDecides(Refusal):
    """Whoever is party to an objection does not decide it."""

    code = "third_party_decides"
    status = 403
    says = lazy("An objection is decided by somebody of neither organization.")


class ExtensionTooLate(Refusal):
    """Time is asked for before it runs out."""

    code = "extension_too_late"
    says = lazy("More time has to be asked for before the date is over.")


class ExtensionAsked(Refusal):
    """One request for time is open at a time."""

    code = "extension_asked"
    says = lazy("More time was asked for already. Please wait for the answer.")


class LaterThanBefore(Refusal):
    """An extension ends after the date it extends, and within reason."""

    code = "later_than_before"
    status = 422
    says = lazy("Please choose a working day after %(due)s, at most half a year from now.")


class NoClearMeasure(Refusal):
    """An issue is not solved by a reply that says nothing."""

    code = "no_clear_measure"
    says = lazy("Please write a reply first that says what is done, by whom and until when.")


class NotOverYet(Refusal):
    """An issue is closed when every wisher has been heard."""

    code = "not_everybody_heard"
    says = lazy("%(count)s wishers have not answered yet, or wait for a follow-up.")


class OwnIssue(Refusal):
    """The body responsible does not close its own issue."""

    code = "own_issue"
    status = 403
    says = lazy("An issue is not closed by the organization that handled it.")


class IntoItselfIssue(Refusal):
    """An issue is merged into another one that exists."""

    code = "issue_into_itself"
    status = 422
    says = lazy("Please choose another issue.")


class IssueClosed(Refusal):
    """An issue is merged into one that is still on its way."""

    code = "issue_closed"
    says = lazy("The other issue is closed or merged itself. Please choose one on its way.")


class GoneOn(Refusal):
    """Issues come apart while the one that both became is on its way."""

    code = "issue_gone_on"
    says = lazy("The issue this one was merged into is solved, closed or merged itself by now.")


class NotShared(Refusal):
    """Only an open issue that the public may see can be joined."""

    code = "not_shared"
    says = lazy("This issue is closed. Please make a wish of your own.")


class JoinedBefore(Refusal):
    """A wisher stands behind an issue once."""

    code = "joined_before"
    says = lazy("You are with us already. Your slip shows how it goes on; please look there.")


class NoSuchMilestone(Refusal):
    """A step of the road map that does not exist."""

    code = "no_such_milestone"
    status = 404
    says = lazy("There is no such step on the road map.")


class NotSummoned(Refusal):
    """Only who was summoned reports in."""

    code = "not_summoned"
    status = 403
    says = lazy("Your organization was not summoned.")


class ReportInFuture(Refusal):
    """A whistle calls for a time that is still to come."""

    code = "report_in_future"
    status = 422
    says = lazy("Please choose a time in the next thirty days.")
