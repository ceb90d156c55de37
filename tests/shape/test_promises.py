"""What README.md promises is kept by tests that are there."""

import ast
import re

import pytest

from tests.shape.source import ROOT

KEPT_BY = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FEWEST = 4


def promises(name: str) -> list[str]:
    """The promises of a README, one paragraph or point each."""
    text = (ROOT / name).read_text("utf-8")
    title = "## Promises" if name == "README.md" else "## 承诺"
    section = text.split(title + "\n", 1)[1].split("\n## ", 1)[0]
    return [point for point in re.split(r"\n(?=- )", section) if point.startswith("- ")]


def names_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_promise_is_kept_by_a_test(name: str) -> None:
    made = promises(name)
    assert len(made) >= FEWEST
    for promise in made:
        kept = KEPT_BY.findall(promise)
        assert kept, promise
        for path, test in kept:
            assert test in names_in(path), f"{path}::{test}"


def test_both_languages_promise_the_same() -> None:
    english, chinese = (
        [KEPT_BY.findall(promise) for promise in promises(name)]
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese
