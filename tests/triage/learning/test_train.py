"""Learning from a town's ledger, and what the desk is told then."""

import random

from sqlmodel import select

from tests.cast import Town
from tests.triage.learning.test_learn import KINDS, ROUND
from wishboard.core.database import transaction
from wishboard.triage.learning.models import LearntModel, Subject
from wishboard.triage.learning.rows import Example
from wishboard.triage.learning.training import keep_version, train
from wishboard.triage.suggesting import suggestion_for


async def test_without_training_it_does_not_know_yet(town: Town) -> None:
    wish = await town.collected()
    assert all(learnt.version is None for learnt in await train())
    async with transaction() as db:
        assert await suggestion_for(db, wish) is None
        assert (await db.exec(select(LearntModel))).all() == []


async def test_a_better_version_takes_over_and_a_worse_one_is_only_kept(town: Town) -> None:
    first = {"labels": 2, "text_f1": 0.8, "title_f1": 0.7, "packed": ""}
    async with transaction() as db:
        one = await keep_version(db, Subject.category, 100, first)
        worse = await keep_version(db, Subject.category, 100, first | {"text_f1": 0.5})
        assert (one.active, worse.active) == (True, False)
        better = await keep_version(db, Subject.category, 100, first | {"text_f1": 0.9})
        await db.refresh(one)
        assert (one.active, better.active) == (False, True)


async def test_a_child_learns_and_the_desk_is_told(town: Town, monkeypatch: object) -> None:
    wish = await town.collected(title="楼道照明", text="路灯坏了，灯光没有，灯泡也坏了")
    dice = random.Random(3)
    kinds = list(KINDS)
    ledger = [
        Example("", "".join([*dice.sample(ROUND, 5), *dice.sample(KINDS[kind].split(), 2)]), kind)
        for kind in kinds
        for _ in range(45)
    ]

    async def told(_db: object, subject: Subject) -> list[Example]:
        return ledger if subject is Subject.category else []

    monkeypatch.setattr("wishboard.triage.learning.training.ledger_of", told)  # type: ignore[attr-defined]
    progress: list[float] = []
    found = await train(lambda _subject, done: progress.append(done))
    version = found[0].version
    assert version is not None
    assert version.text_f1 > 0.8
    assert progress == sorted(progress)
    async with transaction() as db:
        suggestion = await suggestion_for(db, wish)
    assert suggestion is not None
    assert suggestion.category == "lamp"
    assert suggestion.category_why is not None
    assert suggestion.category_why.examples == len(ledger)
    assert suggestion.lane is None
