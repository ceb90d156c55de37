"""Every right that the code asks for stands on the page of rights, and every one there is asked."""

import ast
from collections.abc import Iterator

import pytest

from tests.shape.source import ROOT
from wishboard.accounts.roles import TABLE, Right, Role, rights_of
from wishboard.core.templating import environment, render
from wishboard.i18n import speaking
from wishboard.web.desk import words


def asked_for() -> Iterator[tuple[str, str]]:
    """The rights that code and templates name, each with its file."""
    for path in sorted((ROOT / "wishboard").rglob("*.py")):
        if path.name == "roles.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            if named and node.value.id == "Right":  # type: ignore[attr-defined]
                yield node.attr, path.name  # type: ignore[attr-defined]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for part in path.read_text("utf-8").split('may_somewhere("')[1:]:
            yield part.split('"')[0], path.name


def page(language: str) -> str:
    """The table as its page shows it."""
    rules = [(rule, [role for role in Role if role in rule.roles]) for rule in TABLE.values()]
    with speaking(language):
        return render("desk/rights_table.html", rules=rules, words=words)


def test_every_right_in_use_is_in_the_table_and_none_is_idle() -> None:
    used = {right for right, _where in asked_for()}
    assert used <= {right.value for right in TABLE}, "asked for, not described"
    assert used == {right.value for right in Right}, "described, never asked for"
    assert list(TABLE) == list(Right)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_every_deed_and_every_role(language: str) -> None:
    shown = page(language)
    with speaking(language):
        for right, rule in TABLE.items():
            assert rule.deeds and rule.roles, right
            for sentence in (*rule.deeds, rule.over):
                assert str(environment().from_string("{{ s }}").render(s=sentence)) in shown
        for role in Role:
            assert rights_of(role), role
            assert str(words.ROLES[role]) in shown
