"""One certificate: the deeds on it, the paper, and what its issuer decides."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.certificates import words
from wishboard.certificates.commands import (
    issue_certificate,
    refuse_certificate,
    revoke_certificate,
)
from wishboard.certificates.content import address_of, check_code
from wishboard.certificates.forms import RefuseForm, RevokeForm
from wishboard.certificates.models import Standing
from wishboard.certificates.paper import paper_of
from wishboard.certificates.queries import certificate_for, changes_since, may_act
from wishboard.certificates.refusals import NotInForce
from wishboard.certificates.service import certifiable, deeds_of
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit


async def certificate_page(visit: Visit, public_id: str) -> Response[str]:
    """One certificate with the deeds on it, for its holder and for who issues it."""
    viewer, db = visit.must_sign_in(), await visit.db()
    filed = await certificate_for(db, public_id, viewer)
    one, issuer = filed.certificate, filed.issuer
    deeds = await deeds_of(db, filed.holder.key, one.since, one.until)
    counting = certifiable(deeds, issuer)
    here, own = f"/certificates/{public_id}", filed.holder.id == viewer.person_id
    return visit.page(
        "certificates/certificate.html",
        one=one,
        holder=filed.holder,
        body=local_name(issuer),
        deeds=counting,
        left_out=[deed for deed in deeds if deed not in counting],
        said=one.content,
        code=check_code(one) if one.serial else "",
        address=address_of(one) if one.serial else "",
        changes=await changes_since(db, one) if one.serial else [],
        own=own,
        deciding=await may_act(db, issuer, viewer, Right.keep),
        here=here,
        refusing=visit.filled(f"{here}/refusal"),
        revoking=visit.filled(f"{here}/revocation"),
        issuing=visit.filled(f"{here}/issuance"),
        words=words,
        local_name=local_name,
    )


@get("/certificates/{public_id:str}")
async def show_certificate(
    visit: NamedDependency[Visit], public_id: FromPath[str]
) -> Response[Any]:
    """One certificate."""
    return await certificate_page(visit, public_id)


@get("/certificates/{public_id:str}/paper")
async def print_certificate(
    visit: NamedDependency[Visit], public_id: FromPath[str]
) -> Response[Any]:
    """The paper as a PDF file; revoked ones are not printed any more."""
    viewer, db = visit.must_sign_in(), await visit.db()
    one = (await certificate_for(db, public_id, viewer)).certificate
    if one.standing is not Standing.issued:
        raise NotInForce
    await visit.unit.close()
    name = f'attachment; filename="certificate-{one.serial}.pdf"'
    headers = {"Cache-Control": "no-store", "Content-Disposition": name}
    return Response(await paper_of(one), media_type="application/pdf", headers=headers)


@post("/certificates/{public_id:str}/issuance")
@shows_again(certificate_page)
async def issue(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Issue it."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    await issue_certificate(db, public_id, by=viewer)
    return visit.redirect(f"/certificates/{public_id}", "certificate_issued")


@post("/certificates/{public_id:str}/refusal")
@shows_again(certificate_page)
async def refuse(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Refuse it with a reason."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    await certificate_for(db, public_id, viewer)
    await refuse_certificate(db, public_id, visit.form(RefuseForm), by=viewer)
    return visit.redirect("/desk/certificates", "certificate_refused")


@post("/certificates/{public_id:str}/revocation")
@shows_again(certificate_page)
async def revoke(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take it out of force."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    await certificate_for(db, public_id, viewer)
    await revoke_certificate(db, public_id, visit.form(RevokeForm), by=viewer)
    return visit.redirect(f"/certificates/{public_id}", "certificate_revoked")


ROUTES = [show_certificate, print_certificate, issue, refuse, revoke]
