"""People, organizations, areas and what ties them together."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from wishboard.accounts.roles import Role
from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class AreaLevel(StrEnum):
    """How large an area is."""

    city = "city"
    district = "district"
    street = "street"
    community = "community"
    grid = "grid"


class OrganizationKind(StrEnum):
    """What sort of body an organization is; the three ranks of party organizations owe a quota."""

    party_committee = "party_committee"
    general_branch = "general_branch"
    branch = "branch"
    street = "street"
    department = "department"
    enterprise = "enterprise"
    social_unit = "social_unit"
    volunteer_team = "volunteer_team"
    mediation_committee = "mediation_committee"


PARTY_KINDS = frozenset(
    {OrganizationKind.party_committee, OrganizationKind.general_branch, OrganizationKind.branch}
)


class MembershipKind(StrEnum):
    """How a person belongs to an organization."""

    member = "member"
    volunteer = "volunteer"


class WayIn(StrEnum):
    """How a session was opened: what was proven first."""

    password = "password"  # noqa: S105 - a way in
    link = "link"
    organization = "organization"


class Area(Row, table=True):
    """A node of city → district → street → community → grid. `path` is `/1/7/` from the root."""

    __table_args__ = (
        Index("ix_area_path", "path", postgresql_ops={"path": "text_pattern_ops"}),
        Index("uq_area_parent_id_name", "parent_id", "name", unique=True),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    level: AreaLevel = coded(AreaLevel)
    parent_id: int | None = link("area.id", default=None)
    path: str = Field(default="/", max_length=120)
    committee_id: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger,
            ForeignKey("organization.id", name="fk_area_committee_id", use_alter=True),
            nullable=True,
        ),
    )


class Organization(Row, table=True):
    """A body that keeps, claims or answers. `path` runs through its parents like an area's."""

    __table_args__ = (
        Index("ix_organization_path", "path", postgresql_ops={"path": "text_pattern_ops"}),
        Index("ix_organization_name", "name"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    name: str = Field(max_length=120)
    name_en: str = Field(default="", max_length=160)
    kind: OrganizationKind = coded(OrganizationKind)
    parent_id: int | None = link("organization.id", default=None)
    path: str = Field(default="/", max_length=160)
    area_id: int = link("area.id", index=True)
    closed_on: date | None = None


class Person(Row, table=True):
    """Somebody with an account, or on a roster and without one yet (no user name, no password)."""

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    name: str = Field(max_length=60)
    username: str | None = Field(default=None, unique=True, max_length=60)
    password_hash: str | None = Field(default=None, max_length=200)
    must_change_password: bool = False
    email: str = Field(default="", max_length=200)
    locale: str | None = Field(default=None, max_length=8)
    wrapped_key: bytes | None = None
    phone_sealed: bytes | None = None
    phone_index: bytes | None = Field(default=None, index=True)
    approved_at: datetime | None = None
    left_on: date | None = None
    created_at: datetime = moment()


class Membership(Row, table=True):
    """A person's time in an organization; the owning one takes the credit for a member's deeds."""

    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="in_order"),
        Index(
            "uq_membership_owning",
            "person_id",
            unique=True,
            postgresql_where=text("owning AND until IS NULL"),
        ),
        Index(
            "uq_membership_current",
            "person_id",
            "organization_id",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
    )

    person_id: int = link("person.id", index=True)
    organization_id: int = link("organization.id", index=True)
    kind: MembershipKind = coded(MembershipKind)
    owning: bool = True
    since: date
    until: date | None = None


class Appointment(Row, table=True):
    """A role held for a time, scoped to one organization or one area and all below it.

    `by_group`: given by a group of the identity provider, which takes it back as well.
    """

    __table_args__ = (
        CheckConstraint("num_nonnulls(organization_id, area_id) = 1", name="one_scope"),
        CheckConstraint("until IS NULL OR until >= since", name="in_order"),
    )

    person_id: int = link("person.id", index=True)
    role: Role = coded(Role)
    organization_id: int | None = link("organization.id", default=None, index=True)
    area_id: int | None = link("area.id", default=None, index=True)
    since: date
    until: date | None = None
    by_group: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class SignIn(SQLModel, table=True):
    """An open session. The cookie holds a random token, this row only its hash.

    `device` is a code of `devices.py`; `seen_at` is brought up to date once an hour at most.
    """

    __tablename__ = "sign_in"

    token_hash: bytes = Field(primary_key=True)
    person_id: int = link("person.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = Field(index=True)
    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    device: str = Field(default="", max_length=32)
    how: WayIn = coded(
        WayIn, default=WayIn.password, sa_column_kwargs={"server_default": WayIn.password.value}
    )
    seen_at: datetime = moment()
