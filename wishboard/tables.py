"""Every table of the house, for those who need them all: migrations and tests."""

from sqlmodel import SQLModel

import wishboard.accounts.delegations.models
import wishboard.accounts.links.models
import wishboard.accounts.models
import wishboard.accounts.second_factor.models
import wishboard.accounts.single_sign_on.models
import wishboard.bulletins.models
import wishboard.catalogue.models
import wishboard.certificates.models
import wishboard.claims.models
import wishboard.core.runs
import wishboard.core.stored_calendar
import wishboard.core.throttle
import wishboard.deadlines.models
import wishboard.disclosure.exports.models
import wishboard.disclosure.models
import wishboard.endings.models
import wishboard.events.models
import wishboard.files.models
import wishboard.http.repeats
import wishboard.issues.handling.models
import wishboard.issues.legacy.models
import wishboard.issues.models
import wishboard.issues.quantities.models
import wishboard.issues.roadmap.models
import wishboard.issues.whistles.models
import wishboard.mediation.models
import wishboard.notifications.models
import wishboard.outcomes.doubts.models
import wishboard.outcomes.models
import wishboard.quotas.closing.models
import wishboard.quotas.excuses.models
import wishboard.quotas.models
import wishboard.quotas.rules.models
import wishboard.reports.hotwords.models
import wishboard.reports.rates.models
import wishboard.supervision.exclusions.models
import wishboard.supervision.exposure.models
import wishboard.supervision.ladder.models
import wishboard.supervision.lookback.models
import wishboard.supervision.stuck.models
import wishboard.triage.groups.models
import wishboard.triage.learning.models
import wishboard.wishes.models
import wishboard.wishes.wishers  # noqa: F401

METADATA = SQLModel.metadata
