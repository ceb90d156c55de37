"""What the stored codes of a wish are called."""

from wishboard.i18n import lazy
from wishboard.wishes.stages import Ending, Kind, Lane, Stage

KINDS = {Kind.micro_wish: lazy("Wish"), Kind.community_task: lazy("Community task")}
LANES = {
    Lane.individual: lazy("Individual wish"),
    Lane.shared: lazy("Shared matter"),
    Lane.legacy: lazy("Legacy problem"),
    Lane.mediation: lazy("Mediation"),
}
STAGES = {
    Stage.collected: lazy("Collected"),
    Stage.registered: lazy("Registered"),
    Stage.published: lazy("Published"),
    Stage.claimed: lazy("Claimed"),
    Stage.delivered: lazy("Delivered"),
    Stage.answered: lazy("Answered"),
    Stage.closed: lazy("Closed"),
    Stage.raised: lazy("Sent up"),
    Stage.deferred: lazy("Deferred"),
}
ENDINGS = {
    Ending.fulfilled: lazy("Fulfilled"),
    Ending.unconfirmed: lazy("Unconfirmed"),
    Ending.transferred: lazy("Transferred"),
    Ending.declined: lazy("Declined"),
    Ending.merged: lazy("Merged"),
    Ending.withdrawn: lazy("Withdrawn"),
}
