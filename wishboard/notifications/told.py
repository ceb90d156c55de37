"""Who is told of what: for each kind of event, the parts people may have in it."""

from wishboard.accounts.events import AccountEvent, SignInEvent
from wishboard.bulletins.events import BulletinEvent
from wishboard.certificates.events import CertificateEvent
from wishboard.claims.events import ClaimEvent
from wishboard.deadlines.events import DeadlineEvent
from wishboard.disclosure.bursts import REVEALED_MANY
from wishboard.disclosure.exports.events import ExportEvent
from wishboard.disclosure.reveal import REVEALED
from wishboard.endings.events import EndingEvent
from wishboard.issues.events import DutyEvent, IssueEvent, RaisedEvent
from wishboard.mediation.events import MediationEvent
from wishboard.notifications.parts import Part
from wishboard.outcomes.events import OutcomeEvent
from wishboard.quotas.events import QuotaEvent
from wishboard.supervision.events import SupervisionEvent
from wishboard.wishes.events import WishEvent

_KEPT = (Part.keepers, Part.fellows)
_DONE = (Part.participants,)
_ABOVE = (Part.coordinators, Part.sponsor)
_ALL = (*_ABOVE, Part.bodies)

TOLD: dict[str, tuple[Part, ...]] = {
    WishEvent.collected: (Part.keepers,),
    WishEvent.registered: (Part.collector,),
    WishEvent.worth_approved: (Part.keepers,),
    WishEvent.published: (Part.members,),
    WishEvent.corrected: (),
    WishEvent.consented: (),
    WishEvent.purged: (),
    WishEvent.erased: (),
    WishEvent.slip_printed: (),
    ClaimEvent.made: (Part.lead, Part.hosts),
    ClaimEvent.extended: _KEPT,
    ClaimEvent.handed_back: _KEPT,
    ClaimEvent.lapsed: (Part.claimer, *_KEPT, Part.supervisors),
    ClaimEvent.released: (Part.claimer,),
    ClaimEvent.due_soon: (Part.claimer,),
    ClaimEvent.overdue: (Part.claimer, Part.keepers),
    ClaimEvent.waiting: (),
    ClaimEvent.offered: (Part.asked,),
    ClaimEvent.offer_ran_out: (Part.asked,),
    OutcomeEvent.delivered: (*_DONE, Part.hosts),
    OutcomeEvent.confirmed: (*_DONE, Part.keepers_if_flagged),
    OutcomeEvent.rejected: (*_DONE, Part.keepers),
    OutcomeEvent.silence: (Part.keepers,),
    OutcomeEvent.closed: (*_DONE, Part.collector),
    OutcomeEvent.reopened: (*_DONE, Part.keepers),
    OutcomeEvent.credit_doubted: (Part.supervisors,),
    OutcomeEvent.credit_decided: _DONE,
    EndingEvent.withdrawn: (Part.keepers,),
    EndingEvent.declined: (Part.collector,),
    EndingEvent.transferred: (Part.collector,),
    EndingEvent.mediated: (Part.collector,),
    EndingEvent.deferred: (Part.collector,),
    EndingEvent.resumed: (Part.collector, Part.keepers),
    EndingEvent.merged: (Part.collector,),
    EndingEvent.unmerged: (Part.collector,),
    EndingEvent.ran_out: (Part.keepers,),
    REVEALED: (),
    REVEALED_MANY: (Part.supervisors, Part.administrators),
    ExportEvent.asked: (Part.coordinators, Part.supervisors),
    ExportEvent.approved: (Part.asked,),
    ExportEvent.refused: (Part.asked,),
    ExportEvent.fetched: (),
    ExportEvent.traced: (),
    IssueEvent.opened: (Part.coordinators,),
    IssueEvent.joined: (Part.lead_body,),
    IssueEvent.taken_out: (Part.lead_body,),
    IssueEvent.dispatched: (Part.lead_body, Part.sponsor),
    IssueEvent.accepted: _ABOVE,
    IssueEvent.objected: _ABOVE,
    IssueEvent.objection_decided: _ALL,
    IssueEvent.supported: (Part.body, Part.lead_body),
    IssueEvent.contacted: (),
    IssueEvent.extension_asked: _ABOVE,
    IssueEvent.extension_decided: (Part.bodies, Part.sponsor),
    IssueEvent.replied: _ABOVE,
    IssueEvent.planned: (Part.body,),
    IssueEvent.replanned: _ALL,
    IssueEvent.milestone_reached: _ABOVE,
    IssueEvent.milestone_dropped: _ABOVE,
    IssueEvent.milestone_late: (Part.body, *_ABOVE, Part.lead_body),
    IssueEvent.whistled: (Part.body, *_ABOVE),
    IssueEvent.reported_in: (Part.coordinators, Part.lead_body),
    IssueEvent.summons_late: (Part.body, Part.lead_body, Part.coordinators),
    IssueEvent.joint_plan: (Part.body, *_ALL),
    IssueEvent.task_done: (Part.coordinators, Part.lead_body),
    IssueEvent.task_late: (Part.body, Part.lead_body, Part.coordinators),
    IssueEvent.whistle_ended: (Part.body, Part.coordinators),
    IssueEvent.quantified: (),
    IssueEvent.solved: (*_ALL, Part.supervisors),
    IssueEvent.closed: _ALL,
    IssueEvent.assigned_again: (*_ALL, Part.supervisors),
    IssueEvent.followed_up: (Part.coordinators,),
    IssueEvent.declined: _ALL,
    IssueEvent.merged: _ALL,
    IssueEvent.unmerged: _ALL,
    IssueEvent.divided: _ALL,
    IssueEvent.sponsored: (Part.asked, Part.lead_body),
    IssueEvent.described: (Part.sponsor, Part.lead_body),
    IssueEvent.review_due: _ABOVE,
    IssueEvent.reviewed: _ALL,
    DutyEvent.named: (),
    DutyEvent.removed: (),
    DeadlineEvent.moved: (Part.bodies, Part.coordinators),
    RaisedEvent.sent_up: (Part.collector,),
    RaisedEvent.linked: (Part.keepers, Part.fellows),
    RaisedEvent.came_back: (Part.collector, Part.keepers),
    RaisedEvent.delivered: (Part.collector,),
    SupervisionEvent.noticed: (*_ABOVE, Part.lead_body, Part.supervisors),
    SupervisionEvent.notice_answered: (Part.supervisors, Part.sponsor),
    SupervisionEvent.called_back: (Part.keepers,),
    SupervisionEvent.stuck_said: (Part.keepers,),
    SupervisionEvent.stuck_taken: (Part.coordinator,),
    SupervisionEvent.stuck_step: (),
    SupervisionEvent.stuck_settled: (Part.keepers, Part.collector),
    SupervisionEvent.exclusion_asked: (Part.supervisors,),
    SupervisionEvent.exclusion_decided: (Part.keepers, Part.asked),
    SupervisionEvent.rung_changed: (),
    SupervisionEvent.campaign_drawn: (),
    SupervisionEvent.exposed: (Part.body, Part.coordinators),
    SupervisionEvent.exposure_step: (Part.supervisors,),
    SupervisionEvent.exposure_late: (Part.body, Part.supervisors),
    MediationEvent.opened: (Part.body,),
    MediationEvent.settled: (Part.keepers, Part.collector),
    QuotaEvent.reminded: (Part.concerned,),
    QuotaEvent.excused: (Part.concerned,),
    QuotaEvent.excuse_ended: (Part.concerned,),
    QuotaEvent.rule_changed: (),
    QuotaEvent.year_closed: (),
    QuotaEvent.behind: (Part.coordinators,),
    QuotaEvent.fell_short: (Part.coordinators,),
    CertificateEvent.asked: (Part.coordinators,),
    CertificateEvent.withdrawn: (),
    CertificateEvent.issued: (Part.asked,),
    CertificateEvent.refused: (Part.asked,),
    CertificateEvent.revoked: (Part.asked,),
    BulletinEvent.made: (),
    BulletinEvent.ready: (Part.asked,),
    AccountEvent.appointed: (Part.concerned,),
    AccountEvent.dismissed: (Part.concerned,),
    AccountEvent.handed_on: (Part.concerned,),
    AccountEvent.taken_back: (Part.concerned, Part.asked),
    AccountEvent.delegation_begun: (Part.concerned, Part.asked),
    AccountEvent.delegation_over: (Part.concerned, Part.asked),
    AccountEvent.audit_read: (),
    AccountEvent.audit_taken: (),
    AccountEvent.volunteer_approved: (Part.concerned,),
    AccountEvent.password_changed: (Part.concerned,),
    AccountEvent.password_reset: (Part.concerned,),
    AccountEvent.second_factor_set_up: (Part.concerned,),
    AccountEvent.second_factor_removed: (Part.concerned,),
    AccountEvent.second_factor_reset: (Part.concerned,),
    AccountEvent.recovery_code_used: (Part.concerned,),
    AccountEvent.recovery_codes_renewed: (Part.concerned,),
    AccountEvent.appointed_by_group: (Part.concerned,),
    AccountEvent.dismissed_by_group: (Part.concerned,),
    AccountEvent.mail_again: (),
    AccountEvent.mail_given_up: (),
    **dict.fromkeys(SignInEvent, ()),
}
"""Wishers have no account: they read everything on the tracking page."""

TOLD_TO_THE_DOER = frozenset(
    {
        AccountEvent.password_changed,
        AccountEvent.second_factor_set_up,
        AccountEvent.second_factor_removed,
        AccountEvent.recovery_codes_renewed,
    }
)
"""Changes of one's own locks are told to oneself: it may have been somebody at an open page."""

GATHERED = frozenset({WishEvent.collected, WishEvent.published, IssueEvent.joined})
"""Of these a person gets one notice a day, however many there are."""
