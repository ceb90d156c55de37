"""Who did what and when, for the administrator; the reading is written down itself."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.response import Stream

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.roles import Right
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.core.sheets.writing import csv_chunks
from wishboard.events.history import record
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.reports.audit.extract import FAMILIES, history_from, meant_by
from wishboard.reports.audit.lines import PAGE, deeds, rows

HERE = "/desk/audit"


@get(HERE)
async def show_audit(visit: NamedDependency[Visit]) -> Response[Any]:
    """A page of history through a sieve that stays in the address."""
    viewer, db = visit.must_hold(Right.audit), await visit.db()
    asked = visit.request.query_params
    history, before = history_from(asked), asked.get("before", "")
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else 0
    meant = await meant_by(db, history)
    found = await deeds(db, meant, viewer, before=key)
    await record(db, AccountEvent.audit_read, SUBJECT, viewer.person_id, by=viewer, **meant.facts)
    given = history.given()
    return visit.page(
        "audit/audit.html",
        deeds=found[:PAGE],
        filled=Filled(values=given),
        families=list(FAMILIES.items()),
        download=f"{HERE}/table?{urlencode(given)}",
        back=f"{HERE}?{urlencode(given)}" if key else "",
        onward=_address(given, found[PAGE - 1].key) if len(found) > PAGE else "",
    )


@get(f"{HERE}/table")
async def download_audit(visit: NamedDependency[Visit]) -> Stream:
    """The same as a CSV, whole: by codes and ids, without names."""
    viewer, db = visit.must_hold(Right.audit), await visit.db()
    meant = await meant_by(db, history_from(visit.request.query_params))
    await record(db, AccountEvent.audit_taken, SUBJECT, viewer.person_id, by=viewer, **meant.facts)
    header = [_("When"), _("Who"), _("Person"), _("What"), _("How"), _("Of what"), _("Number")]
    return Stream(
        csv_chunks(header, rows(db, meant, viewer)),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="audit-{today().isoformat()}.csv"',
            "Cache-Control": "no-store",
        },
    )


def _address(given: dict[str, str], before: int) -> str:
    return f"{HERE}?{urlencode(given | {'before': str(before)})}"


ROUTES = [show_audit, download_audit]
