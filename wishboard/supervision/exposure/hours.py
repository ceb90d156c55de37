"""Until when each step after an exposure is due. Pure but for the settings."""

from datetime import datetime, time, timedelta

from wishboard.core.clock import city_date
from wishboard.settings import settings
from wishboard.supervision.exposure.models import Step


def due_times(since: datetime) -> dict[Step, datetime]:
    """The deadline of each step after something was exposed at a moment, day and night alike."""
    rule = settings()
    next_day = city_date(since) + timedelta(days=1)
    report = datetime.combine(next_day, time(rule.exposure_report_hour), rule.zone)
    return {
        Step.told: since + timedelta(hours=rule.exposure_told_hours),
        Step.viewed: since + timedelta(hours=rule.exposure_viewed_hours),
        Step.planned: since + timedelta(hours=rule.exposure_planned_hours),
        Step.reported: report.astimezone(since.tzinfo),
    }
