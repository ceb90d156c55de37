"""Nothing but the way of a wish writes where a wish is."""

import ast
from enum import StrEnum

import pytest

from tests.shape.source import python_files
from wishboard.issues.lifecycle import IssueDeed
from wishboard.wishes.lifecycle import Deed

WAYS = {"Deed": "wishboard/wishes/lifecycle.py", "IssueDeed": "wishboard/issues/lifecycle.py"}


def writes_stage(module: ast.Module) -> list[int]:
    """The lines on which a module assigns to an attribute `stage`."""
    lines = []
    for node in ast.walk(module):
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else targets
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            lines += [
                part.lineno
                for part in parts
                if isinstance(part, ast.Attribute) and part.attr == "stage"
            ]
    return lines


def test_only_the_ways_write_stage() -> None:
    writers = {
        path: lines for path, module in python_files().items() if (lines := writes_stage(module))
    }
    assert sorted(writers) == sorted(WAYS.values()), writers


@pytest.mark.parametrize("deeds", [Deed, IssueDeed], ids=lambda deeds: str(deeds.__name__))
def test_every_deed_of_a_way_is_done_somewhere(deeds: type[StrEnum]) -> None:
    named = {
        node.attr
        for path, module in python_files().items()
        if path not in WAYS.values()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == deeds.__name__
    }
    assert named == {deed.name for deed in deeds}
