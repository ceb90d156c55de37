"""A town with a key file of its own."""

from collections.abc import Iterator

import pytest

from tests.cast import Town
from tests.rotation.house import own_keys
from tests.servers import environment, sandbox
from wishboard.cli import rotate_key
from wishboard.core.keyfile import key_file
from wishboard.settings import settings


@pytest.fixture
def house(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """The cast's town with a key file of its own, where nobody has to be waited for."""
    monkeypatch.setattr(rotate_key, "LOOK_AGAIN", -1)
    with sandbox() as folder:
        own_keys(key_file(settings()), folder)
        with environment(data_dir=str(folder)):
            yield town
