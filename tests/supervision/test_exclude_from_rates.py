"""An exclusion needs a reason, evidence and a second person; rates stand before and after."""

import pytest

from tests.cast import Town
from tests.deeds import done, kinds_of, refused
from tests.issues.knots import BUREAU, answer, several, solved
from tests.reports.rates.heard import counted
from wishboard.accounts.roles import Role
from wishboard.core.refusals import NotAllowed
from wishboard.reports.rates.models import Matter
from wishboard.reports.rates.scoring import Counts
from wishboard.supervision.exclusions.commands import ask_exclusion, decide_exclusion
from wishboard.supervision.exclusions.forms import DecideExclusionForm, ExcludeForm
from wishboard.supervision.exclusions.models import Exclusion, ExclusionReason
from wishboard.supervision.exclusions.queries import exclusions_for
from wishboard.wishes.models import Wish

AGREED = DecideExclusionForm(upheld=True, words="已核对现场照片和权属证明。")
NOT_AGREED = DecideExclusionForm(upheld=False, words="现场看过，灯确实不亮。")


async def asked(town: Town, wish: Wish, by: str = "handler") -> Exclusion:
    form = ExcludeForm(
        wish=wish.public_id,
        reason=ExclusionReason.not_responsible,
        evidence="该路段属省道，由公路管理站养护，附权属证明编号2026-18。",
    )
    return await done(ask_exclusion, form, by=await town.viewer(by))


async def dissatisfied(town: Town) -> Wish:
    (wish,) = await several(town, 1)
    await solved(town, wish)
    await answer(wish, yes=False)
    return wish


async def test_rates_are_shown_before_and_after(town: Town) -> None:
    exclusion = await asked(town, await dissatisfied(town))
    body = await counted(town, BUREAU, Matter.sent_up)
    assert (body.heard.heard, body.counted.heard) == (1, 1)
    await done(decide_exclusion, exclusion.public_id, AGREED, by=await town.viewer("supervisor"))
    body = await counted(town, BUREAU, Matter.sent_up)
    assert (body.heard, body.counted) == (Counts(1, 0, 0, 0, 0), Counts())


async def test_what_was_agreed_to_can_be_taken_back(town: Town) -> None:
    exclusion = await asked(town, await dissatisfied(town))
    supervisor = await town.viewer("supervisor")
    await done(decide_exclusion, exclusion.public_id, AGREED, by=supervisor)
    with refused("exclusion_decided"):
        await done(decide_exclusion, exclusion.public_id, AGREED, by=supervisor)
    await done(decide_exclusion, exclusion.public_id, NOT_AGREED, by=supervisor)
    assert (await counted(town, BUREAU, Matter.sent_up)).counted.heard == 1
    with refused("exclusion_decided"):
        await done(decide_exclusion, exclusion.public_id, AGREED, by=supervisor)


async def test_what_was_turned_down_can_be_asked_for_with_better_evidence(town: Town) -> None:
    wish = await dissatisfied(town)
    exclusion = await asked(town, wish)
    with refused("excluded_before"):
        await asked(town, wish)
    supervisor = await town.viewer("supervisor")
    await done(decide_exclusion, exclusion.public_id, NOT_AGREED, by=supervisor)
    await asked(town, wish)


async def test_history_says_who_asked_and_who_decided(town: Town) -> None:
    wish = await dissatisfied(town)
    exclusion = await asked(town, wish)
    await done(decide_exclusion, exclusion.public_id, AGREED, by=await town.viewer("supervisor"))
    kinds = await kinds_of(wish)
    assert kinds[-2:] == ["supervision.exclusion_asked", "supervision.exclusion_decided"]


async def test_nobody_decides_on_what_they_asked_for(town: Town) -> None:
    exclusion = await asked(town, await dissatisfied(town), by="supervisor")
    with refused("second_person_needed"):
        supervisor = await town.viewer("supervisor")
        await done(decide_exclusion, exclusion.public_id, AGREED, by=supervisor)


async def test_nobody_decides_for_their_own_body(town: Town) -> None:
    exclusion = await asked(town, await dissatisfied(town), by="clerk")
    await town.appoint("handler", Role.supervisor, area="桐川市")
    with refused("second_person_needed"):
        handler = await town.viewer("handler")
        await done(decide_exclusion, exclusion.public_id, AGREED, by=handler)


@pytest.mark.parametrize("part", ["member", "other_clerk", "administrator", "nobody"])
async def test_others_do_not_ask(town: Town, part: str) -> None:
    wish = await dissatisfied(town)
    with refused(NotAllowed.code):
        await asked(town, wish, by=part)


@pytest.mark.parametrize("part", ["clerk", "leader", "handler"])
async def test_only_supervision_decides(town: Town, part: str) -> None:
    exclusion = await asked(town, await dissatisfied(town))
    with refused(NotAllowed.code):
        await done(decide_exclusion, exclusion.public_id, AGREED, by=await town.viewer(part))


async def test_each_sees_what_concerns_them(town: Town) -> None:
    await asked(town, await dissatisfied(town))
    for part, many in {"handler": 1, "clerk": 1, "other_clerk": 0, "supervisor": 1}.items():
        assert len(await done(exclusions_for, await town.viewer(part))) == many, part
