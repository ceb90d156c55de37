"""Odd credits are refused, or held back until somebody without a part in them has looked."""

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.deeds import done, kinds_of, refused
from tests.quotas.scene import doubted
from wishboard.core.database import AsyncSession
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.doubts.commands import decide_doubt
from wishboard.outcomes.doubts.forms import DecideForm
from wishboard.outcomes.doubts.grounds import OFTEN
from wishboard.outcomes.doubts.models import CreditDoubt, Doubt
from wishboard.outcomes.forms import ReopenForm
from wishboard.quotas.year import own_year
from wishboard.wishes.models import Wish

YES = DecideForm(granted=True)


async def years_work(town: Town, part: str) -> int:
    return (await done(own_year, await town.viewer(part))).done


async def again_and_again(town: Town) -> tuple[Wish, CreditDoubt]:
    for _ in range(OFTEN + 1):
        wish = await town.closed(by="member")

    async def found(db: AsyncSession) -> CreditDoubt:
        return (await db.exec(select(CreditDoubt).where(CreditDoubt.wish_id == wish.key))).one()

    return wish, await done(found)


async def test_the_same_two_people_again_and_again_are_looked_at(town: Town) -> None:
    wish, doubt = await again_and_again(town)
    assert (doubt.why, doubt.granted) == (Doubt.repeated_pair, None)
    assert await years_work(town, "member") == OFTEN
    assert (await kinds_of(wish))[-2:] == ["outcome.credit_doubted", "outcome.closed"]
    await done(decide_doubt, doubt.public_id, YES, by=await town.viewer("supervisor"))
    assert await years_work(town, "member") == OFTEN + 1
    with refused("decided_before"):
        await done(decide_doubt, doubt.public_id, YES, by=await town.viewer("supervisor"))


async def test_only_a_supervisor_decides(town: Town) -> None:
    _wish, doubt = await again_and_again(town)
    for part in ("clerk", "leader", "member"):
        with refused("not_allowed"):
            await done(decide_doubt, doubt.public_id, YES, by=await town.viewer(part))


async def test_what_is_refused_does_not_count_and_says_why(town: Town) -> None:
    _wish, doubt = await again_and_again(town)
    no = DecideForm(granted=False, words="没有上门")
    await done(decide_doubt, doubt.public_id, no, by=await town.viewer("supervisor"))
    assert await years_work(town, "member") == OFTEN


async def test_what_was_opened_again_needs_no_decision(town: Town) -> None:
    wish, doubt = await again_and_again(town)
    form = ReopenForm(reason="灯又坏了")
    await done(reopen_wish, wish.key, form, by=await town.viewer("clerk"))
    with refused("decided_before"):
        await done(decide_doubt, doubt.public_id, YES, by=await town.viewer("supervisor"))


async def test_the_supervisor_sees_them_on_a_page(town: Town) -> None:
    doubt = await doubted(town)
    async with signed_in(town, "supervisor") as browser:
        assert "常来" in (await browser.get("/quotas/doubts")).text
        path = f"/quotas/doubts/{doubt.public_id}/decision"
        assert (await browser.post(path, {"granted": "no"})).status_code == 422
        answer = await browser.post(path, {"granted": "no", "words": "没有上门"})
        assert answer.status_code == 303
        assert "没有上门" in (await browser.get("/quotas/doubts?decided=yes")).text
