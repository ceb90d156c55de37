"""A certificate is asked for, issued by somebody else, refused with a reason, or revoked."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.certificates.scene import OURS, asked, issued, served
from tests.deeds import done, raced, refused
from tests.notifications.told import hush, told
from wishboard.certificates.commands import (
    issue_certificate,
    refuse_certificate,
    revoke_certificate,
)
from wishboard.certificates.forms import AskForm, RefuseForm, RevokeForm
from wishboard.certificates.models import Revocation, Standing
from wishboard.certificates.queries import changes_since
from wishboard.certificates.requests import ask_certificate, withdraw_request
from wishboard.core.clock import today
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.events.history import history_of
from wishboard.notifications.queries import notices_of


async def test_the_whole_way(town: Town) -> None:
    wish = await served(town)
    await hush(town)
    request = await asked(town, hint="12x4")
    assert await told(town) == {("certificate.asked", "clerk"): 1}
    one = await done(issue_certificate, request.public_id, by=await town.viewer("clerk"))
    assert one.standing is Standing.issued
    assert one.serial == f"{today().year}-{one.key:06d}"
    assert one.content["holder"]["hint"] == "12X4"
    assert one.content["issuer"]["signed_by"] == "林静"
    assert [deed["wish"] for deed in one.content["deeds"]] == [wish.public_id]
    assert one.content["minutes"] == 150
    assert (await told(town))["certificate.issued", "volunteer"] == 1
    newest = (await done(notices_of, town.people["volunteer"].key))[0]
    assert (newest.title, newest.path) == (one.serial, f"/certificates/{one.public_id}")
    kinds = [event.kind for event in await done(history_of, "certificate", one.key)]
    assert kinds == ["certificate.asked", "certificate.issued"]


async def test_nobody_asks_twice_at_once(town: Town) -> None:
    await served(town)
    came = await raced([asked(town), asked(town), asked(town)])
    assert came == {"Certificate": 1, "asked_already": 2}


async def test_who_took_a_request_back_may_ask_again(town: Town) -> None:
    await served(town)
    request = await asked(town)
    for part in ("clerk", "neighbour"):
        with refused("not_found"):
            await done(withdraw_request, request.public_id, by=await town.viewer(part))
    await done(withdraw_request, request.public_id, by=await town.viewer("volunteer"))
    with refused("not_waiting"):
        await done(issue_certificate, request.public_id, by=await town.viewer("clerk"))
    assert (await asked(town)).standing is Standing.asked


async def test_only_an_organization_that_recorded_something_can_be_asked(town: Town) -> None:
    await served(town)
    with refused("nobody_issues_there"):
        await asked(town, body="河东社区党委")
    long_ago = AskForm(
        since=date(2020, 1, 1),
        until=date(2020, 12, 31),
        issuer=town.organizations[OURS].public_id,
    )
    with refused("nothing_to_certify", body=OURS):
        await done(ask_certificate, long_ago, by=await town.viewer("volunteer"))


@pytest.mark.parametrize("part", ["other_clerk", "member", "leader", "volunteer"])
async def test_only_a_committee_of_that_organization_issues(town: Town, part: str) -> None:
    await served(town)
    request = await asked(town)
    with refused("not_found"):
        await done(issue_certificate, request.public_id, by=await town.viewer(part))


async def test_nobody_certifies_their_own_service(town: Town) -> None:
    await served(town, "clerk", closer="street_clerk")
    request = await asked(town, "clerk")
    with refused("not_your_own"):
        await done(issue_certificate, request.public_id, by=await town.viewer("clerk"))
    one = await done(issue_certificate, request.public_id, by=await town.viewer("street_clerk"))
    assert one.content["issuer"]["signed_by"] == "方正"


async def test_who_asked_reads_why_it_was_refused(town: Town) -> None:
    await served(town)
    request = await asked(town)
    await hush(town)
    form = RefuseForm(words="时长请先核对。")
    one = await done(refuse_certificate, request.public_id, form, by=await town.viewer("clerk"))
    assert (one.standing, one.words, one.serial) == (Standing.refused, "时长请先核对。", None)
    assert await told(town) == {("certificate.refused", "volunteer"): 1}


async def test_a_certificate_is_revoked_once_and_its_paper_stays(town: Town) -> None:
    one = await issued(town)
    before, clerk = (one.content, one.digest, one.serial), await town.viewer("clerk")
    form = RevokeForm(reason=Revocation.untrue, words="时长不实。")
    with refused("not_found"):
        await done(revoke_certificate, one.public_id, form, by=await town.viewer("volunteer"))
    one = await done(revoke_certificate, one.public_id, form, by=clerk)
    assert one.standing is Standing.revoked and one.revoked_at is not None
    assert (one.content, one.digest, one.serial) == before
    assert (await told(town))["certificate.revoked", "volunteer"] == 1
    with refused("not_in_force"):
        await done(revoke_certificate, one.public_id, form, by=clerk)


async def test_a_later_deed_changes_nothing_on_the_paper(town: Town) -> None:
    one = await issued(town)
    await served(town)
    assert await done(changes_since, one) == []


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"since": "2026-02-01", "until": "2026-01-01", "issuer": "x"}, "until"),
        ({"since": "2026-01-01", "until": "tomorrow", "issuer": "x"}, "until"),
        ({"since": "2020-01-01", "until": "2020-02-01"}, "issuer"),
        ({"since": "2020-01-01", "until": "2020-02-01", "issuer": "x", "hint": "12345"}, "hint"),
    ],
)
def test_a_request_that_does_not_fit(sent: dict[str, str], wrong: str) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    with pytest.raises(Invalid) as caught:
        read(AskForm, {name: value.replace("tomorrow", tomorrow) for name, value in sent.items()})
    assert list(caught.value.errors) == [wrong]


def test_another_reason_needs_words() -> None:
    with pytest.raises(Invalid) as caught:
        read(RevokeForm, {"reason": "other"})
    assert list(caught.value.errors) == ["words"]
