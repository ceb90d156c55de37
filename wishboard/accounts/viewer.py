"""Who is asking: the one value that every deed and every query is given."""

from dataclasses import dataclass, field, replace

from wishboard.accounts.roles import Right, Role, needing_second_factor, roles_with
from wishboard.events.models import Doer


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within an organization's or an area's subtree, given by its path.

    `handed_by` is the key of who handed it on for a time.
    """

    role: Role
    organization_path: str | None = None
    area_path: str | None = None
    handed_by: int | None = None

    def covers(self, organization_path: str | None, area_path: str | None) -> bool:
        """Whether something of that organization, or in that area, lies within the scope."""
        if self.organization_path is not None:
            return (organization_path or "").startswith(self.organization_path)
        return (area_path or "").startswith(self.area_path or "\0")


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person, a wisher with code and PIN, the clock, a command, or nobody known.

    `member_of` are the organizations of which somebody is a member, `member_within` these and
    every organization above them; `session` is the public id of the session they are here with.
    """

    doer: Doer = Doer.wisher
    doer_id: int | None = None
    name: str = ""
    username: str = ""
    grants: tuple[Grant, ...] = ()
    member_of: frozenset[int] = frozenset()
    member_within: frozenset[int] = frozenset()
    volunteer: bool = False
    owning_id: int | None = None
    wish_id: int | None = None
    must_change_password: bool = False
    has_second_factor: bool = False
    unread: int = 0
    locale: str | None = None
    device: str = field(default="", compare=False)
    session: str = field(default="", compare=False)

    @property
    def signed_in(self) -> bool:
        """Whether this is a person with an account."""
        return self.doer is Doer.person

    @property
    def person_id(self) -> int:
        """The person's key. Only asked of somebody signed in."""
        assert self.doer is Doer.person and self.doer_id is not None
        return self.doer_id

    @property
    def is_staff(self) -> bool:
        """Whether there is a desk for this viewer."""
        return bool(self.grants)

    @property
    def may_claim(self) -> bool:
        """Whether this is a member or an approved volunteer."""
        return self.signed_in and (bool(self.member_of) or self.volunteer)

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of theirs asks for a second factor in this town."""
        return bool(self.grants) and bool(self.roles() & needing_second_factor())

    @property
    def lacks_second_factor(self) -> bool:
        """Whether a role asks for a second factor that is not set up yet."""
        return not self.has_second_factor and self.needs_second_factor

    def roles(self) -> frozenset[Role]:
        """All roles held, wherever."""
        return frozenset(grant.role for grant in self.grants)

    def may(
        self, right: Right, *, organization_path: str | None = None, area_path: str | None = None
    ) -> bool:
        """Whether a right is held over something of that organization or in that area."""
        allowed = roles_with(right)
        return any(
            grant.role in allowed and grant.covers(organization_path, area_path)
            for grant in self.grants
        )

    def apart_from(self, *people: int | None) -> "Viewer":
        """The same viewer without the roles that some people handed on to them.

        Where two people are needed, nobody decides by a role of whom the decision is about.
        """
        own = tuple(g for g in self.grants if g.handed_by is None or g.handed_by not in people)
        return replace(self, grants=own)

    def may_somewhere(self, right: Right) -> bool:
        """Whether a right is held over anything at all."""
        return bool(self.roles() & roles_with(right))

    def scopes(self, right: Right) -> tuple[list[str], list[str]]:
        """Paths of the organizations and of the areas over which a right is held."""
        held = [grant for grant in self.grants if grant.role in roles_with(right)]
        return (
            [g.organization_path for g in held if g.organization_path is not None],
            [g.area_path for g in held if g.area_path is not None],
        )


NOBODY = Viewer()
CLOCK = Viewer(doer=Doer.clock)
COMMAND = Viewer(doer=Doer.command)


def a_person(key: int | None = None) -> Viewer:
    """A person as the doer of a deed that needs no right; without a key, whoever it was."""
    return Viewer(doer=Doer.person, doer_id=key)


def wisher_of(wish_id: int, *, device: str = "") -> Viewer:
    """The wisher of one wish, known by code and PIN or by the link on the slip."""
    return Viewer(doer=Doer.wisher, doer_id=wish_id, wish_id=wish_id, device=device)
