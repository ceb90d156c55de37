"""What one row of a roster says."""

from dataclasses import dataclass
from datetime import date

from wishboard.accounts.importing import refusals
from wishboard.accounts.importing.directory import Directory
from wishboard.accounts.models import MembershipKind, Organization, OrganizationKind
from wishboard.accounts.opening import is_username
from wishboard.core.moments import NoMoment, read_day
from wishboard.core.phones import can_be_called
from wishboard.core.sheets.mapping import Column

MEMBER_COLUMNS = (
    Column("name", ("姓名", "名字", "党员姓名"), required=True),
    Column(
        "organization",
        ("组织", "所在支部", "所在党支部", "所属组织", "支部", "队伍"),
        required=True,
    ),
    Column("phone", ("手机号", "手机", "电话", "联系电话", "手机号码", "联系方式", "mobile")),
    Column("since", ("加入日期", "转入时间", "加入时间", "入党时间", "入党日期", "joined")),
    Column("kind", ("类别", "人员类别", "身份")),
    Column("username", ("用户名", "账号", "登录名")),
    Column("email", ("邮箱", "电子邮箱", "电子邮件")),
)
_VOLUNTEERS = ("志愿者", "群众", "青年志愿者", "volunteer")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row in the town's own terms; what it does not say is empty or None."""

    number: int
    name: str
    organization: Organization
    kind: MembershipKind
    phone: str
    phone_left_out: bool
    since: date | None
    username: str
    email: str


def read_member(number: int, said: dict[str, str], organizations: Directory) -> MemberRow:
    """Read a row. Raises a RowRefused."""
    if not said["name"]:
        raise refusals.NameMissing
    username = said["username"].lower()
    if username and not is_username(username):
        raise refusals.UsernameUnfit(username=username)
    organization = organizations.named(said["organization"])
    callable_ = can_be_called(said["phone"])
    return MemberRow(
        number=number,
        name=said["name"][:60],
        organization=organization,
        kind=_kind(said["kind"], organization),
        phone=said["phone"][:30] if callable_ else "",
        phone_left_out=bool(said["phone"]) and not callable_,
        since=_since(said["since"]),
        username=username,
        email=said["email"][:200],
    )


def _kind(words: str, organization: Organization) -> MembershipKind:
    if words:
        told = words.strip().lower()
        return MembershipKind.volunteer if told in _VOLUNTEERS else MembershipKind.member
    team = organization.kind is OrganizationKind.volunteer_team
    return MembershipKind.volunteer if team else MembershipKind.member


def _since(text: str) -> date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except NoMoment:
        raise refusals.DayUnread(text=text) from None
