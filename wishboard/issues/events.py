"""What is written down of an issue."""

from enum import StrEnum

SUBJECT = "issue"
DUTY = "duty"
"""The subject of what happens to a line of the duty catalogue."""


class IssueEvent(StrEnum):
    """The kinds of events of an issue. The subject is the issue's key."""

    opened = "issue.opened"
    joined = "issue.joined"
    taken_out = "issue.taken_out"
    dispatched = "issue.dispatched"
    accepted = "issue.accepted"
    objected = "issue.objected"
    objection_decided = "issue.objection_decided"
    supported = "issue.supported"
    contacted = "issue.contacted"
    extension_asked = "issue.extension_asked"
    extension_decided = "issue.extension_decided"
    replied = "issue.replied"
    planned = "issue.planned"
    replanned = "issue.replanned"
    milestone_reached = "issue.milestone_reached"
    milestone_dropped = "issue.milestone_dropped"
    milestone_late = "issue.milestone_late"
    whistled = "issue.whistled"
    reported_in = "issue.reported_in"
    summons_late = "issue.summons_late"
    joint_plan = "issue.joint_plan"
    task_done = "issue.task_done"
    task_late = "issue.task_late"
    whistle_ended = "issue.whistle_ended"
    quantified = "issue.quantified"
    solved = "issue.solved"
    closed = "issue.closed"
    assigned_again = "issue.assigned_again"
    followed_up = "issue.followed_up"
    declined = "issue.declined"
    merged = "issue.merged"
    unmerged = "issue.unmerged"
    divided = "issue.divided"
    sponsored = "issue.sponsored"
    described = "issue.described"
    review_due = "issue.review_due"
    reviewed = "issue.reviewed"


class DutyEvent(StrEnum):
    """The kinds of events of the duty catalogue: who is responsible from now on, or nobody."""

    named = "duty.named"
    removed = "duty.removed"


class RaisedEvent(StrEnum):
    """The kinds of events in the history of a wish that waits on an issue."""

    sent_up = "raised.sent_up"
    linked = "raised.linked"
    came_back = "raised.came_back"
    delivered = "raised.delivered"
