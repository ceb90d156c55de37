"""The other ways out, each with words the wisher reads."""

from sqlmodel import select

from wishboard.demo.deeds.scene import Scene
from wishboard.endings import commands
from wishboard.endings.forms import (
    DeclineForm,
    DeferForm,
    MediateForm,
    MergeForm,
    TransferForm,
    WithdrawForm,
)
from wishboard.endings.merging import merge_wish
from wishboard.mediation.commands import hand_over
from wishboard.wishes.models import Wish

SAME = "想要一盏护眼台灯"
RESPONSIBLE = "桐川市民政局"


async def withdraw(scene: Scene) -> None:
    """The wisher has found another way."""
    form = WithdrawForm(reason="抢到火车票了，谢谢大家。")
    await commands.withdraw_wish(scene.db, scene.tale.wish_id, form, by=scene.wisher)


async def decline(scene: Scene) -> None:
    """The clerk declines with a reason code."""
    form = DeclineForm(reason=scene.words[0], explanation=scene.tale.words)
    await commands.decline_wish(scene.db, scene.tale.wish_id, form, by=scene.clerk)


async def transfer(scene: Scene) -> None:
    """The clerk hands the wish to whoever is responsible."""
    receiver = scene.cast.bodies.named(RESPONSIBLE).public_id
    form = TransferForm(receiver=receiver, explanation=scene.tale.words)
    await commands.transfer_wish(scene.db, scene.tale.wish_id, form, by=scene.clerk)


async def defer(scene: Scene) -> None:
    """The clerk puts the wish off until a day."""
    form = DeferForm(explanation=scene.tale.words, review_on=scene.day)
    await commands.defer_wish(scene.db, scene.tale.wish_id, form, by=scene.clerk)


async def mediate(scene: Scene) -> None:
    """The clerk hands a quarrel to the mediators."""
    receiver = scene.cast.mediators(scene.area).public_id
    form = MediateForm(receiver=receiver, explanation=scene.tale.words)
    await hand_over(scene.db, scene.tale.wish_id, form, by=scene.clerk)


async def merge(scene: Scene) -> None:
    """The clerk sees that the same was asked before."""
    found = await scene.db.exec(select(Wish.public_id).where(Wish.title == SAME))
    form = MergeForm(into=found.one())
    await merge_wish(scene.db, scene.tale.wish_id, form, by=scene.clerk)
