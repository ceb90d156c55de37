"""Every step of the tables is taken back and again with a town's life in them."""

import psycopg
import pytest

from tests.cast import Town
from tests.issues.knots import accepted
from wishboard.core.database import connect, disconnect, new_session
from wishboard.core.migrate import configuration, downgrade, upgrade
from wishboard.events.chain import seal_history
from wishboard.events.proof import flaws
from wishboard.notifications.telling import tell_everything

SINCE_THE_BEGINNING = ("event", "chain_link", "wish", "claim", "outcome", "answer", "person")


def steps(url: str) -> list[str]:
    """The revisions from the first to the newest."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    script = ScriptDirectory.from_config(configuration(url))
    return [revision.revision for revision in script.walk_revisions()][::-1]


def held(url: str) -> dict[str, str]:
    """A digest of what tables hold that were there from the beginning."""
    with psycopg.connect(url) as db:
        return {
            table: str(
                db.execute(
                    f"SELECT count(*), md5(string_agg(id_ || pub, ',' ORDER BY id_)) FROM "
                    f"(SELECT {'position' if table == 'chain_link' else 'id'}::text AS id_, "
                    f"{PUBLIC.get(table, 'id')}::text AS pub FROM {table}) AS t".encode()
                ).fetchone()
            )
            for table in SINCE_THE_BEGINNING
        }


PUBLIC = {
    "event": "kind",
    "chain_link": "digest",
    "wish": "stage || public_id",
    "claim": "public_id",
    "person": "public_id",
    "answer": "rating",
}


async def test_all_steps_down_and_up_again_keep_what_was_there_before(town: Town) -> None:
    await town.closed()
    await town.claimed()
    await accepted(town)
    await tell_everything()
    await seal_history()
    before, url = held(town.url), town.url
    await disconnect()
    first, *later = steps(url)
    for revision in reversed([first, *later][:-1]):
        downgrade(url, revision)
    assert held(url) == before
    upgrade(url)
    assert held(url) == before
    connect(url)
    async with new_session() as db:
        assert [flaw async for flaw in flaws(db)] == []
    assert (await town.closed()).ending == "fulfilled"


@pytest.mark.usefixtures("town")
async def test_down_to_nothing_and_up_again(town: Town) -> None:
    await town.closed()
    url = town.url
    await disconnect()
    downgrade(url, "base")
    with psycopg.connect(url) as db:
        left = db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert left == (1,), "only the table of revisions"
    upgrade(url)
    connect(url)
