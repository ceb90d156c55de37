"""What is written down of supervision."""

from enum import StrEnum


class SupervisionEvent(StrEnum):
    """The kinds of events of supervision.

    Notices and their answers happen to an issue, call-backs, exclusions and what is said about a
    stuck attempt to a wish, the rest to a rung, a campaign or an exposure.
    """

    noticed = "supervision.noticed"
    notice_answered = "supervision.notice_answered"
    called_back = "supervision.called_back"
    stuck_said = "supervision.stuck_said"
    stuck_taken = "supervision.stuck_taken"
    stuck_step = "supervision.stuck_step"
    stuck_settled = "supervision.stuck_settled"
    exclusion_asked = "supervision.exclusion_asked"
    exclusion_decided = "supervision.exclusion_decided"
    rung_changed = "supervision.rung_changed"
    campaign_drawn = "supervision.campaign_drawn"
    exposed = "supervision.exposed"
    exposure_step = "supervision.exposure_step"
    exposure_late = "supervision.exposure_late"


RUNG = "rung"
CAMPAIGN = "campaign"
EXPOSURE = "exposure"
"""The subjects of events that happen to neither an issue nor a wish."""
