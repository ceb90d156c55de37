"""Compiled templates are kept for the next start, and never stand in the way of a page."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from wishboard.core.templating import Compiled

HEAD = 24


def drawn(folder: Path) -> str:
    """A page of a process that has just started."""
    loader = DictLoader({"page": "心愿 {{ number }}"})
    house = Environment(loader=loader, bytecode_cache=Compiled(str(folder)), autoescape=True)
    return house.get_template("page").render(number=7)


def test_it_is_kept_and_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(tmp_path) == "心愿 7"
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert drawn(tmp_path) == "心愿 7"


@pytest.mark.parametrize("left", [0, HEAD, -1])
def test_a_file_cut_short_is_made_anew(tmp_path: Path, left: int) -> None:
    drawn(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:left])
    assert drawn(tmp_path) == "心愿 7"
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_written_pages_are_drawn(tmp_path: Path) -> None:
    assert drawn(tmp_path / "nowhere") == "心愿 7"
