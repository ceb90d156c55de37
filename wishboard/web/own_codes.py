"""What the codes stored about somebody are called on the page for that person."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wishboard.accounts.models import MembershipKind, WayIn
from wishboard.accounts.roles import Role
from wishboard.accounts.who import ROLES
from wishboard.claims.models import ClaimEnding, WaitingEnding
from wishboard.disclosure.models import Purpose, Unusual
from wishboard.endings.models import DecisionKind
from wishboard.i18n import LazyText, lazy
from wishboard.quotas.excuses.models import ExcuseCode
from wishboard.supervision.lookback.models import Content
from wishboard.supervision.words import CONTENTS
from wishboard.web.desk.words import CHANNELS, PURPOSES
from wishboard.web.quotas.words import EXCUSES
from wishboard.web.supervision.looks import WHY
from wishboard.wishes.stages import Channel, Ending, Stage
from wishboard.wishes.words import ENDINGS, STAGES

CODES: dict[type[StrEnum], Mapping[Any, LazyText]] = {
    Channel: CHANNELS,
    Content: CONTENTS,
    Ending: ENDINGS,
    ExcuseCode: EXCUSES,
    Purpose: PURPOSES,
    Role: ROLES,
    Stage: STAGES,
    Unusual: WHY,
    ClaimEnding: {
        ClaimEnding.delivered: lazy("Reported as done"),
        ClaimEnding.handed_back: lazy("Handed back"),
        ClaimEnding.lapsed: lazy("Lapsed"),
        ClaimEnding.released: lazy("No longer needed"),
    },
    WaitingEnding: {
        WaitingEnding.claimed: lazy("A place was taken"),
        WaitingEnding.left: lazy("Left the line"),
        WaitingEnding.ran_out: lazy("The time for it had passed"),
        WaitingEnding.released: lazy("No longer needed"),
    },
    DecisionKind: {
        DecisionKind.deferred: lazy("Deferred"),
        DecisionKind.declined: lazy("Declined"),
        DecisionKind.transferred: lazy("Transferred"),
        DecisionKind.mediated: lazy("Mediation"),
        DecisionKind.merged: lazy("Merged"),
        DecisionKind.withdrawn: lazy("Withdrawn"),
    },
    MembershipKind: {
        MembershipKind.member: lazy("Member"),
        MembershipKind.volunteer: lazy("Volunteer"),
    },
    WayIn: {
        WayIn.password: lazy("user name and password"),
        WayIn.link: lazy("a link in the mail"),
        WayIn.organization: lazy("the organization's own sign-in"),
    },
}
"""The words by the sort of code; two sorts may have codes that are spelled alike."""
