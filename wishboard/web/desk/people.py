"""People and their roles, for the administrator."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.appointments import appoint, approve_volunteer, dismiss, reset_password
from wishboard.accounts.forms import AppointForm, DismissForm
from wishboard.accounts.models import MembershipKind, Person
from wishboard.accounts.people import (
    FOUND,
    Belonging,
    find_person,
    memberships_of,
    must_administer,
    people_within,
    roles_of,
)
from wishboard.accounts.roles import Right
from wishboard.accounts.second_factor.codes import has_second_factor
from wishboard.accounts.second_factor.commands import reset_second_factor
from wishboard.accounts.trees import areas, local_name, organizations
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk import words
from wishboard.web.following import kept_nowhere

Pairs = list[tuple[str, str]]


@get("/desk/people")
async def show_people(visit: NamedDependency[Visit]) -> Response[Any]:
    """Look people up by name or user name."""
    viewer = visit.must_hold(Right.administer)
    q = visit.request.query_params.get("q", "").replace("\0", "").strip()[:60]
    db = await visit.db()
    people = await people_within(db, viewer, q)
    keys = [person.key for person in people]
    return visit.page(
        "desk/people.html",
        people=people,
        most=FOUND,
        filled=Filled(values={"q": q}),
        roles=await roles_of(db, keys),
        memberships=await memberships_of(db, keys),
        words=words,
    )


async def person_page(visit: Visit, public_id: str, *, password: str = "") -> Response[str]:
    """One person; `password` is the temporary one that was just made."""
    viewer = visit.must_hold(Right.administer)
    db = await visit.db()
    person = await find_person(db, public_id)
    await must_administer(db, person, viewer)
    memberships = (await memberships_of(db, [person.key]))[person.key]
    bodies, places = await _scopes(db, viewer)
    return visit.page(
        "desk/person.html",
        person=person,
        roles=(await roles_of(db, [person.key]))[person.key],
        memberships=memberships,
        waits=_waits_for_approval(person, memberships),
        words=words,
        bodies=bodies,
        places=places,
        password=password,
        telephone=await has_second_factor(db, person.key),
        here=f"/desk/people/{public_id}",
    )


def _waits_for_approval(person: Person, memberships: list[Belonging]) -> bool:
    volunteers = any(one.membership.kind is MembershipKind.volunteer for one in memberships)
    return volunteers and person.approved_at is None


async def _scopes(db: AsyncSession, viewer: Viewer) -> tuple[Pairs, Pairs]:
    """The organizations and areas over which an administrator gives roles."""
    kept, lying = viewer.scopes(Right.administer)
    all_areas = {area.key: area for area in await areas(db)}
    inside = [area for area in all_areas.values() if area.path.startswith(tuple(lying))]
    bodies = [
        body
        for body in await organizations(db)
        if body.path.startswith(tuple(kept))
        or all_areas[body.area_id].path.startswith(tuple(lying))
    ]
    return (
        [(body.public_id, local_name(body)) for body in bodies],
        [
            (area.public_id, "\u3000" * (area.path.count("/") - 2) + local_name(area))
            for area in inside
        ],
    )


@get("/desk/people/{public_id:str}")
async def show_person(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One person with roles and memberships."""
    return await person_page(visit, public_id)


@post("/desk/people/{public_id:str}/appointments")
@shows_again(person_page)
async def give_role(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Give a role."""
    viewer = visit.must_hold(Right.administer)
    await appoint(await visit.db(), public_id, visit.form(AppointForm), by=viewer)
    return visit.redirect(f"/desk/people/{public_id}", "appointed")


@post("/desk/people/{public_id:str}/dismissal")
@shows_again(person_page)
async def end_role(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """End a role."""
    viewer = visit.must_hold(Right.administer)
    form = visit.form(DismissForm)
    await dismiss(await visit.db(), public_id, form.appointment, by=viewer)
    return visit.redirect(f"/desk/people/{public_id}", "dismissed")


@post("/desk/people/{public_id:str}/approval")
@shows_again(person_page)
async def approve(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Approve a volunteer."""
    viewer = visit.must_hold(Right.administer)
    await approve_volunteer(await visit.db(), public_id, by=viewer)
    return visit.redirect(f"/desk/people/{public_id}", "volunteer_approved")


@post("/desk/people/{public_id:str}/password", status_code=200)
@shows_again(person_page)
async def new_password(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Make a temporary password and show it this once."""
    viewer = visit.must_hold(Right.administer)
    password = await reset_password(await visit.db(), public_id, by=viewer)
    return kept_nowhere(await person_page(visit, public_id, password=password))


@post("/desk/people/{public_id:str}/second-factor")
@shows_again(person_page)
async def take_off(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take somebody's telephone off, as when it is lost."""
    viewer = visit.must_hold(Right.administer)
    await reset_second_factor(await visit.db(), public_id, by=viewer)
    return visit.redirect(f"/desk/people/{public_id}", "second_factor_reset")


ROUTES = [show_people, show_person, give_role, end_role, approve, new_password, take_off]
