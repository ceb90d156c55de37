"""A report as a workbook: a sheet for each table, without a formula."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from wishboard.bulletins.models import Bulletin
from wishboard.core.sheets.writing import Cell, Sheet, write_xlsx
from wishboard.i18n import current_locale
from wishboard.i18n import gettext as _
from wishboard.reports.bulletins.registers import REGISTERS
from wishboard.reports.bulletins.words import MEASURES, STANDING, TOTALS
from wishboard.reports.outcomes.tables import change
from wishboard.reports.rates.models import Matter
from wishboard.reports.rates.words import MATTERS
from wishboard.wishes.stages import Stage
from wishboard.wishes.words import STAGES

Told = dict[str, Any]
Rows = Iterator[Sequence[Cell]]


async def write_bulletin(path: Path, bulletin: Bulletin) -> None:
    """Write a report into a workbook, in the reader's language."""
    await write_xlsx(path, sheets_of(bulletin.document))


def sheets_of(told: Told) -> list[Sheet]:
    """The sheets of a report in the order of its page."""
    what, now, before = _("What is counted"), _("In this time"), _("A year before")
    compared = [what, now, before, _("Year on year")]
    steps = [_("Stage"), _("Came so far"), _("Stand here"), _("Working days (median)")]
    months = [_("Month"), *(str(label) for label in MEASURES.values())]
    waits = [_("List"), _("Number"), _("Title"), _("Area"), _("Category"), _("Since"), _("Due")]
    return [
        Sheet(_("Totals"), compared, list(_totals(told))),
        Sheet(_("Quantities"), _quantity_titles(), list(_quantities(told))),
        Sheet(_("Seven steps"), steps, list(_steps(told))),
        Sheet(_("Month by month"), months, list(_months(told))),
        Sheet(_("Categories"), [_("Category"), *compared[1:]], list(_categories(told))),
        Sheet(_("Rates"), _rate_titles(), list(_rates(told))),
        Sheet(_("What waits"), [what, _("How many")], list(_standing(told))),
        Sheet(_("Lists"), waits, list(_registers(told))),
    ]


def _totals(told: Told) -> Rows:
    more = {"reported": _("Beneficiaries reported"), "expected": _("Beneficiaries expected")}
    for part, labels in (("totals", {**TOTALS, **more}), ("course", MEASURES)):
        now, before = told[part]["now"], told[part]["before"]
        for name, label in labels.items():
            yield str(label), now[name], before[name], change(now[name], before[name])


def _quantity_titles() -> list[str]:
    figures = [_("expected"), _("reported"), _("confirmed"), _("A year before"), _("Year on year")]
    return [_("Quantity"), _("Unit"), _("Problems solved"), *figures]


def _quantities(told: Told) -> Rows:
    """What solved problems brought, each kind in its own unit; reports of earlier have none."""
    english = "_en" if current_locale() == "en" else ""
    for one in told.get("quantities", ()):
        now = {name: Decimal(one["now"][name]) for name in ("expected", "reported", "confirmed")}
        before = Decimal(one["before"]["confirmed"])
        amounts = [float(value) for value in (*now.values(), before)]
        words = one[f"name{english}"], one[f"unit{english}"]
        yield *words, one["now"]["issues"], *amounts, change(now["confirmed"], before)


def _steps(told: Told) -> Rows:
    for one in told["steps"]:
        days = float(one["days"]) if one["days"] is not None else None
        yield str(STAGES[Stage(one["step"])]), one["reached"], one["here"], days


def _months(told: Told) -> Rows:
    for one in told["course"]["months"]:
        label = _("Month %(month)s", month=one["month"])
        yield label, *(one[name] for name in MEASURES)


def _categories(told: Told) -> Rows:
    for one in told["categories"]:
        yield _local(one, "name"), one["now"], one["before"], change(one["now"], one["before"])


def _rate_titles() -> list[str]:
    return [
        _("What is rated"),
        _("Wishes that came"),
        _("Heard (D)"),
        _("Contacted"),
        _("Solved"),
        _("Satisfied"),
        _("Fairly satisfied"),
        _("Response rate"),
        _("Resolution rate"),
        _("Satisfaction rate"),
        _("Score"),
        _("Excluded"),
        _("Score before exclusions"),
    ]


def _rates(told: Told) -> Rows:
    for one in told["rates"]:
        counted = one["counted"]
        numbers = ("heard", "contacted", "solved", "satisfied", "fairly")
        shares = ("response", "resolution", "satisfaction", "score")
        yield (
            str(MATTERS[Matter(one["matter"])]),
            one["came"],
            *(counted[name] for name in numbers),
            *(counted[name] for name in shares),
            one["excluded"],
            one["heard"]["score"],
        )


def _standing(told: Told) -> Rows:
    for name, label in STANDING.items():
        yield str(label), told["standing"][name]
    yield _("Problems opened"), told["standing"]["opened"]


def _registers(told: Told) -> Rows:
    for name in REGISTERS:
        for line in told["registers"][name]:
            due = date.fromisoformat(line["due"]) if line["due"] else None
            since = date.fromisoformat(line["since"])
            places = _local(line, "area"), _local(line, "category")
            yield str(STANDING[name]), line["number"], line["title"], *places, since, due


def _local(told: Told, name: str) -> str:
    english = told[f"{name}_en"] if current_locale() == "en" else ""
    return str(english or told[name])
