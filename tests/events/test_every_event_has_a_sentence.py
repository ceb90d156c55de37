"""Each kind of event is said in one sentence, in one place, for every reader."""

import re
from typing import Any

import pytest

from tests.events.kinds import kinds, kinds_of_wishes
from tests.shape.source import ROOT
from wishboard.core.clock import now, today
from wishboard.core.templating import environment
from wishboard.disclosure.audiences import SEEN_BY
from wishboard.disclosure.timeline import Line
from wishboard.i18n import speaking

SENTENCES = ROOT / "templates" / "events"
FACTS: dict[str, dict[str, Any]] = {
    "claim.offered": {"until": now()},
    "contact.revealed": {"purpose": "check"},
    "ending.transferred": {"receiver": "城市管理局"},
    "ending.mediated": {"receiver": "柳荫人民调解委员会"},
    "wish.purged": {"what": "contact"},
    "deadline.moved": {"until": today()},
    "issue.dispatched": {"body": "城市管理局", "days": 15},
    "issue.objected": {"body": "城市管理局"},
    "issue.objection_decided": {"body": "城市管理局", "granted": True},
    "issue.supported": {"body": "城市管理局"},
    "issue.milestone_late": {"body": "城市管理局"},
    "issue.quantified": {"figure": "confirmed", "quantities": [["79", "盏"], ["1200", "米"]]},
    "issue.summons_late": {"body": "城市管理局"},
    "issue.task_late": {"body": "城市管理局"},
}


def sentence(line: Line) -> str:
    return str(environment().get_template(line.template).render(line=line)).strip()


def test_every_kind_has_its_sentence_and_none_is_left_over() -> None:
    there = {str(path.relative_to(SENTENCES)) for path in SENTENCES.glob("*/*.html")}
    assert there == {f"{kind.replace('.', '/')}.html" for kind in kinds()}


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("who", ["王同志", ""])
def test_a_sentence_is_short_and_whole_in_both_languages(kind: str, who: str) -> None:
    line = Line(kind, now(), who, {"day": today()} | FACTS.get(kind, {}))
    with speaking("zh"):
        chinese = sentence(line)
    with speaking("en"):
        english = sentence(line)
    assert chinese.endswith("。") and not re.search("[A-Za-z%]", chinese)
    assert english.endswith(".")
    assert chinese.count("\n") == english.count("\n") == 0
    assert len(chinese) <= 50


@pytest.mark.parametrize("kind", ["claim.lapsed", "outcome.closed", "outcome.reopened"])
def test_what_the_clock_does_names_nobody_and_is_a_sentence_all_the_same(kind: str) -> None:
    with speaking("en"):
        assert sentence(Line(kind, now()))[0].isupper()


def test_it_is_settled_who_reads_of_every_kind() -> None:
    assert set(SEEN_BY) == set(kinds_of_wishes())
