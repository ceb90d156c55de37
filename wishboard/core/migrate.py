"""Taking a database to the newest form of its tables, and back."""

from typing import TYPE_CHECKING

from wishboard.core.database import driver_url

if TYPE_CHECKING:
    from alembic.config import Config


def upgrade(url: str, revision: str = "head") -> None:
    """Take every step that is missing, up to a revision."""
    from alembic import command  # noqa: PLC0415 - only this command pays for it

    command.upgrade(configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take steps back, down to a revision."""
    from alembic import command  # noqa: PLC0415

    command.downgrade(configuration(url), revision)


def configuration(url: str) -> "Config":
    """Alembic's configuration for a database."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "wishboard:migrations")
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", driver_url(url).replace("%", "%%"))
    return config
