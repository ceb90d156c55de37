"""What the tests of the embedded servers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import sandbox


@pytest.fixture
def town_dir() -> Iterator[Path]:
    """A data folder for one test."""
    with sandbox() as folder:
        yield folder
