"""Handing a role on, on the pages: one's own, and the administrator's."""

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.web.reading import sent, shown
from wishboard.accounts.people import roles_of
from wishboard.core.clock import today

OWN, OVER = "/me/delegations", "/desk/delegations"


async def test_a_role_is_handed_on_and_taken_back(town: Town) -> None:
    key = town.people["clerk"].key
    (held,) = (await done(roles_of, [key]))[key]
    form = {
        "appointment": held.appointment.id,
        "to": "neighbour",
        "since": today().isoformat(),
        "until": today().isoformat(),
    }
    assert "neighbour" in await shown(town, OWN, "clerk"), "colleagues are listed"
    assert await sent(town, "clerk", OWN, **form) == (303, OWN)
    assert "生效中" in await shown(town, OWN, "neighbour")
    assert "赵敏" in await shown(town, OVER, "administrator")
    async with signed_in(town, "neighbour") as deputy:
        assert (await deputy.get("/desk/publication")).status_code == 200
        page = await shown(town, OWN, "clerk")
        end = page.split('action="/delegations/')[1].split('"')[0]
        assert (await deputy.post(f"/delegations/{end}")).status_code == 404, "not one's own"
        assert await sent(town, "clerk", f"/delegations/{end}") == (303, OWN)
        assert (await deputy.get("/desk/publication")).status_code == 303, "at once"


async def test_what_is_refused_is_said_in_words_beside_what_was_typed(town: Town) -> None:
    key = town.people["clerk"].key
    (held,) = (await done(roles_of, [key]))[key]
    status, page = await sent(town, "clerk", OWN, appointment=held.appointment.id, to="谁")
    assert status == 422 and "请选择起始日" in page and 'value="谁"' in page


async def test_who_holds_no_role_has_nothing_to_hand_on(town: Town) -> None:
    page = await shown(town, OWN, "member")
    assert "没有可委托的职责" in page and "<h2>委托代行职责" not in page
