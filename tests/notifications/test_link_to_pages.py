"""Every link that a message carries leads to a page that is there."""

import re

import pytest

from tests.cast import application
from wishboard.notifications.paths import PATHS, path_of


@pytest.fixture(scope="module")
def pages() -> list[re.Pattern[str]]:
    """The paths of all pages, as patterns."""
    found = [r.path for r in application().routes if "GET" in getattr(r, "methods", ())]
    return [re.compile(re.sub(r"\{\w+:str\}", r"[a-z0-9]+", path) + "$") for path in found]


@pytest.mark.parametrize("kind", PATHS)
def test_a_path_leads_to_a_page(kind: str, pages: list[re.Pattern[str]]) -> None:
    path = path_of(kind, "k2m4n6p8r2t4")
    assert any(page.match(path) for page in pages), path


def test_an_unknown_kind_has_no_path() -> None:
    with pytest.raises(KeyError):
        path_of("dragon")
