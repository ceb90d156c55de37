"""What a viewer may do to an issue now, and why not where a rule stands in the way."""

from functools import partial

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.disclosure.issue_sight import IssueSight
from wishboard.issues.handling.assignments import lead_of, must_be_dispatchable
from wishboard.issues.handling.objections import (
    must_be_objectable,
    must_be_third,
    open_objection,
)
from wishboard.issues.handling.replies import must_be_answerable
from wishboard.issues.handling.time import must_be_extendable, open_extension
from wishboard.issues.lifecycle import IssueDeed, issue_can
from wishboard.issues.models import Issue
from wishboard.issues.refusals import ObjectionStands
from wishboard.issues.solving import must_be_closable, must_be_solvable
from wishboard.issues.stages import IN_HAND, IssueEnding, IssueKind, IssueStage
from wishboard.web.desk.deeds import Deeds, why_not, why_not_now


async def issue_deeds(db: AsyncSession, sight: IssueSight, viewer: Viewer) -> Deeds:
    """What is shown of deeds to a viewer; what is of no concern to them is left out."""
    deeds: Deeds = {}
    legacy = sight.issue.kind is IssueKind.legacy and sight.issue.stage is not IssueStage.closed
    if legacy and (sight.coordinating or sight.sponsoring):
        deeds["review"] = ""
    if sight.coordinating:
        deeds |= await _of_coordinators(db, sight.issue, viewer)
    if sight.leading:
        deeds |= await _of_the_lead(db, sight.issue)
    if (sight.coordinating or sight.leading) and sight.issue.stage in IN_HAND:
        deeds["support"] = ""
    return deeds


async def _of_coordinators(db: AsyncSession, issue: Issue, viewer: Viewer) -> Deeds:
    deeds: Deeds = {}
    if issue_can(issue, IssueDeed.dispatch):
        deeds["dispatch"] = why_not_now(partial(must_be_dispatchable, issue))
    objection = await open_objection(db, issue)
    if objection and issue.stage in IN_HAND:
        deeds["decide_objection"] = await why_not(must_be_third(db, objection, by=viewer))
    if issue.stage in IN_HAND and await open_extension(db, issue):
        deeds["decide_extension"] = ""
    if issue_can(issue, IssueDeed.close):
        deeds["close"] = await why_not(must_be_closable(db, issue, by=viewer))
    if issue_can(issue, IssueDeed.merge):
        deeds |= dict.fromkeys(("wishes", "wishes_out", "split", "merge", "decline"), "")
    if issue.stage is not IssueStage.closed:
        deeds |= {"sponsor": "", "legacy": ""}
    if issue.ending is IssueEnding.merged:
        deeds["unmerge"] = ""
    return deeds


async def _of_the_lead(db: AsyncSession, issue: Issue) -> Deeds:
    deeds: Deeds = {}
    lead = await lead_of(db, issue)
    if issue_can(issue, IssueDeed.accept):
        stands = await open_objection(db, issue)
        deeds["accept"] = ObjectionStands().sentence() if stands else ""
        if lead:
            deeds["object"] = await why_not(must_be_objectable(db, issue, lead))
    if issue.stage in IN_HAND:
        deeds["extend"] = await why_not(must_be_extendable(db, issue))
        if issue.contacted_at is None:
            deeds["contact"] = ""
    if issue_can(issue, IssueDeed.reply):
        deeds["reply"] = await why_not(must_be_answerable(db, issue))
    if issue_can(issue, IssueDeed.solve):
        deeds["solve"] = await why_not(must_be_solvable(db, issue))
    if issue.stage is IssueStage.solved:
        deeds["follow_up"] = ""
    return deeds
