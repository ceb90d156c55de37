"""Templates parse, import what they use and use what they import, and every page has a title."""

import re

import pytest
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from tests.shape.source import ROOT, template_files
from wishboard.core.templating import environment

PAGES = [n for n in template_files() if not n.startswith(("components/", "events/"))]
LAYOUT = "base.html"


def parsed(name: str) -> nodes.Template:
    """A template's tree; raises TemplateSyntaxError."""
    text = (ROOT / "templates" / name).read_text("utf-8")
    return environment().parse(text, name)


@pytest.mark.parametrize("name", template_files())
def test_a_template_parses_and_uses_what_it_imports(name: str) -> None:
    tree = parsed(name)
    imported = {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        imported |= {n[1] if isinstance(n, tuple) else n for n in node.names}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported <= used, f"unused: {sorted(imported - used)}"


@pytest.mark.parametrize("name", template_files())
def test_what_a_template_refers_to_is_there(name: str) -> None:
    for referred in find_referenced_templates(parsed(name)):
        if referred is not None:
            assert (ROOT / "templates" / referred).is_file(), referred


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title(name: str) -> None:
    tree = parsed(name)
    above = [node.template for node in tree.find_all(nodes.Extends)]
    if not above:
        return
    titles = [block for block in tree.find_all(nodes.Block) if block.name == "title"]
    if not titles:
        tree = parsed(str(above[0].as_const()))
        titles = [block for block in tree.find_all(nodes.Block) if block.name == "title"]
    assert len(titles) == 1
    assert any(True for _ in titles[0].find_all(nodes.Output)) or titles[0].body


@pytest.mark.parametrize("name", template_files())
def test_no_template_carries_script_or_style_of_its_own(name: str) -> None:
    text = (ROOT / "templates" / name).read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script


@pytest.mark.parametrize("name", template_files())
def test_a_template_stays_short(name: str) -> None:
    assert (ROOT / "templates" / name).read_text("utf-8").count("\n") <= 110
