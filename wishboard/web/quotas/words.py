"""The words of these pages for what the rules and the ledger hold as codes."""

from wishboard.accounts.models import OrganizationKind
from wishboard.i18n import lazy
from wishboard.outcomes.doubts.models import Doubt
from wishboard.quotas.closing.commands import Shortfall
from wishboard.quotas.excuses.models import ExcuseCode
from wishboard.quotas.models import Holder
from wishboard.quotas.roster import State
from wishboard.quotas.rules.models import Cause
from wishboard.quotas.rules.owing import PartYear

WHOSE = {
    Holder.person: lazy("Each member of a party organization"),
    Holder.organization: lazy("Each party organization itself"),
}
KINDS = {
    OrganizationKind.party_committee: lazy("Party committees"),
    OrganizationKind.general_branch: lazy("General branches"),
    OrganizationKind.branch: lazy("Branches"),
    OrganizationKind.street: lazy("Streets and towns"),
    OrganizationKind.department: lazy("Departments"),
    OrganizationKind.enterprise: lazy("Enterprises"),
    OrganizationKind.social_unit: lazy("Social units"),
    OrganizationKind.volunteer_team: lazy("Volunteer teams"),
    OrganizationKind.mediation_committee: lazy("Mediation committees"),
}
CAUSES = {
    Cause.wish: lazy("Granted wishes"),
    Cause.issue: lazy("Issues closed as lead"),
    Cause.task: lazy("Community tasks"),
}
ONE_CAUSE = {
    Cause.wish.value: lazy("a wish"),
    Cause.issue.value: lazy("an issue"),
    Cause.task.value: lazy("a community task"),
}
PARTS = {
    PartYear.share: lazy("A share, by days"),
    PartYear.whole: lazy("The whole"),
    PartYear.nothing: lazy("Nothing that year"),
}
EXCUSES = {
    ExcuseCode.frail: lazy("Old and frail"),
    ExcuseCode.away: lazy("Mobile member, away from home"),
    ExcuseCode.ill: lazy("Ill"),
    ExcuseCode.newborn: lazy("A child was born"),
    ExcuseCode.posted: lazy("Posted elsewhere"),
    ExcuseCode.other: lazy("Another reason"),
}
SHORTFALLS = {
    Shortfall.health: lazy("Health did not allow it"),
    Shortfall.family: lazy("Family needed them"),
    Shortfall.away: lazy("Away for most of the year"),
    Shortfall.waiting: lazy("Done, but not closed in time"),
    Shortfall.no_wish: lazy("No wish that fitted"),
    Shortfall.unwilling: lazy("Did not take part; talked with"),
    Shortfall.other: lazy("Another reason"),
}
DOUBTS = {
    Doubt.own_wish: lazy("Their own wish"),
    Doubt.own_hand: lazy("Closed by their own hand"),
    Doubt.repeated_pair: lazy("The same two people again and again"),
    Doubt.one_hand: lazy("Answered and closed by a fellow member"),
}
STATES = {
    State.at_risk: (lazy("At risk"), "late"),
    State.on_the_way: (lazy("Still open"), "soon"),
    State.promised: (lazy("Promised"), "way"),
    State.kept: (lazy("Kept"), "done"),
    State.nothing_owed: (lazy("Nothing asked"), ""),
}


def options(words: dict[object, str]) -> list[tuple[str, str]]:
    """A table of words as the choices of a field."""
    return [(str(code), str(word)) for code, word in words.items()]
