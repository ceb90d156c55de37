"""A township of 79 villages with dark roads, and the bodies that could light them."""

from dataclasses import dataclass, field

from tests.browser.walks import Walker
from tests.browser.window import DESKTOP, Windows
from tests.cast import Town, load_town
from tests.deeds import done
from wishboard.accounts.models import Area, AreaLevel, OrganizationKind
from wishboard.accounts.roles import Role
from wishboard.accounts.trees import add_area, add_organization
from wishboard.accounts.viewer import NOBODY
from wishboard.core.database import transaction
from wishboard.issues.forms import JoinForm
from wishboard.issues.joining import join_issue
from wishboard.wishes.models import Wish

VILLAGES = 79
TOWNSHIP, COMMITTEE, POWER = "青山镇", "青山镇党委", "供电公司"
SUMMONED = ("城市管理局", "交通运输局", "住房建设局")
DARK = (
    "夜班下班回{village}的路一盏路灯都没有，骑车看不见坑，希望装路灯。",
    "从工厂回{village}的路晚上全黑，没有路灯，女工不敢走，想装上路灯。",
    "{village}村口到厂区的路没有路灯，上夜班的人摸黑回家，盼着装路灯。",
)


@dataclass
class Township:
    """The township and its villages by name."""

    town: Town
    villages: list[Area] = field(default_factory=list)

    async def complain(self, n: int) -> Wish:
        """Somebody in one of the villages wishes for lamps on the way home."""
        village = self.villages[n]
        words = DARK[n % len(DARK)].format(village=village.name)
        return await self.town.collected(
            text=words, area=village.public_id, phone=f"1370000{n:04d}", name=f"夜班{n:02d}号"
        )

    async def join(self, n: int, issue_id: str) -> Wish:
        """Somebody in one of the villages says: mine too."""
        form = JoinForm(
            name=f"夜班{n:02d}号",
            phone=f"1370000{n:04d}",
            area=self.villages[n].public_id,
            may_contact=True,
        )
        return await done(join_issue, issue_id, form, by=NOBODY)


async def township(town: Town) -> Township:
    """Build the township: its committee and clerk, 79 villages, and four more bodies."""
    async with transaction() as db:
        place = await add_area(db, TOWNSHIP, AreaLevel.street, town.areas["东城区"])
        top, party = town.organizations["桐川市委"], OrganizationKind.party_committee
        committee = await add_organization(db, COMMITTEE, party, place, top)
        place.committee_id = committee.id
        db.add(place)
        villages = [
            await add_area(db, f"石桥{n + 1}村", AreaLevel.community, place)
            for n in range(VILLAGES)
        ]
        for name in (POWER, *SUMMONED[1:]):
            await add_organization(db, name, OrganizationKind.department, town.areas["桐川市"])
    known = await load_town(town.url)
    town.areas, town.organizations = known.areas, known.organizations
    for part, role, body in (
        ("township_clerk", Role.committee, COMMITTEE),
        ("power", Role.handler, POWER),
        ("roads", Role.handler, SUMMONED[1]),
        ("builders", Role.handler, SUMMONED[2]),
    ):
        await town.recruit(part)
        await town.appoint(part, role, body=body)
    return Township(town, villages)


async def at_desk(windows: Windows, part: str) -> Walker:
    """Somebody of the cast at a wide screen."""
    return Walker(await windows.of(part, width=DESKTOP))
