"""Claimed, extended, handed back, waited for."""

from collections.abc import Iterator

from sqlmodel import select

from wishboard.accounts.models import Organization
from wishboard.accounts.viewer import Viewer
from wishboard.catalogue.models import Reason
from wishboard.claims.commands import claim_wish, extend_claim, hand_back_claim
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.refusals import Refusal
from wishboard.demo.deeds.scene import Scene
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.wishes.queries import hold_wish


async def claim(scene: Scene) -> None:
    """Somebody promises: who the tale names, else the first of the least busy who may."""
    for viewer in _candidates(scene):
        if viewer.name in scene.tale.claims:
            continue
        try:
            await _claim_as(scene, viewer)
        except Refusal:
            continue
        return
    raise AssertionError(f"nobody may claim {scene.tale.title}")


async def claim_for(scene: Scene) -> None:
    """A clerk promises in the organization's name."""
    await _claim_as(scene, scene.clerk, scene.keeper)


async def extend(scene: Scene) -> None:
    """A helper needs more time, and says so before the date."""
    name, claim_id = next(iter(scene.tale.claims.items()))
    reason = "要等一位有经验的师傅一起去，和心愿人约好改到下周。"
    await extend_claim(
        scene.db, claim_id, by=scene.cast.viewers[name], promised_on=scene.day, reason=reason
    )


async def hand_back(scene: Scene) -> None:
    """A helper gives the place back."""
    name, claim_id = next(iter(scene.tale.claims.items()))
    found = await scene.db.exec(select(Reason.sentence).where(Reason.code == scene.words[0]))
    await hand_back_claim(scene.db, claim_id, by=scene.cast.viewers[name], reason=found.one())
    del scene.tale.claims[name]


async def wait(scene: Scene) -> None:
    """Somebody else would have liked to."""
    by = next(v for v in scene.cast.helpers(scene.area) if v.name not in scene.tale.claims)
    await join_waiting_list(scene.db, scene.tale.wish_id, by=by)


async def _claim_as(scene: Scene, viewer: Viewer, body: Organization | None = None) -> None:
    claim = await claim_wish(
        scene.db,
        scene.tale.wish_id,
        by=viewer,
        promised_on=scene.day,
        organization=body,
        qualified=True,
    )
    scene.tale.claims[viewer.name] = claim.public_id
    scene.cast.busy[viewer.name] += 1
    wish = await hold_wish(scene.db, scene.tale.wish_id)
    sight = await sight_of(scene.db, wish, viewer)
    await reveal_contact(scene.db, sight, Purpose.arrange_visit, by=viewer)


def _candidates(scene: Scene) -> Iterator[Viewer]:
    named = [scene.cast.viewers[name] for name in scene.tale.by]
    if left := [viewer for viewer in named if viewer.name not in scene.tale.claims]:
        yield from left
        return
    own = scene.keeper if "own" in scene.words else None
    yield from scene.cast.helpers(scene.area, of=own)
