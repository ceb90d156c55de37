"""The words of a wish's way, as they are stored."""

from enum import StrEnum


class Kind(StrEnum):
    """Whose wish it is: a resident's, or a task that an organization offers to volunteers."""

    micro_wish = "micro_wish"
    community_task = "community_task"


class Lane(StrEnum):
    """Who can help: one willing person, a department, a leader, or mediators."""

    individual = "individual"
    shared = "shared"
    legacy = "legacy"
    mediation = "mediation"


SENT_UP = frozenset({Lane.shared, Lane.legacy})
"""The lanes of what is not for one willing person."""


class Stage(StrEnum):
    """Where a wish is."""

    collected = "collected"
    registered = "registered"
    published = "published"
    claimed = "claimed"
    delivered = "delivered"
    answered = "answered"
    closed = "closed"
    raised = "raised"
    deferred = "deferred"


SPINE = (
    Stage.collected,
    Stage.registered,
    Stage.published,
    Stage.claimed,
    Stage.delivered,
    Stage.answered,
    Stage.closed,
)


class Ending(StrEnum):
    """How a closed wish ended."""

    fulfilled = "fulfilled"
    unconfirmed = "unconfirmed"
    transferred = "transferred"
    declined = "declined"
    merged = "merged"
    withdrawn = "withdrawn"


class Channel(StrEnum):
    """How a wish came in."""

    web = "web"
    qr = "qr"
    visit = "visit"
    hotline = "hotline"
    petition = "petition"
    forum = "forum"
    survey = "survey"
    imported = "import"


class Risk(StrEnum):
    """What makes a wish one for people with a qualification, an insurance or a companion."""

    electric = "electric"
    height = "height"
    minors = "minors"
    alone_at_home = "alone_at_home"
