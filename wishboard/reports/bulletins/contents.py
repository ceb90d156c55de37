"""What a report says: put together once from what is counted elsewhere, as plain data."""

from typing import Any

from wishboard.bulletins.scope import Scope, ScopeKind
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.periods import Period
from wishboard.reports.bulletins.registers import registers
from wishboard.reports.course.looked import Looked
from wishboard.reports.course.standing import count_standing
from wishboard.reports.course.steps import Step, count_flow
from wishboard.reports.course.trends import count_categories, count_months
from wishboard.reports.outcomes.extent import By, Extent
from wishboard.reports.outcomes.quantities import Amounts, Brought, count_brought
from wishboard.reports.outcomes.tables import count_outcomes
from wishboard.reports.rates.frozen import RULE, plain_counts
from wishboard.reports.rates.models import RateRule
from wishboard.reports.rates.rules import rule_of
from wishboard.reports.rates.scoped import rated
from wishboard.reports.rates.scoring import Body

MEASURES = ("came", "fulfilled", "opened", "solved")
"""What came and what was done, in the order of the report."""


async def contents(db: AsyncSession, scope: Scope, over: Period) -> dict[str, Any]:
    """A report as plain data. The registers and what waits are of today, all else of the period."""
    looked = looked_at(scope, over)
    extent = extent_of(scope, over)
    outcomes = await count_outcomes(extent, By.lane)
    rule = await rule_of(db, over.last)
    return {
        "scope": {"kind": scope.kind.value, "key": scope.public_id}
        | {"name": scope.name, "name_en": scope.name_en},
        "period": over.name,
        "since": over.since.isoformat(),
        "last": over.last.isoformat(),
        "as_of": today().isoformat(),
        "totals": {"now": outcomes.now._asdict(), "before": outcomes.before._asdict()},
        "quantities": [_quantity(one) for one in await count_brought(extent, By.lane)],
        "steps": [_step(one) for one in await count_flow(looked)],
        "course": await _course(looked),
        "categories": [one._asdict() for one in await count_categories(looked)],
        "rule": {name: getattr(rule, name) for name in RULE},
        "rates": await _rates(db, scope, over, rule),
        "standing": (await count_standing(looked))._asdict(),
        "registers": await registers(db, looked),
    }


def looked_at(scope: Scope, over: Period) -> Looked:
    """A scope and a period as the course of a year is asked for."""
    year, _dash, part = over.name.partition("-")
    return Looked(
        int(year),
        area=scope.public_id if scope.kind is ScopeKind.area else "",
        month=int(part) if part.isdigit() else 0,
        quarter=int(part[1:]) if part.startswith("Q") else 0,
        organization=scope.public_id if scope.kind is ScopeKind.organization else "",
    )


def extent_of(scope: Scope, over: Period) -> Extent:
    """A scope and a period as outcomes are asked for."""
    year, _dash, part = over.name.partition("-")
    return Extent(
        int(year),
        area=scope.public_id if scope.kind is ScopeKind.area else "",
        part=part,
        under=scope.public_id if scope.kind is ScopeKind.organization else "",
    )


def _quantity(one: Brought) -> dict[str, Any]:
    names = dict(zip(("name", "name_en", "unit", "unit_en"), one.names + one.units, strict=True))
    return {"code": one.code} | names | {"now": _plain(one.now), "before": _plain(one.before)}


def _plain(amounts: Amounts) -> dict[str, Any]:
    """Amounts as plain data: decimal numbers are written out, so that none is rounded."""
    return {
        name: value if isinstance(value, int) else f"{value:f}"
        for name, value in amounts._asdict().items()
    }


def _step(one: Step) -> dict[str, Any]:
    days = None if one.days is None else f"{one.days:.1f}"
    return {"step": one.step.value, "reached": one.reached, "here": one.here, "days": days}


async def _course(looked: Looked) -> dict[str, Any]:
    """What came and what was done, against the year before, and month by month."""
    over = looked.over
    months = [one for one in await count_months(looked) if _lies_in(one.month, over)]
    before = await count_months(looked.year_before())
    return {
        "now": {name: sum(getattr(one, name) for one in months) for name in MEASURES},
        "before": {name: sum(getattr(one, name) for one in before) for name in MEASURES},
        "months": [one._asdict() for one in months],
    }


def _lies_in(month: int, over: Period) -> bool:
    return over.since.month <= month <= over.last.month


async def _rates(
    db: AsyncSession, scope: Scope, over: Period, rule: RateRule
) -> list[dict[str, Any]]:
    looked = looked_at(scope, over)
    found = await rated(db, over, area=looked.area, body=looked.organization)
    return [{"matter": matter.value, **_rated(body, rule)} for matter, body in found.items()]


def _rated(body: Body, rule: RateRule) -> dict[str, Any]:
    return {
        "came": body.came,
        "excluded": body.out.heard,
        "counted": plain_counts(body.counted, rule),
        "heard": plain_counts(body.heard, rule),
    }
