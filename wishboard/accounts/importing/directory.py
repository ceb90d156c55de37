"""Organizations by what people call them, and what sort each is by its name."""

from wishboard.accounts.importing.names import Names, bare
from wishboard.accounts.importing.refusals import (
    KindUnknown,
    OrganizationUnclear,
    OrganizationUnknown,
)
from wishboard.accounts.models import Organization, OrganizationKind
from wishboard.accounts.trees import organizations
from wishboard.core.database import AsyncSession

_WORDS = {
    OrganizationKind.party_committee: ("党委", "党工委", "机关党委"),
    OrganizationKind.general_branch: ("党总支", "总支"),
    OrganizationKind.branch: ("党支部", "支部"),
    OrganizationKind.street: ("街道", "镇", "乡", "街道办事处"),
    OrganizationKind.department: ("部门", "局", "机关"),
    OrganizationKind.enterprise: ("企业", "公司"),
    OrganizationKind.social_unit: ("社会单位", "社会组织", "学校", "医院", "事业单位"),
    OrganizationKind.volunteer_team: ("志愿服务队", "志愿队", "志愿者队伍"),
    OrganizationKind.mediation_committee: ("人民调解委员会", "调委会"),
}
_ENDINGS = (
    (OrganizationKind.mediation_committee, ("调解委员会", "调委会")),
    (OrganizationKind.volunteer_team, ("志愿服务队", "志愿队", "志愿者协会", "志愿服务中心")),
    (OrganizationKind.general_branch, ("总支", "总支部", "总支委员会", "总支部委员会")),
    (OrganizationKind.branch, ("支部", "支部委员会")),
    (OrganizationKind.party_committee, ("党委", "工委", "区委", "市委", "县委", "党组")),
    (OrganizationKind.street, ("办事处", "街道", "镇政府", "乡政府", "人民政府")),
    (OrganizationKind.enterprise, ("公司", "厂", "集团", "银行", "合作社", "商场", "超市")),
    (OrganizationKind.social_unit, ("学校", "中学", "小学", "大学", "学院", "医院", "幼儿园")),
    (OrganizationKind.social_unit, ("协会", "商会", "联合会", "基金会", "社工站", "敬老院")),
    (OrganizationKind.department, ("局", "委", "办", "中心", "队", "大队", "办公室")),
)


class Directory(Names[Organization]):
    """The town's organizations, at hand for many rows."""

    def named(self, words: str) -> Organization:
        """The organization that is named, with its parents in front when names repeat.

        Raises OrganizationUnknown or OrganizationUnclear.
        """
        found = self.exactly(words)
        if not found:
            raise OrganizationUnknown(organization=words)
        if len(found) > 1:
            raise OrganizationUnclear(organization=words, these=self.listed(found))
        return found[0]

    def below(self, parent_id: int | None, name: str) -> Organization | None:
        """The child of that name."""
        return next(
            (n for n in self.exactly(name) if n.parent_id == parent_id and n.name == name), None
        )


async def directory(db: AsyncSession) -> Directory:
    """Read the organizations of the town."""
    return Directory(await organizations(db))


def kind_of(words: str, name: str) -> OrganizationKind:
    """What sort of organization this is, by the word for it or else by its name.

    Raises KindUnknown.
    """
    told = bare(words)
    for kind, known in _WORDS.items():
        if told and told in (bare(kind.value), *known):
            return kind
    for kind, endings in _ENDINGS:
        if name.endswith(endings):
            return kind
    raise KindUnknown(name=name)
