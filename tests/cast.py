"""The people of the tests, the small town they live in, and wishes at every step of their way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from secrets import token_hex
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from litestar import Litestar
from sqlmodel import select

from tests.servers import connected, environment, new_database
from wishboard.accounts.models import (
    Appointment,
    Area,
    AreaLevel,
    Membership,
    MembershipKind,
    Organization,
    OrganizationKind,
    Person,
)
from wishboard.accounts.passwords import hashed
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import open_session, viewer_of
from wishboard.accounts.trees import add_area, add_organization
from wishboard.accounts.viewer import CLOCK, NOBODY, Viewer, wisher_of
from wishboard.app import create_app
from wishboard.catalogue.models import Category, Reason, ReasonFor
from wishboard.claims.commands import claim_wish
from wishboard.claims.models import Claim
from wishboard.core.clock import now, today
from wishboard.core.crypto import new_person_key
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.phones import phone_index
from wishboard.http import cookies, forgery
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm, DeliverForm
from wishboard.outcomes.models import Outcome
from wishboard.quotas.rules.seed import seed_rules
from wishboard.supervision.ladder.seed import seed_ladder
from wishboard.wishes.commands import collect_wish, publish_wish, register_wish
from wishboard.wishes.forms import CollectForm, RegisterForm, TaskForm
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish
from wishboard.wishes.tasks import make_task

PASSWORD = "a quiet river"
RESIDENT_PHONE = "13812345678"
JOINED = date(2020, 1, 1)
TOWN = "peopled_town"

PEOPLE: dict[str, tuple[str, Role | None, str, MembershipKind | None]] = {
    "collector": ("周小满", Role.collector, "柳荫社区党委", None),
    "clerk": ("林静", Role.committee, "柳荫社区党委", MembershipKind.member),
    "other_clerk": ("何东", Role.committee, "河东社区党委", MembershipKind.member),
    "street_clerk": ("方正", Role.committee, "柳荫街道党工委", MembershipKind.member),
    "member": ("陈向阳", None, "柳荫第一支部", MembershipKind.member),
    "neighbour": ("赵敏", None, "柳荫社区党委", MembershipKind.member),
    "comrade": ("吴江", None, "河东第一支部", MembershipKind.member),
    "volunteer": ("苏叶", None, "暖阳志愿队", MembershipKind.volunteer),
    "handler": ("马骏", Role.handler, "城市管理局", None),
    "leader": ("高远", Role.leader, "", None),
    "supervisor": ("严明", Role.supervisor, "", None),
    "administrator": ("管理员", Role.administrator, "", None),
    "stranger": ("路人", None, "", None),
}


@dataclass
class Town:
    """A small town: its areas and organizations by name, its people by their part."""

    url: str
    areas: dict[str, Area] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    async def viewer(self, part: str) -> Viewer:
        """Somebody of the cast as the viewer of a deed; `nobody` and `clock` are known too."""
        if part in ("nobody", "clock"):
            return NOBODY if part == "nobody" else CLOCK
        async with transaction() as db:
            viewer = await viewer_of(db, self.people[part].key)
        assert viewer is not None
        return viewer

    async def appoint(self, part: str, role: Role, *, area: str = "", body: str = "") -> None:
        """Give somebody of the cast one more role, over an area or an organization by name."""
        async with transaction() as db:
            db.add(
                Appointment(
                    person_id=self.people[part].key,
                    role=role,
                    organization_id=self.organizations[body].id if body else None,
                    area_id=self.areas[area].id if area else None,
                    since=JOINED,
                )
            )

    async def recruit(self, part: str, body: str = "柳荫社区党委") -> Viewer:
        """A new member of an organization, known by a part of their own from now on."""
        async with transaction() as db:
            person = Person(name=part, username=part)
            db.add(person)
            await db.flush()
            belongs = self.organizations[body].key
            kind = MembershipKind.member
            db.add(
                Membership(person_id=person.key, organization_id=belongs, kind=kind, since=JOINED)
            )
        self.people[part] = person
        return await self.viewer(part)

    # --- a wish at each step of its way, by the real deeds ---

    async def collected(self, by: str = "nobody", **fields: Any) -> Wish:
        """A wish as a resident sends it."""
        given = {
            "text": "家里的台灯坏了，孩子晚上写作业看不清，想要一盏护眼台灯。",
            "area": self.areas["柳荫社区"].public_id,
            "name": "王秀英",
            "phone": RESIDENT_PHONE,
            "address": "柳荫路8号2单元301室",
            "may_contact": True,
            "may_publish": True,
        }
        async with transaction() as db:
            form = CollectForm.model_validate(given | fields)
            return await collect_wish(db, form, by=await self.viewer(by))

    async def registered(self, **fields: Any) -> Wish:
        """A wish with its public words."""
        wish = await self.collected()
        given = {
            "title": "想要一盏护眼台灯",
            "summary": "孩子晚上写作业看不清，想要一盏台灯。",
            "category": "study",
            "worth": 80,
        }
        async with transaction() as db:
            form = RegisterForm.model_validate(given | fields)
            return await register_wish(db, wish.key, form, by=await self.viewer("clerk"))

    async def published(self, *, to_all: bool = True, **fields: Any) -> Wish:
        """A wish on the board, open to everybody unless its members come first."""
        wish = await self.registered(**fields)
        async with transaction() as db:
            wish = await publish_wish(db, wish.key, by=await self.viewer("clerk"))
            if to_all:
                wish.board_at = now() - timedelta(minutes=1)
                db.add(wish)
        return wish

    async def claimed(
        self, by: str = "member", promised_on: date | None = None, **fields: Any
    ) -> tuple[Wish, Claim]:
        """A wish somebody has promised to grant."""
        wish = await self.published(**fields)
        return await self.fresh(wish), await self.claim(wish, by, promised_on)

    async def claim(self, wish: Wish, by: str, promised_on: date | None = None) -> Claim:
        """A promise by somebody of the cast, a week from now unless said otherwise."""
        promised_on = promised_on or today() + timedelta(days=7)
        async with transaction() as db:
            viewer = await self.viewer(by)
            return await claim_wish(db, wish.key, by=viewer, promised_on=promised_on)

    async def delivered(self, by: str = "member", **fields: Any) -> Wish:
        """A wish that its claimer reports as done."""
        wish, claim = await self.claimed(by)
        await self.deliver(claim, by, **fields)
        return await self.fresh(wish)

    async def deliver(self, claim: Claim, by: str = "", **fields: Any) -> Outcome:
        """Report a wish as done, by whoever promised unless said otherwise."""
        parts = {person.key: part for part, person in self.people.items()}
        given = {"done": "送去一盏护眼台灯，并装好了灯泡。"} | fields
        form = DeliverForm.model_validate(given)
        async with transaction() as db:
            viewer = await self.viewer(by or parts[claim.person_id])
            return await deliver_wish(db, claim.public_id, form, by=viewer)

    async def answered(self, *, by: str = "member", **fields: Any) -> Wish:
        """A wish the resident confirmed, held back by a flag so that the keeper closes it."""
        wish = await self.delivered(by, reported=5)
        form = AnswerForm.model_validate({"done": True, "rating": 5} | fields)
        async with transaction() as db:
            await answer_wish(db, wish.key, form, by=wisher_of(wish.key))
        return await self.fresh(wish)

    async def closed(self, *, by: str = "member", confirmed: int = 2) -> Wish:
        """A wish that came true and was counted."""
        wish = await self.answered(by=by)
        async with transaction() as db:
            form = CloseForm(confirmed=confirmed)
            await close_wish(db, wish.key, form, by=await self.viewer("clerk"))
        return await self.fresh(wish)

    async def task(self, **fields: Any) -> Wish:
        """A community task at `registered`."""
        given = {
            "title": "周六一起打扫楼道",
            "summary": "清理楼道杂物，老人出入更安全。",
            "category": "tidy",
            "area": self.areas["柳荫社区"].public_id,
            "host": self.organizations["柳荫社区党委"].public_id,
            "places": 5,
            "expected": 60,
            "day": today() + timedelta(days=3),
            "starts": "9:00",
            "ends": "11:00",
            "meeting_point": "社区服务站门口",
        }
        async with transaction() as db:
            form = TaskForm.model_validate(given | fields)
            return await make_task(db, form, by=await self.viewer("clerk"))

    async def published_task(self, **fields: Any) -> Wish:
        """A community task on the board."""
        task = await self.task(**fields)
        async with transaction() as db:
            return await publish_wish(db, task.key, by=await self.viewer("clerk"))

    async def fresh(self, wish: Wish) -> Wish:
        """The wish as it is in the database now."""
        async with transaction() as db:
            return await hold_wish(db, wish.key)


class Browser:
    """A client that carries cookies, tokens and form keys as a browser does."""

    def __init__(self, client: AsyncClient, holder: str = "") -> None:
        self.client = client
        self.holder = holder

    async def get(self, path: str, **options: Any) -> Response:
        """Open a page; redirects are not followed."""
        return await self.client.get(path, follow_redirects=False, **options)

    async def post(
        self, path: str, data: dict[str, Any] | None = None, *, key: str = "", **options: Any
    ) -> Response:
        """Send a form; redirects are not followed."""
        sent = {"_csrf": self.csrf, "_key": key or token_hex(8)} | (data or {})
        return await self.client.post(path, data=sent, follow_redirects=False, **options)

    @property
    def csrf(self) -> str:
        """The token that pages of this session carry."""
        followed = self.client.cookies.get(cookies.FOLLOWED) or ""
        return forgery.token_for(self.holder or followed)


@cache
def application() -> Litestar:
    """The application, wired once for all tests of a process."""
    return create_app()


def at_the_door() -> AsyncClient:
    """A client of the application that nobody is signed in with."""
    served = ASGITransport(application())  # type: ignore[arg-type]
    return AsyncClient(transport=served, base_url="http://127.0.0.1:8000")


async def browser_of(town: Town, part: str = "nobody") -> AsyncIterator[Browser]:
    """A browser in which somebody of the cast is signed in."""
    async with at_the_door() as client:
        token = ""
        if part != "nobody":
            async with transaction() as db:
                token = await open_session(db, town.people[part].key)
            client.cookies.set(cookies.SESSION, token)
        yield Browser(client, token)


signed_in = asynccontextmanager(browser_of)
"""`async with signed_in(town, "clerk") as browser: …`"""


async def fill_town(db: AsyncSession) -> None:
    """Build the town and its cast in an empty database."""
    city = await add_area(db, "桐川市", AreaLevel.city)
    district = await add_area(db, "东城区", AreaLevel.district, city)
    street = await add_area(db, "柳荫街道", AreaLevel.street, district)
    willow = await add_area(db, "柳荫社区", AreaLevel.community, street)
    river = await add_area(db, "河东社区", AreaLevel.community, street)
    kind = OrganizationKind
    top = await add_organization(db, "桐川市委", kind.party_committee, city)
    working = await add_organization(db, "柳荫街道党工委", kind.party_committee, street, top)
    ours = await add_organization(db, "柳荫社区党委", kind.party_committee, willow, working)
    theirs = await add_organization(db, "河东社区党委", kind.party_committee, river, working)
    branch = await add_organization(db, "柳荫第一支部", kind.branch, willow, ours)
    other = await add_organization(db, "河东第一支部", kind.branch, river, theirs)
    team = await add_organization(db, "暖阳志愿队", kind.volunteer_team, willow)
    bureau = await add_organization(db, "城市管理局", kind.department, city)
    menders = await add_organization(db, "柳荫人民调解委员会", kind.mediation_committee, willow)
    city.committee_id, street.committee_id = top.id, working.id
    willow.committee_id, river.committee_id = ours.id, theirs.id
    everybody = (top, working, ours, theirs, branch, other, team, bureau, menders)
    await _fill_people(db, city, {body.name: body for body in everybody})
    await seed_ladder(db)
    await seed_rules(db)
    db.add(Category(slug="study", name="学习用品", name_en="Study", path="学习用品"))
    db.add(Category(slug="tidy", name="环境卫生", name_en="Tidiness", path="环境卫生", position=1))
    for deed in ReasonFor:
        db.add(
            Reason(code=f"{deed}_other", deed=deed, sentence="其他原因", sentence_en="Other reason")
        )


async def _fill_people(db: AsyncSession, city: Area, bodies: dict[str, Organization]) -> None:
    password = await hashed(PASSWORD)
    for part, (name, role, body, membership) in PEOPLE.items():
        person = Person(name=name, username=part, password_hash=password)
        person.approved_at = now() if membership is MembershipKind.volunteer else None
        db.add(person)
        await db.flush()
        person.wrapped_key = new_person_key(f"person:{person.id}")
        person.phone_index = phone_index(f"1390000{person.id:04d}")
        organization = bodies[body].id if body else None
        if role:
            area = None if body else city.id
            db.add(
                Appointment(
                    person_id=person.key,
                    role=role,
                    organization_id=organization,
                    area_id=area,
                    since=JOINED,
                )
            )
        if membership:
            db.add(
                Membership(
                    person_id=person.key,
                    organization_id=bodies[body].key,
                    kind=membership,
                    since=JOINED,
                )
            )


@pytest.fixture(scope="session")
async def peopled_template(postgres_server: str, template_database: str) -> str:
    """The name of a database in which the cast lives, to copy from."""
    with new_database(postgres_server, template_database, TOWN, keep=True) as url:
        async with connected(url), transaction() as db:
            await fill_town(db)
    return TOWN


@pytest.fixture
async def town(postgres_server: str, peopled_template: str) -> AsyncIterator[Town]:
    """The town for one test, with this process connected to it."""
    with new_database(postgres_server, peopled_template) as url, environment(database_url=url):
        async with connected(url):
            yield await load_town(url)


async def load_town(url: str, kind: type[Town] = Town) -> Town:
    """The town as it stands in a database this process is connected to."""
    made = kind(url)
    async with transaction() as db:
        made.areas = {area.name: area for area in (await db.exec(select(Area))).all()}
        found = (await db.exec(select(Organization))).all()
        made.organizations = {body.name: body for body in found}
        people = (await db.exec(select(Person))).all()
        made.people = {person.username: person for person in people if person.username}
    return made
