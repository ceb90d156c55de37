"""Free text beside the original words: in which columns it stands, and how it is taken away."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Update, or_, select, update
from sqlmodel import SQLModel, col

from wishboard.claims.models import Claim
from wishboard.core.database import AsyncSession
from wishboard.disclosure.exports.models import ContactExport
from wishboard.endings.models import Decision
from wishboard.issues.handling.models import Extension, Objection, Reply
from wishboard.issues.whistles.models import Summons, Whistle
from wishboard.mediation.models import MediationCase
from wishboard.outcomes.doubts.models import CreditDoubt
from wishboard.outcomes.models import Answer, Outcome
from wishboard.quotas.excuses.models import Excuse
from wishboard.supervision.exclusions.models import Exclusion
from wishboard.supervision.exposure.models import Exposure, ExposureStep
from wishboard.supervision.ladder.models import SupervisionNotice
from wishboard.supervision.lookback.models import Callback
from wishboard.supervision.stuck.models import Stuck, StuckStep
from wishboard.triage.groups.models import GroupWish

GONE = "…"
"""What is left where something has to stand."""


class Texts(NamedTuple):
    """The free text of one table: `empty` is what its columns become, `about` the key of the wish
    or issue it is about, `said` since when it stands there."""

    of: type[SQLModel]
    empty: dict[str, Any]
    about: Any
    said: Any

    @property
    def columns(self) -> list[str]:
        """Table and column of each."""
        return [f"{self.of.__tablename__}.{name}" for name in self.empty]

    def told(self) -> ColumnElement[bool]:
        """Whether anything stands there still."""
        return or_(*(col(getattr(self.of, name)) != gone for name, gone in self.empty.items()))

    def emptied(self) -> Update:
        """Take all of it away, of the rows that a condition is added for."""
        return update(self.of).values(self.empty)


def _texts(of: type[SQLModel], *names: str, about: Any, said: Any) -> Texts:
    return Texts(of, dict.fromkeys(names, ""), about, said)


_STUCK_ABOUT = (
    select(col(Stuck.wish_id)).where(col(Stuck.id) == StuckStep.stuck_id).correlate(StuckStep)
).scalar_subquery()
_WHISTLE_ABOUT = (
    select(col(Whistle.issue_id)).where(col(Whistle.id) == Summons.whistle_id).correlate(Summons)
).scalar_subquery()
_WHISTLE_SAID = (
    select(col(Whistle.blown_at)).where(col(Whistle.id) == Summons.whistle_id).correlate(Summons)
).scalar_subquery()
_EXPOSED = (
    select(col(Exposure.reported_at))
    .where(col(Exposure.id) == ExposureStep.exposure_id)
    .correlate(ExposureStep)
).scalar_subquery()

OF_WISHES = (
    _texts(Answer, "words", about=Answer.wish_id, said=Answer.at),
    _texts(Callback, "words", about=Callback.wish_id, said=Callback.at),
    _texts(Claim, "extension_reason", "reason", about=Claim.wish_id, said=Claim.ended_at),
    _texts(CreditDoubt, "words", about=CreditDoubt.wish_id, said=CreditDoubt.decided_at),
    _texts(Decision, "explanation", "receiver", about=Decision.wish_id, said=Decision.at),
    _texts(Exclusion, "evidence", "words", about=Exclusion.wish_id, said=Exclusion.decided_at),
    _texts(MediationCase, "words", about=MediationCase.wish_id, said=MediationCase.recorded_at),
    _texts(Outcome, "done", "undone_because", about=Outcome.wish_id, said=Outcome.delivered_at),
    _texts(
        Stuck,
        *("place", "said", "earlier", "blockers", "result"),
        about=Stuck.wish_id,
        said=Stuck.at,
    ),
    _texts(StuckStep, "words", about=_STUCK_ABOUT, said=StuckStep.at),
    Texts(GroupWish, {"words": [], "place": ""}, GroupWish.wish_id, GroupWish.at),
)
OF_ISSUES = (
    _texts(Extension, "reason", "words", about=Extension.issue_id, said=Extension.at),
    _texts(Objection, "reason", "words", about=Objection.issue_id, said=Objection.at),
    _texts(Reply, "text", about=Reply.issue_id, said=Reply.at),
    _texts(Summons, "who", "done", about=_WHISTLE_ABOUT, said=_WHISTLE_SAID),
    _texts(
        SupervisionNotice,
        *("words", "answer"),
        about=SupervisionNotice.issue_id,
        said=SupervisionNotice.at,
    ),
    _texts(Whistle, "reason", "plan", about=Whistle.issue_id, said=Whistle.blown_at),
)
BY_TIME = (
    _texts(ContactExport, "words", "decision_words", about=None, said=ContactExport.asked_at),
    _texts(Excuse, "words", about=None, said=Excuse.until),
    _texts(Exposure, "words", about=None, said=Exposure.reported_at),
    _texts(ExposureStep, "words", about=None, said=_EXPOSED),
)
TASKS = Texts(Summons, {"task": GONE}, _WHISTLE_ABOUT, _WHISTLE_SAID)
"""A task keeps its day, and so something has to stand there."""


async def empty_old(
    db: AsyncSession,
    texts: Texts,
    before: datetime,
    about: ColumnElement[bool] | None = None,
) -> int:
    """Take the text away that was said before a moment, about what a condition lets through."""
    conditions = [texts.told(), texts.said < before]
    if texts is TASKS:
        conditions.append(col(Summons.task) != "")
    if about is not None:
        conditions.append(about)
    done = await db.execute(texts.emptied().where(*conditions))
    return int(done.rowcount)  # type: ignore[attr-defined]


async def empty_of_wishes(db: AsyncSession, wishes: Collection[int]) -> None:
    """Take everything away that anybody has written about some wishes, whenever it was."""
    for texts in OF_WISHES:
        await db.execute(texts.emptied().where(texts.about.in_(wishes)))
