"""Collected, registered, approved, published."""

from sqlmodel import select

from wishboard.accounts.viewer import NOBODY, Viewer
from wishboard.catalogue.models import Category
from wishboard.demo.deeds.scene import Scene
from wishboard.demo.tables import records
from wishboard.settings import settings
from wishboard.wishes.commands import approve_worth, collect_wish, publish_wish, register_wish
from wishboard.wishes.forms import CollectForm, RegisterForm
from wishboard.wishes.importing import figures
from wishboard.wishes.stages import Channel, Lane, Risk

_OTHER_CHANNELS = (Channel.web, Channel.qr, Channel.hotline, Channel.web, Channel.forum)


async def collect(scene: Scene) -> None:
    """The wish is told at the door, or sent from a phone."""
    tale, contact = scene.tale, scene.tale.contact
    by, channel = _who_takes_it_in(scene)
    form = CollectForm(
        text=f"我是{contact.name}，住{contact.address}。{tale.text}",
        title=tale.title,
        area=scene.area.public_id,
        name=contact.name,
        phone=contact.phone,
        address=contact.address,
        circumstances=contact.circumstances,
        channel=channel,
        may_contact=True,
        may_publish="private" not in scene.words,
        may_photograph=tale.number % 3 == 0,
        for_minor=tale.about_minors,
        guardian=contact.guardian,
    )
    wish = await collect_wish(scene.db, form, by=by)
    tale.wish_id, tale.public_id = wish.key, wish.public_id


async def register(scene: Scene) -> None:
    """The clerk gives the wish its public words; a worth above the cap is divided into shares."""
    tale = scene.tale
    places, worth = 1, tale.worth
    if tale.lane is Lane.individual and "whole" not in scene.words:
        places, worth = figures.shares(tale.worth, settings().worth_cap)
    form = RegisterForm(
        title=tale.title,
        summary=tale.text,
        category=await _category(scene),
        lane=tale.lane,
        places=max(places, 2 if Risk.minors in tale.risks else 1),
        expected=tale.expected,
        worth=worth if tale.lane is Lane.individual else 0,
        risks=tale.risks,
    )
    await register_wish(scene.db, tale.wish_id, form, by=scene.clerk)


async def approve(scene: Scene) -> None:
    """The parent organization approves a share above the cap."""
    above = scene.cast.clerk_above(scene.keeper)
    await approve_worth(scene.db, scene.tale.wish_id, by=above)


async def publish(scene: Scene) -> None:
    """The clerk puts the wish on the board."""
    await publish_wish(scene.db, scene.tale.wish_id, by=scene.clerk)


def _who_takes_it_in(scene: Scene) -> tuple[Viewer, Channel]:
    collector = scene.cast.collector
    theirs = any(grant.organization_path == scene.keeper.path for grant in collector.grants)
    if theirs and scene.tale.number % 3:
        return collector, Channel.visit
    if scene.tale.number % 4 == 0:
        return scene.clerk, Channel.visit
    return NOBODY, _OTHER_CHANNELS[scene.tale.number % len(_OTHER_CHANNELS)]


async def _category(scene: Scene) -> str:
    query = select(Category.slug).where(Category.name == scene.tale.category)
    return (await scene.db.exec(query)).one()


async def echo(scene: Scene) -> None:
    """Others say the same in words of their own."""
    said = [one["text"] for one in records("echoes") if one["title"] == scene.tale.title]
    for n, text in enumerate(said):
        number = scene.tale.number * 40 + n
        form = CollectForm(
            text=text,
            area=scene.area.public_id,
            name=f"{'赵钱孙李周吴郑王'[n]}{'先生' if n % 2 else '女士'}",
            phone=f"1982{number:07d}",
            may_contact=True,
            may_publish=True,
        )
        await collect_wish(scene.db, form, by=NOBODY)
