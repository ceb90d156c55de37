"""The names of areas and categories, and what a filter offers of them."""

from wishboard.i18n import speaking
from wishboard.wishes.directory import MANY, Node, Tree


def area(key: int, name: str, parent: int | None, path: str, *, leaf: bool = False) -> Node:
    return Node(key, f"code{key}", name, f"{name} in English", parent, path, leaf)


def small_town() -> Tree:
    return Tree(
        [
            area(1, "城", None, "/1/"),
            area(2, "东街", 1, "/1/2/"),
            area(3, "甲社区", 2, "/1/2/3/"),
            area(4, "网格", 3, "/1/2/3/4/", leaf=True),
            area(5, "西街", 1, "/1/5/"),
        ]
    )


def city() -> Tree:
    nodes = [area(1, "城", None, "/1/")]
    for street in range(10, 20):
        nodes.append(area(street, f"街{street}", 1, f"/1/{street}/"))
        homes = range(street * 100, street * 100 + MANY // 5)
        nodes += [area(n, f"社区{n}", street, f"/1/{street}/{n}/") for n in homes]
    return Tree(nodes)


def names(tree: Tree, chosen: str = "") -> list[str]:
    return [name for _code, name in tree.choices(chosen)]


def test_a_small_town_is_offered_whole_without_its_root_and_its_grids() -> None:
    with speaking("zh"):
        assert names(small_town()) == ["东街", "　甲社区", "西街"]


def test_the_grids_of_a_chosen_community_are_offered() -> None:
    with speaking("zh"):
        assert names(small_town(), "code3") == ["东街", "　甲社区", "　　网格", "西街"]


def test_a_city_is_offered_as_far_as_somebody_has_gone_down() -> None:
    tree = city()
    with speaking("zh"):
        assert names(tree) == [f"街{n}" for n in range(10, 20)]
        within = names(tree, "code12")
        assert "　社区1200" in within and "　社区1300" not in within
        assert names(tree, "code1200") == within


def test_the_same_choice_is_offered_as_the_same_object() -> None:
    tree = city()
    assert tree.choices("code12") is tree.choices("code12")
    assert tree.choices("nowhere") is tree.choices()


def test_names_are_said_in_the_readers_language() -> None:
    tree = small_town()
    with speaking("zh"):
        assert tree.name(3) == "甲社区" and tree.name(4) == "甲社区 网格"
    with speaking("en"):
        assert tree.name(3) == "甲社区 in English"
        assert names(tree)[0] == "东街 in English"
    assert tree.name(None) == tree.name(99) == ""


def test_what_lies_within_is_found_by_path() -> None:
    tree = small_town()
    assert tree.within("code2") == [2, 3, 4]
    assert tree.within("code1") == [1, 2, 3, 4, 5]
    assert tree.within("nowhere") == []
