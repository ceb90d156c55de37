"""Growing the trees of a town from tables: areas and organizations, parents in any order."""

from collections.abc import AsyncIterable, Awaitable, Callable

from wishboard.accounts.importing.directory import directory, kind_of
from wishboard.accounts.importing.gazetteer import Gazetteer, gazetteer
from wishboard.accounts.importing.refusals import LevelUnknown, NameMissing, ParentUnknown
from wishboard.accounts.models import Area, AreaLevel, Organization
from wishboard.accounts.trees import add_area, add_organization
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.core.sheets.mapping import Column, Mapping
from wishboard.core.sheets.review import Review, RowRefused
from wishboard.core.sheets.rows import Row

AREA_COLUMNS = (
    Column("name", ("名称", "区域名称", "区域"), required=True),
    Column("level", ("级别", "层级")),
    Column("parent", ("上级区域", "上级", "所属区域")),
    Column("name_en", ("英文名", "英文名称")),
)
ORGANIZATION_COLUMNS = (
    Column("name", ("名称", "组织名称", "单位名称", "组织"), required=True),
    Column("kind", ("类别", "类型", "组织类型", "性质")),
    Column("parent", ("上级组织", "上级", "隶属", "主管单位")),
    Column("area", ("区域", "所在区域", "属地", "社区"), required=True),
    Column("keeps", ("管理区域", "负责区域", "管辖区域")),
    Column("name_en", ("英文名", "英文名称")),
)
_LEVELS = {
    AreaLevel.grid: ("网格",),
    AreaLevel.community: ("社区", "村", "居委会", "村委会", "社区（村）"),
    AreaLevel.street: ("街道", "镇", "乡", "乡镇", "街道（镇）"),
    AreaLevel.district: ("区", "县", "区县"),
    AreaLevel.city: ("市",),
}
"""The longer endings first: a community's name may end like a district's."""
_YES = {"是", "yes", "y", "1", "true", "√", "✓"}

Said = dict[str, str]
Place = Callable[[Row, Said], Awaitable[bool]]


async def import_areas(db: AsyncSession, rows: AsyncIterable[Row], mapping: Mapping) -> Review:
    """Grow the tree of areas; an area of the same name below the same parent is known."""
    known, review = await gazetteer(db), Review()

    async def place(_: Row, said: Said) -> bool:
        parents = known.exactly(said["parent"])
        if said["parent"] and not parents:
            return False
        parent = known.named(said["parent"]) if said["parent"] else None
        level = _level(said)
        if (level is AreaLevel.city) != (parent is None):
            raise ParentUnknown(parent=said["parent"] or "—")
        found = _area_below(known, parent, said["name"])
        if found is None:
            known.add(await add_area(db, said["name"], level, parent, said["name_en"]))
            review.taken += 1
        else:
            _count(review, _differs(found, name_en=said["name_en"] or found.name_en))
        return True

    await _parents_first(rows, mapping, review, place)
    return review


async def import_organizations(
    db: AsyncSession, rows: AsyncIterable[Row], mapping: Mapping
) -> Review:
    """Grow the tree of organizations; one of the same name below the same parent is brought up
    to date. `keeps` names the area it looks after, or says yes for its own."""
    areas, known, review = await gazetteer(db), await directory(db), Review()

    async def place(_: Row, said: Said) -> bool:
        if said["parent"] and not known.exactly(said["parent"]):
            return False
        parent = known.named(said["parent"]) if said["parent"] else None
        kind = kind_of(said["kind"], said["name"])
        area = areas.named(said["area"])
        kept = _kept(said["keeps"], area, areas)
        found = known.below(parent.id if parent else None, said["name"])
        if found is None:
            found = await add_organization(db, said["name"], kind, area, parent, said["name_en"])
            known.add(found)
            review.taken += 1
        else:
            name_en = said["name_en"] or found.name_en
            _count(review, _differs(found, kind=kind, area_id=area.key, name_en=name_en))
        if kept is not None:
            kept.committee_id = found.key
        return True

    await _parents_first(rows, mapping, review, place)
    await db.flush()
    return review


async def _parents_first(
    rows: AsyncIterable[Row], mapping: Mapping, review: Review, place: Place
) -> None:
    """Place rows again and again until the rest waits for parents that never come."""
    waiting: list[tuple[Row, Said]] = []
    async for row in rows:
        try:
            said = mapping.pick(row)
            if not said["name"]:
                raise NameMissing
            waiting.append((row, said))
        except Refusal as reason:
            review.refuse(row, reason)
    while waiting:
        left = []
        for row, said in waiting:
            try:
                if not await place(row, said):
                    left.append((row, said))
            except RowRefused as reason:
                review.refuse(row, reason)
        if len(left) == len(waiting):
            for row, said in left:
                review.refuse(row, ParentUnknown(parent=said["parent"]))
            return
        waiting = left


def _level(said: Said) -> AreaLevel:
    told = said["level"].strip().lower()
    for level, words in _LEVELS.items():
        if told in (level.value, *words) or (not told and said["name"].endswith(words)):
            return level
    raise LevelUnknown(level=told or said["name"])


def _area_below(known: Gazetteer, parent: Area | None, name: str) -> Area | None:
    parent_id = parent.id if parent else None
    found = (area for area in known.exactly(name) if area.name == name)
    return next((area for area in found if area.parent_id == parent_id), None)


def _kept(words: str, own: Area, areas: Gazetteer) -> Area | None:
    if not words or words in ("否", "no"):
        return None
    return own if words.lower() in _YES else areas.named(words)


def _count(review: Review, changed: bool) -> None:
    review.changed += changed
    review.known += not changed


def _differs(row: Area | Organization, **values: object) -> bool:
    """Bring a stored row up to date; whether that changed it."""
    before = [getattr(row, name) for name in values]
    for name, value in values.items():
        setattr(row, name, value)
    return before != list(values.values())
