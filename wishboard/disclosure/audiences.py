"""Who reads of what: for each kind of event, the audiences whose timeline shows it."""

from enum import StrEnum

from wishboard.bulletins.events import BulletinEvent
from wishboard.certificates.events import CertificateEvent
from wishboard.claims.events import ClaimEvent
from wishboard.deadlines.events import DeadlineEvent
from wishboard.disclosure.bursts import REVEALED_MANY
from wishboard.disclosure.exports.events import ExportEvent
from wishboard.disclosure.reveal import REVEALED
from wishboard.disclosure.sight import Sight
from wishboard.endings.events import EndingEvent
from wishboard.issues.events import DutyEvent, IssueEvent, RaisedEvent
from wishboard.mediation.events import MediationEvent
from wishboard.outcomes.events import OutcomeEvent
from wishboard.quotas.events import QuotaEvent
from wishboard.supervision.events import SupervisionEvent
from wishboard.wishes.events import WishEvent


class Audience(StrEnum):
    """For whom a line of history is prepared; it decides what is shown and who is named how.

    The public reads of organizations, the wisher of surnames with organizations; claimers, whoever
    keeps or oversees the wish and whoever has a part in the issue read names.
    """

    public = "public"
    wisher = "wisher"
    claimer = "claimer"
    keeper = "keeper"


_EVERYBODY = frozenset(Audience)
_CONCERNED = frozenset({Audience.wisher, Audience.claimer, Audience.keeper})
_HELPERS = frozenset({Audience.claimer, Audience.keeper})
_OWNERS = frozenset({Audience.wisher, Audience.keeper})
_KEEPERS = frozenset({Audience.keeper})

SEEN_BY: dict[str, frozenset[Audience]] = {
    WishEvent.collected: _EVERYBODY,
    WishEvent.registered: _EVERYBODY,
    WishEvent.worth_approved: _KEEPERS,
    WishEvent.published: _EVERYBODY,
    WishEvent.corrected: _OWNERS,
    WishEvent.consented: _OWNERS,
    WishEvent.purged: _OWNERS,
    WishEvent.erased: _OWNERS,
    WishEvent.slip_printed: _OWNERS,
    ClaimEvent.made: _EVERYBODY,
    ClaimEvent.extended: _EVERYBODY,
    ClaimEvent.handed_back: _EVERYBODY,
    ClaimEvent.lapsed: _EVERYBODY,
    ClaimEvent.released: _HELPERS,
    ClaimEvent.due_soon: _HELPERS,
    ClaimEvent.overdue: _CONCERNED,
    ClaimEvent.waiting: _KEEPERS,
    ClaimEvent.offered: _KEEPERS,
    ClaimEvent.offer_ran_out: _KEEPERS,
    OutcomeEvent.delivered: _EVERYBODY,
    OutcomeEvent.confirmed: _EVERYBODY,
    OutcomeEvent.rejected: _EVERYBODY,
    OutcomeEvent.silence: _EVERYBODY,
    OutcomeEvent.closed: _EVERYBODY,
    OutcomeEvent.reopened: _EVERYBODY,
    OutcomeEvent.credit_doubted: _KEEPERS,
    OutcomeEvent.credit_decided: _KEEPERS,
    EndingEvent.withdrawn: _CONCERNED,
    EndingEvent.declined: _CONCERNED,
    EndingEvent.transferred: _CONCERNED,
    EndingEvent.mediated: _CONCERNED,
    EndingEvent.deferred: _EVERYBODY,
    EndingEvent.resumed: _EVERYBODY,
    EndingEvent.merged: _CONCERNED,
    EndingEvent.unmerged: _CONCERNED,
    EndingEvent.ran_out: _EVERYBODY,
    REVEALED: _OWNERS,
    REVEALED_MANY: _KEEPERS,
    **dict.fromkeys(ExportEvent, _KEEPERS),
    IssueEvent.opened: _EVERYBODY,
    IssueEvent.joined: _KEEPERS,
    IssueEvent.taken_out: _KEEPERS,
    IssueEvent.dispatched: _EVERYBODY,
    IssueEvent.accepted: _EVERYBODY,
    IssueEvent.objected: _OWNERS,
    IssueEvent.objection_decided: _OWNERS,
    IssueEvent.supported: _EVERYBODY,
    IssueEvent.contacted: _EVERYBODY,
    IssueEvent.extension_asked: _EVERYBODY,
    IssueEvent.extension_decided: _EVERYBODY,
    IssueEvent.replied: _EVERYBODY,
    IssueEvent.planned: _EVERYBODY,
    IssueEvent.replanned: _EVERYBODY,
    IssueEvent.milestone_reached: _EVERYBODY,
    IssueEvent.milestone_dropped: _EVERYBODY,
    IssueEvent.milestone_late: _OWNERS,
    IssueEvent.whistled: _EVERYBODY,
    IssueEvent.reported_in: _OWNERS,
    IssueEvent.summons_late: _OWNERS,
    IssueEvent.joint_plan: _EVERYBODY,
    IssueEvent.task_done: _OWNERS,
    IssueEvent.task_late: _OWNERS,
    IssueEvent.whistle_ended: _EVERYBODY,
    IssueEvent.quantified: _EVERYBODY,
    IssueEvent.solved: _EVERYBODY,
    IssueEvent.closed: _EVERYBODY,
    IssueEvent.assigned_again: _EVERYBODY,
    IssueEvent.followed_up: _KEEPERS,
    IssueEvent.declined: _OWNERS,
    IssueEvent.merged: _EVERYBODY,
    IssueEvent.unmerged: _EVERYBODY,
    IssueEvent.divided: _EVERYBODY,
    IssueEvent.sponsored: _EVERYBODY,
    IssueEvent.described: _EVERYBODY,
    IssueEvent.review_due: _KEEPERS,
    IssueEvent.reviewed: _EVERYBODY,
    DutyEvent.named: _KEEPERS,
    DutyEvent.removed: _KEEPERS,
    DeadlineEvent.moved: _EVERYBODY,
    RaisedEvent.sent_up: _EVERYBODY,
    RaisedEvent.linked: _CONCERNED,
    RaisedEvent.came_back: _EVERYBODY,
    RaisedEvent.delivered: _EVERYBODY,
    SupervisionEvent.noticed: _OWNERS,
    SupervisionEvent.notice_answered: _OWNERS,
    SupervisionEvent.called_back: _OWNERS,
    SupervisionEvent.stuck_said: _OWNERS,
    SupervisionEvent.stuck_taken: _OWNERS,
    SupervisionEvent.stuck_step: _OWNERS,
    SupervisionEvent.stuck_settled: _OWNERS,
    SupervisionEvent.exclusion_asked: _KEEPERS,
    SupervisionEvent.exclusion_decided: _KEEPERS,
    SupervisionEvent.rung_changed: _KEEPERS,
    SupervisionEvent.campaign_drawn: _KEEPERS,
    SupervisionEvent.exposed: _KEEPERS,
    SupervisionEvent.exposure_step: _KEEPERS,
    SupervisionEvent.exposure_late: _KEEPERS,
    MediationEvent.opened: _KEEPERS,
    BulletinEvent.made: _KEEPERS,
    BulletinEvent.ready: _KEEPERS,
    QuotaEvent.reminded: _KEEPERS,
    QuotaEvent.excused: _KEEPERS,
    QuotaEvent.excuse_ended: _KEEPERS,
    QuotaEvent.rule_changed: _KEEPERS,
    QuotaEvent.year_closed: _KEEPERS,
    QuotaEvent.behind: _KEEPERS,
    QuotaEvent.fell_short: _KEEPERS,
    MediationEvent.settled: _OWNERS,
    CertificateEvent.asked: _KEEPERS,
    CertificateEvent.withdrawn: _KEEPERS,
    CertificateEvent.issued: _KEEPERS,
    CertificateEvent.refused: _KEEPERS,
    CertificateEvent.revoked: _KEEPERS,
}


def audience_of(sight: Sight) -> Audience:
    """As whom somebody reads the history of a wish they may see."""
    if sight.inside:
        return Audience.keeper
    if sight.own:
        return Audience.wisher
    return Audience.claimer if sight.claim else Audience.public
