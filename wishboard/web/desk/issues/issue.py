"""One issue on the desk: everything about it on one screen, and every deed that is possible."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.trees import local_name
from wishboard.catalogue.models import ReasonFor
from wishboard.catalogue.quantities import kind_named, quantity_kinds
from wishboard.catalogue.queries import reasons_for, shown
from wishboard.core.database import AsyncSession
from wishboard.disclosure.timeline import issue_timeline
from wishboard.http.visit import Visit
from wishboard.issues import words
from wishboard.issues.handling.assignments import responsible_for
from wishboard.issues.handling.duties import bodies_to_lead
from wishboard.issues.handling.objections import object_until
from wishboard.issues.models import Issue
from wishboard.issues.quantities.queries import proposed
from wishboard.issues.sponsors import leaders
from wishboard.issues.stages import IssueStage
from wishboard.web.desk.deeds import Deeds
from wishboard.web.desk.issues.deeds import issue_deeds
from wishboard.web.desk.issues.lists import asked_in
from wishboard.web.desk.issues.picture import IssuePicture, issue_picture
from wishboard.web.desk.issues.sight import desk_issue

FORMS = {
    "objection-decision": "decide_objection",
    "extension-decision": "decide_extension",
    "dispatch": "dispatch",
    "objection": "object",
    "support": "support",
    "contact": "contact",
    "extension": "extend",
    "reply": "reply",
    "solution": "solve",
    "followups": "follow_up",
    "closing": "close",
    "decline": "decline",
    "sponsor": "sponsor",
    "legacy-facts": "legacy",
    "reviews": "review",
    "wishes-out": "wishes_out",
    "split": "split",
}
"""The deeds that have a form on the page, by the last part of their addresses."""
_DUE = ("objection-decision", "extension-decision", "dispatch", "solution", "followups", "closing")
_NAMING = frozenset({"dispatch", "object", "support"})


async def issue_page(visit: Visit, public_id: str) -> Response[str]:
    """The page of an issue."""
    sight = await desk_issue(visit, public_id)
    db = await visit.db()
    picture = await issue_picture(db, sight.issue)
    deeds = await issue_deeds(db, sight, visit.viewer)
    if not picture.follow_ups or sight.issue.stage is not IssueStage.solved:
        deeds.pop("follow_up", None)
    form = form_to_show(visit, sight.issue, deeds)
    return visit.page(
        "desk/issues/issue.html",
        sight=sight,
        issue=sight.issue,
        picture=picture,
        deeds=deeds,
        form=form,
        missed=visit.refused is not None and _deed_of(visit) != form,
        asked=asked_in(visit.request.query_params),
        words=words,
        here=f"/desk/issues/{public_id}",
        object_until=object_until,
        proposed=proposed,
        history=await issue_timeline(db, sight, visit.viewer),
        **await _choices(db, picture, deeds),
    )


@get("/desk/issues/{public_id:str}")
async def show_issue(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One issue on the desk."""
    return await issue_page(visit, public_id)


def form_to_show(visit: Visit, issue: Issue, deeds: Deeds) -> str:
    """The one form on the page: the deed that was refused or asked for, else what is due."""
    wanted = _deed_of(visit) if visit.refused else visit.request.query_params.get("way", "")
    if deeds.get(FORMS.get(wanted, "")) == "":
        return wanted
    due = [form for form in _DUE if deeds.get(FORMS[form]) == ""]
    if not due and issue.stage is IssueStage.accepted and "reply" in deeds:
        due = ["reply"]
    return due[0] if due else ""


def _deed_of(visit: Visit) -> str:
    return visit.path.rsplit("/", 1)[-1]


async def _choices(db: AsyncSession, picture: IssuePicture, deeds: Deeds) -> dict[str, Any]:
    """What the forms on the page offer."""
    naming = _NAMING & {deed for deed, why in deeds.items() if not why}
    bodies = await bodies_to_lead(db) if naming else []
    duty = await responsible_for(db, picture.issue) if "dispatch" in deeds else None
    reasons = await reasons_for(db, ReasonFor.decline) if "decline" in deeds else []
    counting = {"solve", "close"} & deeds.keys()
    kinds = await quantity_kinds(db) if counting else []
    people = await leaders(db) if "sponsor" in deeds else []
    return {
        "bodies": [(body.public_id, local_name(body)) for body in bodies],
        "duty": duty and (duty.public_id, local_name(duty)),
        "reasons": [(reason.code, shown(reason)) for reason in reasons],
        "kinds": [(kind.code, *kind_named(kind)) for kind in kinds],
        "leaders": [(person.public_id, person.name) for person in people],
    }


ROUTES = [show_issue]
