"""Who does what in the demo town's past."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from random import Random

from sqlmodel import select

from wishboard.accounts.importing.directory import Directory, directory
from wishboard.accounts.importing.gazetteer import Gazetteer, gazetteer
from wishboard.accounts.models import Area, Organization, OrganizationKind, Person
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import viewer_of
from wishboard.accounts.trees import ancestry
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.demo.tables import records


class Cast:
    """The people of the town as viewers of their deeds, and its places by name."""

    def __init__(
        self, viewers: dict[str, Viewer], bodies: Directory, areas: Gazetteer, chance: Random
    ) -> None:
        self.viewers, self.bodies, self.areas, self.chance = viewers, bodies, areas, chance
        self.busy: Counter[str] = Counter()

    @cached_property
    def collector(self) -> Viewer:
        """Whoever goes from door to door."""
        return self._with(Role.collector)

    def area(self, name: str) -> Area:
        """The area of that name."""
        return self.areas.named(name)

    def keeper(self, area: Area) -> Organization:
        """The organization that looks after an area."""
        return self.bodies.nodes[self.areas.keeper_id(area)]

    def clerk(self, body: Organization) -> Viewer:
        """Who keeps an organization's wishes."""
        return self._with(Role.committee, body.name)

    def handler(self, body: Organization) -> Viewer:
        """Who handles issues for an organization."""
        return self._with(Role.handler, body.name)

    @cached_property
    def leader(self) -> Viewer:
        """Who takes the old problems on."""
        return self._with(Role.leader)

    def clerk_above(self, body: Organization) -> Viewer:
        """Who keeps the wishes of an organization's parent."""
        return self.clerk(self.bodies.nodes[body.parent_id or body.key])

    def mediators(self, area: Area) -> Organization:
        """The mediators of the area, or any when it has none."""
        kind = OrganizationKind.mediation_committee
        every = [body for body in self.bodies.nodes.values() if body.kind is kind]
        near = (body for body in every if body.area_id in ancestry(area.path))
        return next(near, every[0])

    def helpers(self, area: Area, *, of: Organization | None = None) -> Iterator[Viewer]:
        """Whoever may come, the least busy first; `of` asks for an organization's own members."""
        plain = (one for one in records("people") if not (one["role"] or one["username"]))
        names = [one["name"] for one in plain]
        self.chance.shuffle(names)
        near = set(ancestry(area.path)[-2:])
        ranked = sorted(names, key=lambda name: (self.busy[name], not self._lives_in(name, near)))
        for name in ranked:
            if of is None or of.id in self.viewers[name].member_of:
                yield self.viewers[name]

    def _with(self, role: Role, scope: str = "") -> Viewer:
        name = next(
            one["name"]
            for one in records("people")
            if one["role"] == role and scope in ("", one["scope"])
        )
        return self.viewers[name]

    def _lives_in(self, name: str, areas: set[int]) -> bool:
        owning = self.viewers[name].owning_id
        return owning is not None and self.bodies.nodes[owning].area_id in areas


async def cast(db: AsyncSession, chance: Random) -> Cast:
    """Everybody in the town, each with a device of their own."""
    viewers: dict[str, Viewer] = {}
    for person in (await db.exec(select(Person))).all():
        viewer = await viewer_of(db, person.key)
        assert viewer is not None
        viewers[person.name] = replace(viewer, device=f"demo-{person.key}")
    return Cast(viewers, await directory(db), await gazetteer(db), chance)
