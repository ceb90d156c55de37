"""The columns of the ledger: what they are called and what stands in them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from wishboard.core.clock import city_date
from wishboard.core.sheets.writing import Cell
from wishboard.i18n import LazyText, current_locale, lazy
from wishboard.reports.ledger import words

Line = Row[Any]


def local(line: Line, name: str) -> str:
    """A name of the line in the reader's language."""
    english = getattr(line, f"{name}_en") if current_locale() == "en" else ""
    return english or getattr(line, name) or ""


def day(moment: datetime | None) -> date | None:
    """The city's day of a moment."""
    return city_date(moment) if moment else None


def answer(line: Line) -> str:
    """What the wisher said of the outcome, and how it came in."""
    if line.answered_at is None:
        return ""
    said = str(words.ANSWERS[line.confirmed_done])
    how = words.said(words.ANSWERED_BY, line.answered_by)
    return said if line.confirmed_done is None else f"{said} · {how}"


def explanation(line: Line) -> str:
    """The reason of a decision and its explanation."""
    return " ".join(part for part in (local(line, "reason"), line.explanation) if part)


COLUMNS: tuple[tuple[LazyText, Callable[[Line], Cell]], ...] = (
    (lazy("Number"), lambda line: line.public_id),
    (lazy("Kind"), lambda line: words.said(words.KINDS, line.kind)),
    (lazy("Title"), lambda line: line.title),
    (lazy("Lane"), lambda line: words.said(words.LANES, line.lane)),
    (lazy("Category"), lambda line: local(line, "category")),
    (lazy("Keeper"), lambda line: local(line, "keeper")),
    (lazy("How it came in"), lambda line: words.said(words.CHANNELS, line.channel)),
    (lazy("Stage"), lambda line: words.said(words.STAGES, line.stage)),
    (lazy("How it ended"), lambda line: words.said(words.ENDINGS, line.ending)),
    (lazy("Collected on"), lambda line: day(line.collected_at)),
    (lazy("Registered on"), lambda line: day(line.registered_at)),
    (lazy("Published on"), lambda line: day(line.published_at)),
    (lazy("Claimed on"), lambda line: day(line.claimed_at)),
    (lazy("Promised for"), lambda line: line.promised_on),
    (lazy("Delivered on"), lambda line: line.delivered_on),
    (lazy("Answered on"), lambda line: day(line.answered_at)),
    (lazy("Closed on"), lambda line: day(line.closed_at)),
    (lazy("Looked at again on"), lambda line: line.review_on),
    (lazy("Who helps"), lambda line: line.helpers or ""),
    (lazy("Participations"), lambda line: line.people),
    (lazy("What was done"), lambda line: line.done or ""),
    (lazy("Who paid"), lambda line: words.said(words.PAID_BY, line.paid_by)),
    (lazy("Hours"), lambda line: line.minutes / 60 if line.minutes else None),
    (lazy("Beneficiaries expected"), lambda line: line.expected),
    (lazy("Beneficiaries reported"), lambda line: line.reported),
    (lazy("Beneficiaries confirmed"), lambda line: line.confirmed),
    (lazy("The wisher's answer"), answer),
    (lazy("Rating"), lambda line: line.rating),
    (lazy("Times reopened"), lambda line: line.reopened or None),
    (lazy("Reason and explanation"), explanation),
    (lazy("Who is responsible instead"), lambda line: line.receiver or ""),
)
