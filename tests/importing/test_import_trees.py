"""Growing areas and organizations from tables, parents in any order, again and again."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, select

from tests.importing.tables import reasons, rows
from wishboard.accounts.importing.directory import kind_of
from wishboard.accounts.importing.gazetteer import gazetteer
from wishboard.accounts.importing.growing import (
    AREA_COLUMNS,
    ORGANIZATION_COLUMNS,
    import_areas,
    import_organizations,
)
from wishboard.accounts.importing.refusals import AreaUnclear, AreaUnknown, KindUnknown
from wishboard.accounts.models import Area, AreaLevel, Organization, OrganizationKind
from wishboard.core.database import transaction
from wishboard.core.sheets.mapping import guess_mapping
from wishboard.core.sheets.review import Review

AREAS = [
    ("梧桐社区", "", "学府街道"),
    ("学府街道", "", "临江区"),
    ("临江区", "", "桐川市"),
    ("桐川市", "", ""),
    ("书院社区", "社区", "临江区学府街道"),
    ("第一网格", "", "梧桐社区"),
    ("第一网格", "", "书院社区"),
]
BODIES = [
    ("第一党支部", "", "梧桐社区党委", "梧桐社区", ""),
    ("梧桐社区党委", "", "中共桐川市委", "梧桐社区", "是"),
    ("中共桐川市委", "党委", "", "桐川市", "桐川市"),
    ("城市管理局", "", "", "桐川市", ""),
    ("学府街道人民调解委员会", "", "", "学府街道", ""),
]


async def grow_areas(lines: Sequence[Sequence[str]] = AREAS) -> Review:
    async with transaction() as db:
        return await import_areas(
            db, rows(lines), guess_mapping(["名称", "级别", "上级区域"], AREA_COLUMNS)
        )


async def grow_bodies(lines: Sequence[Sequence[str]] = BODIES) -> Review:
    header = ["组织名称", "类别", "上级组织", "所在区域", "管理区域"]
    async with transaction() as db:
        mapping = guess_mapping(header, ORGANIZATION_COLUMNS)
        return await import_organizations(db, rows(lines), mapping)


async def test_areas_grow_from_the_root_whatever_their_order(fresh_database: str) -> None:
    review = await grow_areas()
    assert (review.taken, review.lines) == (7, [])
    async with transaction() as db:
        found = (await db.exec(select(Area).where(Area.name == "梧桐社区"))).one()
        assert found.level is AreaLevel.community
        assert found.path.count("/") == 5


async def test_the_same_areas_again_are_known(fresh_database: str) -> None:
    await grow_areas()
    review = await grow_areas()
    assert (review.taken, review.known) == (0, 7)


async def test_organizations_grow_and_look_after_their_areas(fresh_database: str) -> None:
    await grow_areas()
    review = await grow_bodies()
    assert (review.taken, review.lines) == (5, [])
    async with transaction() as db:
        found = (await db.exec(select(Organization).order_by(col(Organization.id)))).all()
        bodies = {body.name: body for body in found}
        branch, committee = bodies["第一党支部"], bodies["梧桐社区党委"]
        assert branch.path.startswith(committee.path) and branch.parent_id == committee.id
        assert branch.kind is OrganizationKind.branch
        assert bodies["学府街道人民调解委员会"].kind is OrganizationKind.mediation_committee
        areas = await gazetteer(db)
        assert areas.keeper_id(areas.named("梧桐社区第一网格")) == committee.id
        assert areas.keeper_id(areas.named("书院社区")) == bodies["中共桐川市委"].id


async def test_an_organization_is_brought_up_to_date(fresh_database: str) -> None:
    await grow_areas()
    await grow_bodies()
    moved = [("城市管理局", "部门", "", "临江区", "")]
    review = await grow_bodies([*BODIES[:3], *moved])
    assert (review.taken, review.changed, review.known) == (0, 1, 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "", "", "桐川市", ""), "name_missing"),
        (("天文台", "", "", "桐川市", ""), "kind_unknown"),
        (("第二党支部", "", "不存在的党委", "桐川市", ""), "parent_unknown"),
        (("第二党支部", "", "", "月球", ""), "area_unknown"),
        (("第二党支部", "", "", "第一网格", ""), "area_unclear"),
    ],
)
async def test_a_row_that_does_not_fit_is_refused(
    fresh_database: str, line: tuple[str, ...], reason: str
) -> None:
    await grow_areas()
    review = await grow_bodies([line])
    assert (review.taken, reasons(review)) == (0, [(2, reason)])


async def test_parents_that_wait_for_each_other_are_refused(fresh_database: str) -> None:
    review = await grow_areas([("甲社区", "", "乙街道"), ("乙街道", "", "甲社区")])
    assert reasons(review) == [(2, "parent_unknown"), (3, "parent_unknown")]


async def test_an_area_is_found_by_as_much_of_its_name_as_it_takes(fresh_database: str) -> None:
    await grow_areas()
    async with transaction() as db:
        areas = await gazetteer(db)
    assert areas.find("桐川市临江区学府街道梧桐社区 3 号楼").name == "梧桐社区"
    assert areas.find("梧桐").name == "梧桐社区"
    assert areas.find("书院社区第一网格").path.count("/") == 6
    with pytest.raises(AreaUnclear):
        areas.find("第一网格")
    with pytest.raises(AreaUnknown):
        areas.named("梧桐")


def test_what_an_organization_is_shows_in_its_name() -> None:
    kinds = OrganizationKind
    assert kind_of("", "桃园社区党总支") is kinds.general_branch
    assert kind_of("", "桃园街道党工委") is kinds.party_committee
    assert kind_of("", "桃园街道办事处") is kinds.street
    assert kind_of("", "桐心志愿服务队") is kinds.volunteer_team
    assert kind_of("企业", "老李的店") is kinds.enterprise
    assert kind_of("branch", "机关一支") is kinds.branch
    with pytest.raises(KindUnknown):
        kind_of("", "老李的店")
