"""`hot_issue_f1`, `legacy_recall`; `duplicate_hit_at_5`, `_recall` and `_false_alarm`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean

from bench.data import rows_of
from bench.plain import nearest_before
from bench.report import Figure
from wishboard.triage.age import OLD
from wishboard.triage.commonness import Commonness
from wishboard.triage.grouping import Grouping, grouped
from wishboard.triage.legacy import OFTEN, Earlier, legacy_of
from wishboard.triage.likeness import WORTH_SHOWING
from wishboard.triage.messages import Message
from wishboard.triage.reading import read

SHOWN = 5
NEARLY_THE_SAME = 0.6
"""From this plain cosine on an earlier message is the same, though nobody marked it so."""

SUGGESTED = 4
"""So many of a river's appeals must be called an old trouble for the river to be one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The messages of a city in order of time, and the issues people found among them."""

    messages: Sequence[Message]
    issues: Mapping[int, str]
    events: frozenset[str]


def hot_issues() -> Iterator[Figure]:
    """Each issue against the one group that fits it best, averaged over the issues."""
    marked = _marked()
    groups = [set(keys) for keys in grouped(marked.messages)]
    found = {event: _best(groups, marked, event) for event in sorted(marked.events)}
    about = ", ".join(f"{event} {score:.2f}" for event, score in found.items())
    yield Figure("hot_issue_f1", mean(found.values()), "", about)


def duplicates() -> Iterator[Figure]:
    """Every message in order of time, asked about as if it were just being written."""
    marked = _marked()
    same = nearest_before(marked.messages)
    grouping, seen = Grouping(), set[str]()
    hits: list[bool] = []
    shown: list[bool] = []
    false: list[bool] = []
    strict: list[bool] = []
    for message in marked.messages:
        issue = marked.issues.get(message.key, "")
        found = grouping.sought(message)
        fitting = [one for one in found if _issue_of(one.keys, marked) == issue]
        others = [one for one in found if one.people != {message.person}]
        over = any(one.score >= WORTH_SHOWING for one in others)
        if issue and issue in seen:
            hits.append(any(one in found[:SHOWN] for one in fitting))
            shown.append(any(one.score >= WORTH_SHOWING for one in fitting))
        elif not issue:
            strict.append(over)
            if same[message.key] < NEARLY_THE_SAME:
                false.append(over)
        seen.add(issue)
        grouping.add(message)
    yield Figure("duplicate_hit_at_5", mean(hits), "", f"{len(hits)} messages with an equal before")
    yield Figure("duplicate_recall", mean(shown), "", f"at the threshold {WORTH_SHOWING}")
    about = (
        f"{len(false)} of no issue and unlike all before; of all {len(strict)} {mean(strict):.3f}"
    )
    yield Figure("duplicate_false_alarm", mean(false), "", about)


def legacy() -> Iterator[Figure]:
    """Rivers with many appeals over years, found by the places that the appeals name."""
    rows = sorted(rows_of("river_appeals"), key=lambda row: row["created_at"])
    messages = [
        Message(n, row["text"], row["title"], "", n, datetime.fromisoformat(row["created_at"]))
        for n, row in enumerate(rows)
    ]
    common = Commonness()
    for message in messages:
        common.learn(read(message).counts)
    called: Counter[str] = Counter()
    days: dict[str, list[date]] = defaultdict(list)
    for n, message in enumerate(messages):
        before = [Earlier(earlier) for earlier in messages[:n]]
        called[rows[n]["place"]] += legacy_of(message, before, common).likely
        days[rows[n]["place"]].append(message.at.date())
    old = {river for river, on in days.items() if _old(on)}
    found = {river for river, times in called.items() if times >= SUGGESTED}
    precision = len(found & old) / len(found) if found else 0.0
    about = f"{len(old)} rivers of {len(days)}; {len(found)} found, precision {precision:.3f}"
    yield Figure("legacy_recall", len(found & old) / len(old), "", about)


def _old(on: Sequence[date]) -> bool:
    return len(on) >= OFTEN and (max(on) - min(on)).days >= OLD * 365


def _marked() -> Marked:
    rows = sorted(rows_of("hot_messages"), key=lambda row: (row["created_at"], row["msg_id"]))
    issue_of = {row["msg_id"]: row for row in rows_of("hot_issues")}
    messages = [
        Message(
            n,
            row["body"],
            row["title"],
            "",
            row["user_id"],
            datetime.fromisoformat(row["created_at"]),
        )
        for n, row in enumerate(rows)
    ]
    issues = {
        n: issue_of[row["msg_id"]]["issue"]
        for n, row in enumerate(rows)
        if row["msg_id"] in issue_of
    }
    events = frozenset(row["issue"] for row in issue_of.values() if row["kind"] == "event")
    return Marked(messages, issues, events)


def _best(groups: Sequence[set[int]], marked: Marked, event: str) -> float:
    truth = {key for key, issue in marked.issues.items() if issue == event}
    return max(2 * len(group & truth) / (len(group) + len(truth)) for group in groups)


def _issue_of(keys: Sequence[int], marked: Marked) -> str:
    """The issue most of a group's marked messages belong to."""
    counts = Counter(marked.issues[key] for key in keys if key in marked.issues)
    return counts.most_common(1)[0][0] if counts else "-"
