"""What the tests of certificates play with: deeds with hours, a request, a certificate."""

from datetime import date

from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.viewer import wisher_of
from wishboard.certificates.commands import issue_certificate
from wishboard.certificates.content import check_code
from wishboard.certificates.forms import AskForm
from wishboard.certificates.models import Certificate
from wishboard.certificates.requests import ask_certificate
from wishboard.core.clock import today
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm
from wishboard.wishes.models import Wish

OURS = "柳荫社区党委"


async def delivered(town: Town, by: str = "volunteer", *, hours: float = 2.5) -> Wish:
    """A wish that somebody reports as done, with hours."""
    wish, claim = await town.claimed(by)
    await town.deliver(claim, hours=hours, reported=5)
    return await town.fresh(wish)


async def served(
    town: Town, by: str = "volunteer", *, hours: float = 2.5, closer: str = "clerk"
) -> Wish:
    """A deed that can be certified: confirmed by the wisher, closed by the keeper."""
    wish = await delivered(town, by, hours=hours)
    answer = AnswerForm(done=True, rating=5)
    await done(answer_wish, wish.key, answer, by=wisher_of(wish.key))
    await done(close_wish, wish.key, CloseForm(confirmed=2), by=await town.viewer(closer))
    return await town.fresh(wish)


async def asked(
    town: Town, by: str = "volunteer", *, body: str = OURS, hint: str = ""
) -> Certificate:
    """A request for a certificate of this year's service."""
    form = AskForm(
        since=date(today().year, 1, 1),
        until=today(),
        issuer=town.organizations[body].public_id,
        hint=hint,
    )
    return await done(ask_certificate, form, by=await town.viewer(by))


async def issued(town: Town, *, hint: str = "") -> Certificate:
    """A certificate of the volunteer's one deed."""
    await served(town)
    request = await asked(town, hint=hint)
    return await done(issue_certificate, request.public_id, by=await town.viewer("clerk"))


async def certificate_scene(town: Town) -> dict[str, str]:
    """A certificate in force, a request of the neighbour's; addresses by name."""
    certificate = await issued(town, hint="12X4")
    await served(town, "neighbour", hours=1)
    request = await asked(town, "neighbour")
    return {
        "certificate": certificate.public_id,
        "serial": certificate.serial or "",
        "check": check_code(certificate),
        "request": request.public_id,
    }
