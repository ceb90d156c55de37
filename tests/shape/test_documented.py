"""What an operator may set or call stands in the documentation, and nothing else does."""

import re

from tests.shape.source import ROOT
from wishboard.settings import Settings

SETTINGS = ROOT / "docs" / "settings.md"


def test_every_setting_is_documented() -> None:
    written = set(re.findall(r"`(WISHBOARD_[A-Z_]+)`", SETTINGS.read_text("utf-8")))
    known = {f"WISHBOARD_{name.upper()}" for name in Settings.model_fields}
    assert written == known


def test_every_setting_says_what_it_is() -> None:
    assert all(len(field.description or "") > 10 for field in Settings.model_fields.values())
