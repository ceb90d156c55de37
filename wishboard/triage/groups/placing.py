"""Putting one wish where it belongs: into the group it is like, or by itself."""

from sqlalchemy import exists, select, update
from sqlmodel import col

from wishboard.accounts.trees import ancestry
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.triage.commonness import Commonness
from wishboard.triage.grouping import signature
from wishboard.triage.groups.commands import hold_group
from wishboard.triage.groups.finding import barred, likely_groups, marks_of
from wishboard.triage.groups.judging import Verdict, judge
from wishboard.triage.groups.models import Alone, GroupWish, HotGroup
from wishboard.triage.groups.reading import messages_of
from wishboard.triage.groups.summing import WORDS, sum_up
from wishboard.triage.messages import Message
from wishboard.triage.reading import read

_WORD, _PLACE = 32, 60


async def place(db: AsyncSession, message: Message, common: Commonness) -> None:
    """Look at one wish, learn its words, and remember where it belongs and why."""
    common.learn(read(message).counts)
    marks = marks_of(signature(message, common))
    verdict = None
    if not await _stays_alone(db, message.key):
        groups = await likely_groups(db, message, marks)
        verdict = judge(message, groups, common, never=await barred(db, message.key))
    group = await _group_of(db, verdict.founder) if verdict else None
    db.add(seen_as(message, marks, verdict if group else None, group.id if group else None))
    if group is not None:
        await sum_up(db, group)


def seen_as(
    message: Message, marks: list[int], verdict: Verdict | None, group_id: int | None
) -> GroupWish:
    """What is remembered of a wish: its group, and why it is in there."""
    why = verdict.why if verdict else None
    return GroupWish(
        wish_id=message.key,
        group_id=group_id,
        score=why.score if why else 0.0,
        words=[word[:_WORD] for word in why.words][:WORDS] if why else [],
        place=(why.place or "")[:_PLACE] if why else "",
        person=int(message.person),
        at=message.at,
        marks=marks,
    )


async def _group_of(db: AsyncSession, founder: int) -> HotGroup | None:
    """The held group a wish founded, made now if it was by itself so far.

    None when a person has just moved what was found.
    """
    seen = await db.get_one(GroupWish, founder, populate_existing=True)
    if seen.group_id is not None:
        try:
            return await hold_group(db, seen.group_id)
        except NotFound:
            return None
    known = (await messages_of(db, [founder]))[founder]
    group = HotGroup(founder_id=founder, area_id=ancestry(known.area_path)[-1])
    db.add(group)
    await db.flush()
    by_itself = (col(GroupWish.wish_id) == founder) & col(GroupWish.group_id).is_(None)
    await db.execute(update(GroupWish).where(by_itself).values(group_id=group.key))
    return group


async def _stays_alone(db: AsyncSession, wish_id: int) -> bool:
    said = await db.execute(select(exists().where(col(Alone.wish_id) == wish_id)))
    return bool(said.scalar_one())
