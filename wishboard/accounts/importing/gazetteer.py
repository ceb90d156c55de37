"""Areas by what people call them, and who looks after each."""

from wishboard.accounts.importing.names import Names, bare
from wishboard.accounts.importing.refusals import AreaUnclear, AreaUnknown
from wishboard.accounts.models import Area
from wishboard.accounts.trees import NoKeeper, ancestry, areas
from wishboard.core.database import AsyncSession

_SUFFIXES = ("社区", "街道", "网格", "村", "镇", "乡", "区", "县", "市")
_SHORTEST_STEM = 2


class Gazetteer(Names[Area]):
    """The town's areas, at hand for many rows."""

    def named(self, words: str) -> Area:
        """The area that is named exactly. Raises AreaUnknown or AreaUnclear."""
        return self._only(self.exactly(words), words)

    def find(self, words: str) -> Area:
        """The area that a text names most fully, as in `桐川市学府街道梧桐社区三号楼`.

        Without the words for levels if need be. Raises AreaUnknown, or AreaUnclear when several
        fit equally well.
        """
        if exactly := self.exactly(words):
            return self._only(exactly, words)
        for called in (bare, _stem):
            if ranked := self.named_in(words, called):
                most = ranked[0][0]
                return self._only([area for score, area in ranked if score == most], words)
        raise AreaUnknown(area=words)

    def keeper_id(self, area: Area) -> int:
        """The organization that looks after an area. Raises NoKeeper."""
        for key in reversed(ancestry(area.path)):
            committee = self.nodes[key].committee_id
            if committee is not None:
                return committee
        raise NoKeeper(area=area.name)

    def _only(self, found: list[Area], words: str) -> Area:
        if not found:
            raise AreaUnknown(area=words)
        if len(found) > 1:
            raise AreaUnclear(area=words, these=self.listed(found))
        return found[0]


async def gazetteer(db: AsyncSession) -> Gazetteer:
    """Read the areas of the town."""
    return Gazetteer(await areas(db))


def _stem(name: str) -> str:
    """A name without the word for its level, `梧桐` for `梧桐社区`."""
    for suffix in _SUFFIXES:
        stem = bare(name.removesuffix(suffix))
        if name.endswith(suffix) and len(stem) >= _SHORTEST_STEM:
            return stem
    return bare(name)
