"""One wish on the desk: everything about it on one screen, and every deed that is possible."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import OrganizationKind
from wishboard.accounts.trees import local_name, organizations
from wishboard.catalogue.models import ReasonFor
from wishboard.catalogue.queries import reasons_for, shown
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.sight import Sight, visible_wish
from wishboard.disclosure.timeline import timeline
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.outcomes.models import AnswerBy
from wishboard.settings import settings
from wishboard.triage.suggesting import Suggestion, suggestion_for
from wishboard.web.categories import category_choices
from wishboard.web.desk import words
from wishboard.web.desk.deeds import Deeds, deeds_on
from wishboard.web.desk.likes import like_ones
from wishboard.web.desk.lists import asked_in
from wishboard.web.desk.picture import Picture, picture_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane, Risk
from wishboard.wishes.summary import proposed_summary, proposed_title
from wishboard.wishes.wishers import ContactData, contact_of

_RECEIVERS = (OrganizationKind.department, OrganizationKind.street, OrganizationKind.social_unit)
_MEDIATORS = (OrganizationKind.mediation_committee,)
FORMS = {
    "registration": "register",
    "answer": "answer",
    "closing": "close",
    "reopening": "reopen",
    "correction": "correct",
    "deferral": "defer",
    "decline": "decline",
    "transfer": "transfer",
    "mediation": "mediate",
}
"""The deeds that have a form, by the last part of their addresses."""
_DUE = ("registration", "answer", "closing")


async def desk_sight(visit: Visit, public_id: str) -> Sight:
    """A wish as its keeper, an overseer, whoever records answers or has its issue in hand sees it.

    Raises SignInNeeded, NotFound for what the viewer may not know of, NotAllowed otherwise.
    """
    viewer = visit.must_sign_in()
    sight = await visible_wish(await visit.db(), public_id, to=viewer)
    if not (sight.inside or sight.recording):
        raise NotAllowed
    return sight


async def wish_page(
    visit: Visit, public_id: str, *, contact: ContactData | None = None
) -> Response[str]:
    """The page of a wish; `contact` is what was just revealed."""
    db = await visit.db()
    sight = await desk_sight(visit, public_id)
    picture = await picture_of(db, sight)
    deeds = await deeds_on(db, sight, visit.viewer)
    form = _form_to_show(visit, deeds)
    return visit.page(
        "desk/wish.html",
        sight=sight,
        wish=sight.wish,
        picture=picture,
        deeds=deeds,
        form=form,
        missed=visit.refused is not None and _deed_of(visit) != form,
        asked=asked_in(visit.request.query_params),
        words=words,
        agreed=_agreed(sight.wish),
        risks=_(", ").join(str(words.RISKS[Risk(risk)]) for risk in sight.wish.risks),
        contact=contact,
        history=await timeline(db, sight),
        like=await like_ones(db, sight, picture, visit.viewer),
        here=f"/desk/wishes/{public_id}",
        **await _choices(db, sight, picture, deeds),
    )


def _form_to_show(visit: Visit, deeds: Deeds) -> str:
    """The one form on the page: the deed that was refused or asked for, else what is due."""
    wanted = _deed_of(visit) if visit.refused else visit.request.query_params.get("way", "")
    if deeds.get(FORMS.get(wanted, "")) == "":
        return wanted
    return next((form for form in _DUE if deeds.get(FORMS[form]) == ""), "")


def _deed_of(visit: Visit) -> str:
    return visit.path.rsplit("/", 1)[-1]


@get("/desk/wishes/{public_id:str}")
async def show_wish(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One wish on the desk."""
    return await wish_page(visit, public_id)


async def _choices(
    db: AsyncSession, sight: Sight, picture: Picture, deeds: Deeds
) -> dict[str, Any]:
    """What the forms on the page offer and what they are filled with."""
    writes = "register" in deeds or "correct" in deeds
    reasons = await reasons_for(db, ReasonFor.decline) if "decline" in deeds else []
    bodies = await organizations(db, *_RECEIVERS) if "transfer" in deeds else []
    mediators = await organizations(db, *_MEDIATORS) if "mediate" in deeds else []
    suggested = await suggestion_for(db, sight.wish) if "register" in deeds else None
    return {
        "categories": await category_choices(db) if writes else [],
        "proposed": await _proposed(db, sight.wish, picture, suggested) if writes else {},
        "suggested": suggested,
        "confirmed": _confirmed(picture),
        "reasons": [(reason.code, shown(reason)) for reason in reasons],
        "receivers": [(body.public_id, local_name(body)) for body in bodies],
        "mediators": [(body.public_id, local_name(body)) for body in mediators],
    }


async def _proposed(
    db: AsyncSession, wish: Wish, picture: Picture, suggested: Suggestion | None
) -> dict[str, Any]:
    """What the registration form is filled with: what stands there, else what is proposed."""
    text = picture.words.text if picture.words else ""
    title = picture.words.title if picture.words else ""
    slug = picture.category.slug if picture.category else ""
    slug = slug or (suggested.category if suggested else "")
    summary = wish.summary
    if not wish.title:
        summary = proposed_summary(text, await contact_of(db, wish))
    return {
        "title": wish.title or title[:60] or proposed_title(summary),
        "summary": summary,
        "category": slug,
        "lane": wish.lane or Lane.individual,
        "places": wish.places,
        "expected": wish.expected,
        "worth": wish.worth or "",
        "risks": wish.risks,
        "opens_at": f"{wish.opens_at.astimezone(settings().zone):%Y-%m-%dT%H:%M}"
        if wish.opens_at
        else "",
        "draw": "yes" if wish.draw else "",
    }


def _agreed(wish: Wish) -> str:
    """What the wisher has agreed to, in words."""
    consents = (
        (wish.may_contact, _("being contacted")),
        (wish.may_publish, _("a public summary")),
        (wish.may_photograph, _("photos")),
    )
    return _(", ").join(said for agreed, said in consents if agreed) or "—"


def _confirmed(picture: Picture) -> int:
    silent = picture.answer is not None and picture.answer.how is AnswerBy.silence
    return 0 if silent or picture.outcome is None else picture.outcome.reported


ROUTES = [show_wish]
