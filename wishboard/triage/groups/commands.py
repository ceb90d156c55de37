"""What a person says about a group: this one does not belong here, these are never together."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.triage.groups.forms import TickedForm
from wishboard.triage.groups.models import Alone, Apart, GroupWish, HotGroup
from wishboard.triage.groups.refusals import NothingLeft, NotInGroup, TickWishes
from wishboard.triage.groups.summing import sum_up
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import find_wish, keeps


async def hold_group(db: AsyncSession, group_id: str | int) -> HotGroup:
    """Fetch a group by its public id or key and lock it. Raises NotFound."""
    which = HotGroup.public_id == group_id if isinstance(group_id, str) else HotGroup.id == group_id
    found = await db.exec(
        select(HotGroup).where(which).with_for_update().execution_options(populate_existing=True)
    )
    group = found.first()
    if group is None:
        raise NotFound
    return group


async def take_out(db: AsyncSession, group_id: str, form: TickedForm, *, by: Viewer) -> int:
    """Take wishes out of a group; they join none from now on. Returns how many.

    Raises TickWishes, NotInGroup, NotAllowed for a wish outside the viewer's scope.
    """
    group = await hold_group(db, group_id)
    chosen = await _chosen(db, group, form, by)
    said = [{"wish_id": wish.key, "by_id": by.doer_id, "at": now()} for wish in chosen]
    await db.execute(insert(Alone).on_conflict_do_nothing(), said)
    await _move(db, [wish.key for wish in chosen], None)
    await sum_up(db, group)
    return len(chosen)


async def keep_apart(db: AsyncSession, group_id: str, form: TickedForm, *, by: Viewer) -> int:
    """Say that some wishes of a group are never together with the others. Returns how many.

    They become a group of their own if they are several. Raises NothingLeft when all are ticked,
    and what `take_out` raises.
    """
    group = await hold_group(db, group_id)
    chosen = {wish.key for wish in await _chosen(db, group, form, by)}
    of_group = select(GroupWish.wish_id).where(GroupWish.group_id == group.id)
    others = set((await db.exec(of_group)).all()) - chosen
    if not others:
        raise NothingLeft
    await _remember_apart(db, chosen, others, by)
    await _move(db, chosen, None)
    await sum_up(db, group)
    if len(chosen) > 1:
        split = HotGroup(founder_id=min(chosen), area_id=group.area_id)
        db.add(split)
        await db.flush()
        await _move(db, chosen, split.key)
        await sum_up(db, split)
    return len(chosen)


async def look_again(db: AsyncSession, wish_id: str, *, by: Viewer) -> Wish:
    """Let a wish that was taken out be grouped again. Raises NotFound, NotAllowed."""
    wish = await find_wish(db, wish_id)
    if not await keeps(db, wish, by, Right.coordinate):
        raise NotAllowed
    was_alone = delete(Alone).where(col(Alone.wish_id) == wish.key).returning(col(Alone.wish_id))
    if (await db.execute(was_alone)).first():
        await db.execute(delete(GroupWish).where(col(GroupWish.wish_id) == wish.key))
    return wish


async def _chosen(
    db: AsyncSession, group: HotGroup, form: TickedForm, by: Viewer
) -> Sequence[Wish]:
    """The ticked wishes of a held group, each in the viewer's hands."""
    if not form.wishes:
        raise TickWishes
    ticked = sorted(set(form.wishes))
    found = await db.exec(
        select(Wish)
        .join(GroupWish, col(GroupWish.wish_id) == col(Wish.id))
        .where(GroupWish.group_id == group.id, col(Wish.public_id).in_(ticked))
        .order_by(col(Wish.id))
    )
    wishes = found.all()
    if len(wishes) < len(ticked):
        raise NotInGroup
    for wish in wishes:
        if not await keeps(db, wish, by, Right.coordinate):
            raise NotAllowed
    return wishes


async def _remember_apart(
    db: AsyncSession, chosen: Iterable[int], others: set[int], by: Viewer
) -> None:
    said: dict[str, Any] = {"by_id": by.doer_id, "at": now()}
    pairs = [
        {"one_id": min(one, other), "other_id": max(one, other)} | said
        for one in chosen
        for other in others
    ]
    await db.execute(insert(Apart).on_conflict_do_nothing(), pairs)


async def _move(db: AsyncSession, wishes: Iterable[int], group_id: int | None) -> None:
    chosen = col(GroupWish.wish_id).in_(list(wishes))
    await db.execute(update(GroupWish).where(chosen).values(group_id=group_id))
