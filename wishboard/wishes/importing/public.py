"""The public words of a row of a trusted ledger, if they may be shown as they are."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wishboard.settings import settings
from wishboard.wishes.importing import figures, refusals
from wishboard.wishes.stages import Lane
from wishboard.wishes.summary import personal_data_in, proposed_title

if TYPE_CHECKING:
    from wishboard.wishes.importing.entries import Entry, Say

LONGEST_TITLE = 60
LONGEST_SUMMARY = 600


@dataclass(frozen=True, slots=True)
class PublicWords:
    """With what a row is registered at once; `worth` is that of one share."""

    title: str
    summary: str
    lane: Lane
    places: int = 1
    worth: int = 0


def public_words(entry: "Entry", say: "Say") -> "Entry":
    """The entry with its public words, or as it is when a person has to look at it first.

    A worth above the cap is divided into shares within it.
    """
    if entry.sorting is None or entry.category_id is None:
        return entry
    lane = entry.sorting.lane
    if lane is None:
        say(refusals.DECISION_NEEDED)
        return entry
    title = figures.without_hint(entry.title) or proposed_title(figures.without_hint(entry.text))
    summary = figures.without_hint(entry.text)
    if len(title) > LONGEST_TITLE or len(summary) > LONGEST_SUMMARY:
        say(refusals.WORDS_TOO_LONG)
        return entry
    if personal_data_in(f"{title}\n{summary}", entry.contact):
        say(refusals.TELLS_TOO_MUCH)
        return entry
    places, worth = 1, entry.worth
    if lane is Lane.individual and worth > settings().worth_cap > 0:
        places, worth = figures.shares(worth, settings().worth_cap)
        say(refusals.SHARED_OUT.about(worth=entry.worth, places=places, share=worth))
    return replace(entry, public=PublicWords(title, summary, lane, places, worth))
