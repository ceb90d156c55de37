"""A peopled town for commands, which make their own connections."""

from collections.abc import Iterator

import pytest

from tests.servers import environment, new_database


@pytest.fixture
def town_of_commands(postgres_server: str, peopled_template: str) -> Iterator[str]:
    """The cast's town in a database of its own, named by the settings; its address."""
    with new_database(postgres_server, peopled_template) as url, environment(database_url=url):
        yield url
