"""The parts that people may have in what happened, and as whom each part is spoken to."""

from enum import StrEnum

from wishboard.disclosure.audiences import Audience


class Part(StrEnum):
    """What somebody has to do with an event.

    Of an issue: who coordinates it, who handles it for its lead, for any body that has a part in
    it, for the body or bodies that the event names, and the leader who sponsors it. A coordinator
    clears the way of one wish.
    """

    keepers = "keepers"
    keepers_if_flagged = "keepers_if_flagged"
    hosts = "hosts"
    supervisors = "supervisors"
    administrators = "administrators"
    claimer = "claimer"
    fellows = "fellows"
    lead = "lead"
    participants = "participants"
    asked = "asked"
    collector = "collector"
    members = "members"
    concerned = "concerned"
    coordinator = "coordinator"
    coordinators = "coordinators"
    lead_body = "lead_body"
    bodies = "bodies"
    body = "body"
    sponsor = "sponsor"


KEEPING = frozenset(
    {
        Part.keepers,
        Part.keepers_if_flagged,
        Part.hosts,
        Part.supervisors,
        Part.administrators,
        Part.coordinator,
        Part.coordinators,
        Part.lead_body,
        Part.bodies,
        Part.body,
        Part.sponsor,
    }
)
HELPING = frozenset({Part.claimer, Part.fellows, Part.lead, Part.participants})


def audience_for(parts: set[Part]) -> Audience:
    """As whom somebody is told who has these parts in an event."""
    if parts & KEEPING:
        return Audience.keeper
    return Audience.claimer if parts & HELPING else Audience.public
