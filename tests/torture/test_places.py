"""Sixty-four people reach for the same places through four processes: never one too many."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.cast import Town
from tests.torture.processes import Line, running_web, times, wait_until_open
from wishboard.accounts.sessions import open_session
from wishboard.core.clock import today
from wishboard.core.database import transaction

pytestmark = [pytest.mark.torture, pytest.mark.town]

PEOPLE = 64
BY_PAGE = 4
"""So many use the page; the others are programs, which are refused without drawing a page."""
PROCESSES = 4
NO_CAP = {"open_claims_cap": "1000000"}

ADDS_UP = text("""
SELECT w.id FROM wish w
  LEFT JOIN LATERAL (SELECT count(*) AS living, count(*) FILTER (WHERE lead) AS leads
                       FROM claim c WHERE c.wish_id = w.id AND c.ended_at IS NULL) c ON true
 WHERE w.places = :places
   AND NOT (w.stage = 'claimed' AND w.taken = :places AND c.living = :places AND c.leads = 1
            AND (SELECT count(*) FROM event e WHERE e.subject = 'wish' AND e.subject_id = w.id
                    AND e.kind = 'claim.made') = :places)
""")


async def crowd(town: Town) -> list[str]:
    """The session tokens of sixty-four members."""
    viewers = [await town.recruit(f"helper {n}") for n in range(PEOPLE)]
    async with transaction() as db:
        return [await open_session(db, viewer.person_id) for viewer in viewers]


@pytest.mark.parametrize("places", [1, 5])
async def test_never_one_too_many(town: Town, places: int) -> None:
    rounds, tokens = times(200), await crowd(town)
    promised = {"promised_on": str(today() + timedelta(days=30))}
    with running_web(PROCESSES, **NO_CAP) as (web, port):
        await wait_until_open(port)
        assert len(web.children()) >= PROCESSES
        lines = [Line(port, token) for token in tokens]
        for _round in range(rounds):
            wish = await town.published(places=places)
            path = f"/wishes/{wish.public_id}/claims"
            answers = await asyncio.gather(
                *(line.post(path, promised) for line in lines[:BY_PAGE]),
                *(line.call(path, promised) for line in lines[BY_PAGE:]),
            )
            statuses = Counter(answer.status for answer in answers)
            assert statuses[303] + statuses[201] == places
            assert statuses[409] == PEOPLE - places
        for line in lines:
            line.hang_up()
    async with transaction() as db:
        assert (await db.execute(ADDS_UP, {"places": places})).all() == []
        counted = await db.execute(text("SELECT count(*) FROM claim"))
        assert counted.scalar_one() == rounds * places


async def test_one_person_at_many_wishes_stays_under_the_cap(town: Town) -> None:
    """The same member, signed in on eight devices, reaches for eight wishes at once."""
    member = town.people["member"].key
    async with transaction() as db:
        tokens = [await open_session(db, member) for _ in range(8)]
    promised = {"promised_on": str(today() + timedelta(days=30))}
    with running_web(PROCESSES) as (_web, port):
        await wait_until_open(port)
        lines = [Line(port, token) for token in tokens]
        for _round in range(times(100)):
            paths = [f"/wishes/{(await town.published()).public_id}/claims" for _ in lines]
            calls = (line.call(path, promised) for line, path in zip(lines, paths, strict=True))
            statuses = Counter(answer.status for answer in await asyncio.gather(*calls))
            assert statuses == {201: 3, 409: 5}
            async with transaction() as db:
                await db.execute(text("DELETE FROM claim"))
                await db.execute(text("UPDATE wish SET taken = 0, stage = 'published'"))
        for line in lines:
            line.hang_up()
