"""Which part of the ledger is asked for, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import start_of
from wishboard.core.moments import NoMoment, read_day
from wishboard.wishes.stages import Ending, Lane, Stage


@dataclass(frozen=True, slots=True)
class Extract:
    """Wishes collected from one day to another (both counted), of an area and all below it.

    `state` is a stage, or an ending of closed ones. What is left empty lets everything through.
    """

    since: date | None = None
    until: date | None = None
    area: str = ""
    lane: str = ""
    state: str = ""

    def given(self) -> dict[str, str]:
        """What is asked for, by the names used in addresses."""
        told = {
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
            "area": self.area,
            "lane": self.lane,
            "state": self.state,
        }
        return {name: value for name, value in told.items() if value}

    def condition(self) -> tuple[str, dict[str, Any]]:
        """The same as SQL on wish `w` in area `a`, with its values."""
        parts: list[str] = []
        values: dict[str, Any] = {}
        if self.since:
            parts.append("w.collected_at >= :since")
            values["since"] = start_of(self.since)
        if self.until:
            parts.append("w.collected_at < :until")
            values["until"] = start_of(date.fromordinal(self.until.toordinal() + 1))
        if self.area:
            parts.append(
                "EXISTS (SELECT FROM area top WHERE top.public_id = :area"
                " AND a.path LIKE top.path || '%')"
            )
            values["area"] = self.area
        if self.lane:
            parts.append("w.lane = :lane")
            values["lane"] = self.lane
        if self.state:
            parts.append(f"w.{'stage' if self.state in _STAGES else 'ending'} = :state")
            values["state"] = self.state
        return " AND ".join(parts) or "true", values


_STAGES = {stage.value for stage in Stage} - {Stage.closed.value}
_STATES = _STAGES | {ending.value for ending in Ending}
_LANES = {lane.value for lane in Lane}


def extract_from(asked: Mapping[str, str]) -> Extract:
    """An extract from an address; what is not understood is left out."""
    lane, state = asked.get("lane", ""), asked.get("state", "")
    return Extract(
        since=_day(asked.get("from", "")),
        until=_day(asked.get("to", "")),
        area=asked.get("area", "")[:16].replace("\0", ""),
        lane=lane if lane in _LANES else "",
        state=state if state in _STATES else "",
    )


def scope_of(viewer: Viewer | None) -> tuple[str, dict[str, Any]]:
    """What a viewer may export, as SQL on the keeper `k` and the area `a`; None may everything."""
    if viewer is None:
        return "true", {}
    kept, lying = viewer.scopes(Right.export)
    below = "EXISTS (SELECT FROM unnest(CAST(:{0} AS text[])) AS top WHERE {1} LIKE top || '%')"
    sql = f"({below.format('kept', 'k.path')} OR {below.format('lying', 'a.path')})"
    return sql, {"kept": kept, "lying": lying}


def _day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except NoMoment:
        return None
