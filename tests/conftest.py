"""What every test may ask for."""

import os
import signal
from pathlib import Path

import pytest

from tests.cast import peopled_template, town
from tests.chromium import browser
from tests.compiled import share_compiled_statements
from tests.printed import press
from tests.servers import (
    data_dir,
    fresh_database,
    fresh_queue,
    postgres_server,
    template_database,
    valkey_server,
)
from wishboard.settings import settings

__all__ = [
    "browser",
    "data_dir",
    "fresh_database",
    "fresh_queue",
    "peopled_template",
    "postgres_server",
    "press",
    "template_database",
    "town",
    "valkey_server",
]

SERVED = {
    "api",
    "cli",
    "demo",
    "embedded",
    "frame",
    "http",
    "importing",
    "notifications",
    "reports",
    "web",
    "workers",
}
SERVERS = {"postgres_server", "valkey_server"}
IN_CHILDREN = ("test_sheets", "test_confine", "test_redraw", "test_train", "test_set_paper")
"""What these try runs in processes of its own, as whole commands do."""
OF_THE_TESTS = {"WISHBOARD_TORTURE"}


def pytest_configure() -> None:
    """An operator's settings must not leak into the tests; what is compiled is kept."""
    for name in [name for name in os.environ if name.startswith("WISHBOARD_")]:
        if name not in OF_THE_TESTS:
            del os.environ[name]
    settings.cache_clear()
    share_compiled_statements()
    # A shell that runs the tests in the background ignores Ctrl-C for them and all they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `served` what needs a server, the application's doors, or commands."""
    for item in items:
        path = item.path.relative_to(Path(__file__).parent)
        asked = set(getattr(item, "fixturenames", ()))
        if path.parts[0] in SERVED or asked & SERVERS or path.stem.startswith(IN_CHILDREN):
            item.add_marker(pytest.mark.served)


@pytest.fixture(autouse=True, scope="session")
def _own_data_dir(data_dir: Path) -> None:
    """Keys and files of the tests stay in the session's folder."""
